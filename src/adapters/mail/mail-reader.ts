// Reads a raw mail: checks the sender's proofs on the raw bytes first, then parses the words. Bad mail is never an error.
import { instant } from '../../domain/kernel/instant.ts';
import type { SenderFacts } from '../../domain/notice/sender.ts';
import type { MailReader, ReadMail } from '../../ports/mail.ts';
import { mailboxes, plainMailbox } from './addresses.ts';
import { contentKey } from './content-key.ts';
import { parseLetter } from './parse-letter.ts';
import { isWorthChecking, NO_PROOFS, proofsOf } from './proofs.ts';
import { headerCounts, type RawMail, rawMail, single } from './raw-headers.ts';
import type { Resolve } from './resolver.ts';

const MAX_DATE = 998;

/** @param resolve DNS; @param deskHost our name in verdicts */
export function mailReader(resolve: Resolve, deskHost: string): MailReader {
  return { read: (raw) => read(Buffer.from(raw), resolve, deskHost) };
}

async function read(raw: Buffer, resolve: Resolve, deskHost: string): Promise<ReadMail> {
  const header = rawMail(raw);
  const proofs = isWorthChecking(header) ? await proofsOf(raw, resolve, deskHost) : NO_PROOFS;
  return {
    letter: await parseLetter(raw),
    facts: { ...claims(header), ...proofs },
    contentKey: contentKey(raw, header),
  };
}

/** What the header says, before anything of it is proven. */
function claims({ headers, formOk }: RawMail): Omit<SenderFacts, 'replayed' | keyof typeof NO_PROOFS> {
  return {
    headerFormOk: formOk,
    headers: headerCounts(headers),
    from: plainMailbox(single(headers, 'from')),
    to: mailboxes(single(headers, 'to')),
    date: dateOf(single(headers, 'date')),
  };
}

function dateOf(header: string | undefined): SenderFacts['date'] {
  const parsed = header === undefined || header.length > MAX_DATE ? Number.NaN : Date.parse(header);
  return Number.isNaN(parsed) ? null : instant(parsed);
}
