// Reads a raw mail: its header as bytes here, its proofs and its words in a process of their own, without network. Bad mail is
// never an error: what is too much for that process is a letter that a person reads, and proves nothing.
import { instant } from '../../domain/kernel/instant.ts';
import type { SenderFacts } from '../../domain/notice/sender.ts';
import type { MailReader, ReadMail } from '../../ports/mail.ts';
import { mailboxes, plainMailbox } from './addresses.ts';
import { contentKey, rawKey } from './content-key.ts';
import { isWorthChecking, NO_PROOFS, type Proofs } from './proofs.ts';
import { headerCounts, type RawMail, rawMail, single } from './raw-headers.ts';
import type { Resolve } from './resolver.ts';
import { type ReadingHost, readingHost } from './reading-host.ts';
import type { ReadingLimits } from './reading-process.ts';

const MAX_DATE = 998;

/** `close` ends the process; a reading under way may then fail. A reader that is only forgotten keeps no process alive. */
export type ClosableMailReader = MailReader & { close(): Promise<void> };

/** @param program what reads, in a process of its own; @param resolve DNS; @param deskHost our name in verdicts; @param limits for tests */
export function mailReader(
  program: string,
  resolve: Resolve,
  deskHost: string,
  limits: Partial<ReadingLimits> = {},
): ClosableMailReader {
  const host = readingHost(program, resolve, deskHost, limits);
  return {
    read: (raw) => read(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), host),
    close: () => host.close(),
  };
}

async function read(raw: Buffer, host: ReadingHost): Promise<ReadMail> {
  const header = rawMail(raw);
  const found = await host.read(raw, isWorthChecking(header));
  return found === undefined
    ? {
        letter: null,
        facts: { ...claims(header), ...NO_PROOFS, headerFormOk: false },
        contentKey: rawKey(raw),
      }
    : {
        letter: found.letter,
        facts: { ...claims(header), ...found.proofs },
        contentKey: contentKey(raw, header),
      };
}

/** What the header says, before anything of it is proven. */
function claims({ headers, formOk }: RawMail): Omit<SenderFacts, 'replayed' | keyof Proofs> {
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
