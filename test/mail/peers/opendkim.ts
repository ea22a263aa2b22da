// Debian's opendkim as the authority's signer: a key and its DNS record by opendkim-genkey, and a milter that signs what it is shown.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, give, peerFolder, startPeer } from './peer.ts';

export interface Signer {
  /** Of the milter. */
  readonly port: number;
  /** The name and the text of its record in the DNS. */
  readonly record: { readonly name: string; readonly text: string };
}

/** @param more header fields signed beside those that Debian's opendkim signs by itself: From, To, Subject, Date and a few */
export async function startSigner(
  domain: string,
  selector: string,
  more: readonly string[] = [],
): Promise<Signer> {
  const folder = await peerFolder();
  const key = path.join(folder, `${selector}.private`);
  await promisify(execFile)('opendkim-genkey', ['-b', '2048', '-d', domain, '-s', selector, '-D', folder]);
  give(key);
  const port = await freePort();
  const settings = path.join(folder, 'opendkim.conf');
  await writeFile(
    settings,
    [
      ...[
        'Syslog no',
        'Background no',
        'Mode s',
        'RequireSafeKeys no',
        'Canonicalization relaxed/relaxed',
        'OversignHeaders From',
      ],
      ...(more.length === 0 ? [] : [`SignHeaders *,${more.map((name) => `+${name}`).join(',')}`]),
      ...[`Domain ${domain}`, `Selector ${selector}`, `KeyFile ${key}`],
      ...[`Socket inet:${port}@127.0.0.1`, `PidFile ${folder}/pid`, ''],
    ].join('\n'),
  );
  await startPeer(['opendkim', '-f', '-x', settings], port);
  const zone = await readFile(path.join(folder, `${selector}.txt`), 'utf8');
  // As in a zone file: one text in several pieces, each in quotes.
  const text = [...zone.matchAll(/"([^"]*)"/g)].map((piece) => piece[1]).join('');
  return { port, record: { name: `${selector}._domainkey.${domain}`, text } };
}
