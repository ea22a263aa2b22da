// Reads a raw mail: checks the sender's proofs on the raw bytes first, then parses the words. Bad mail is never an error.
import { authenticate, type AuthenticateResult } from 'mailauth/lib/mailauth.js';
import PostalMime, { type Email } from 'postal-mime';
import { instant } from '../../domain/kernel/instant.ts';
import type { ParsedLetter } from '../../domain/notice/letter.ts';
import type { SenderFacts, Signature } from '../../domain/notice/sender.ts';
import type { MailReader, ReadMail } from '../../ports/mail.ts';
import { mailboxes, plainMailbox } from './addresses.ts';
import { contentKey } from './content-key.ts';
import { headerCounts, rawMail, single } from './raw-headers.ts';
import type { Resolve } from './resolver.ts';

const MIN_RSA_BITS = 2_048;
const MAX_DNS_MS = 10_000;
const MAX_NESTING = 20;
const MAX_HEADER_BYTES = 64 * 1024;

/** @param resolve DNS; @param deskHost our name in verdicts */
export function mailReader(resolve: Resolve, deskHost: string): MailReader {
  return { read: (raw) => read(Buffer.from(raw), resolve, deskHost) };
}

async function read(raw: Buffer, resolve: Resolve, deskHost: string): Promise<ReadMail> {
  const header = rawMail(raw);
  const { headers, formOk } = header;
  const dns = watched(resolve);
  const proofs = await withProofs(raw, dns.resolve, deskHost);
  const facts: Omit<SenderFacts, 'replayed'> = {
    headerFormOk: formOk,
    headers: headerCounts(headers),
    from: plainMailbox(single(headers, 'from')),
    to: mailboxes(single(headers, 'to')),
    date: dateOf(single(headers, 'date')),
    dmarc: proofs?.dmarc ? proofs.dmarc.status.result : 'none',
    // An unsigned mail gets one result that says "none": no signature, not a bad one.
    signatures: (proofs?.dkim.results ?? [])
      .filter(({ status }) => status.result !== 'none')
      .map(signatureOf),
    dnsFailed: proofs === undefined || dns.failed(),
  };
  return { letter: await parse(raw), facts, contentKey: contentKey(raw, header) };
}

/** Undefined when the check itself failed: no proof either way, the sender stays a claim. */
async function withProofs(
  raw: Buffer,
  resolver: Resolve,
  mta: string,
): Promise<AuthenticateResult | undefined> {
  const options = { resolver, mta, minBitLength: MIN_RSA_BITS, disableArc: true, disableBimi: true };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((give) => {
    timer = setTimeout(() => give(undefined), MAX_DNS_MS);
  });
  try {
    return await Promise.race([authenticate(raw, options), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Notices look-ups that failed for now, as opposed to names that do not exist. */
function watched(resolve: Resolve): { readonly resolve: Resolve; readonly failed: () => boolean } {
  let failed = false;
  return {
    failed: () => failed,
    resolve: async (name, type) => {
      try {
        return await resolve(name, type);
      } catch (error) {
        if (!['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) failed = true;
        throw error;
      }
    },
  };
}

function signatureOf(result: AuthenticateResult['dkim']['results'][number]): Signature {
  return {
    id: result.id,
    domain: (result.signingDomain ?? '').toLowerCase(),
    passed: result.status.result === 'pass',
    algorithm: result.algo ?? '',
    keyBits: result.modulusLength ?? 0,
    hasLengthTag: result.canonBodyLengthLimited === true,
    covers: (result.signingHeaders?.keys ?? '').split(':').map((name) => name.trim().toLowerCase()),
  };
}

function dateOf(header: string | undefined): SenderFacts['date'] {
  const parsed = Date.parse(header ?? '');
  return Number.isNaN(parsed) ? null : instant(parsed);
}

async function parse(raw: Buffer): Promise<ParsedLetter | null> {
  try {
    const email: Email = await PostalMime.parse(raw, {
      maxNestingDepth: MAX_NESTING,
      maxHeadersSize: MAX_HEADER_BYTES,
    });
    return {
      text: email.text ?? '',
      attachments: email.attachments.map((attachment) => attachment.filename ?? 'attachment'),
      hasHtml: email.html !== undefined,
    };
  } catch {
    return null;
  }
}
