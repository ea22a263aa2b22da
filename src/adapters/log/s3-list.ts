// The keys directly below a prefix of a bucket (ListObjectsV2), however many pages they take.

import { type S3Answer, type S3Client, refuse } from './s3-client.ts';

const OK = 200;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * @param bucket its address @param prefix ends with a slash
 * @throws TranslogError `log.store-refused` for anything that is not a whole list: a list cut short would hide what was acknowledged
 */
export async function listKeys(ask: S3Client, bucket: URL, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const url: URL = new URL(bucket);
    url.search = new URLSearchParams({
      ...{ 'list-type': '2', delimiter: '/', prefix },
      ...(token === '' ? {} : { 'continuation-token': token }),
    }).toString();
    const page = readPage(url, await ask({ method: 'GET', url }));
    keys.push(...page.keys);
    if (page.next === token) refuse(url, { status: OK, code: 'the same page again' });
    token = page.next;
  }
  return keys;
}

type Page = { readonly keys: readonly string[]; readonly next: string | undefined };

function readPage(url: URL, answer: S3Answer): Page {
  if (answer.status !== OK) refuse(url, answer);
  const xml = Buffer.from(answer.body).toString();
  const isMore = textsOf(xml, 'IsTruncated')[0];
  const next = textsOf(xml, 'NextContinuationToken')[0];
  const isWhole = xml.includes('<ListBucketResult') && xml.trimEnd().endsWith('</ListBucketResult>');
  if (!isWhole || (isMore !== 'true' && isMore !== 'false') || (isMore === 'true' && !next))
    refuse(url, { status: OK, code: 'no list of a bucket' });
  return { keys: textsOf(xml, 'Key'), next: isMore === 'true' ? next : undefined };
}

/** Of all elements of that name, which hold text alone. */
function textsOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => plain(text));
}

const plain = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));/g, (all, decimal, hex, name: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    return NAMED[name] ?? all;
  });
