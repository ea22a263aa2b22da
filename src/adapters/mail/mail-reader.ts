// Reads a raw mail: its header as bytes here, its proofs in one process and its words in another, at the same time and without network: a
// document that takes over the process which opens it can forge no proof. Bad mail is never an error: what is too much for the one proves
// nothing, what is too much for the other is a letter that a person reads.
import { instant } from '../../domain/kernel/instant.ts';
import { mailHeader } from '../../domain/notice/mail-header.ts';
import type { SenderFacts } from '../../domain/notice/sender.ts';
import type { AttachmentCode, WrittenLetter } from '../../domain/notice/written.ts';
import type { MailReader } from '../../ports/mail.ts';
import { mailboxes, plainMailbox } from './addresses.ts';
import { contentKey } from './content-key.ts';
import { isWorthChecking, NO_PROOFS, type Proofs } from './proofs.ts';
import { headerCounts, type RawMail, rawMail, single } from './raw-headers.ts';
import type { Resolve } from './resolver.ts';
import { type HostLimits, type ReadingHost, readingHost } from './reading-host.ts';
import type { Overrun } from './reading-process.ts';
import type { Duty, Without } from './reading-words.ts';

const MAX_DATE = 998;
/** A letter whose documents break this many processes is read without any of them. */
const MAX_BROKEN = 3;

/** The programs of both processes. */
export type MailPrograms = Readonly<Record<Duty, string>>;

/** `close` ends both processes; a reading under way may then fail. A reader that is only forgotten keeps no process alive. */
export type ClosableMailReader = MailReader & { close(): Promise<void> };

/** @param programs what proves and what reads, each in a process of its own; @param resolve DNS; @param now the desk's time; @param limits for tests, and how many mails are read at once */
export function mailReader(
  programs: MailPrograms,
  resolve: Resolve,
  now: () => number,
  limits: Partial<HostLimits> = {},
): ClosableMailReader {
  const prover = readingHost(programs.proofs, 'proofs', resolve, limits);
  const reader = readingHost(programs.words, 'words', noLookUps, limits);
  return {
    read: async (mail, judgedAt = now) => {
      const raw = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
      const header = rawMail(raw);
      const claimed = claims(header);
      const [proofs, letter] = await Promise.all([
        isWorthChecking(header) ? proofsBy(prover, raw, judgedAt(claimed.date)) : NO_PROOFS,
        letterBy(reader, raw),
      ]);
      return {
        letter,
        facts: { ...claimed, ...proofs },
        header: mailHeader(header.headers),
        contentKey: contentKey(raw, header),
      };
    },
    close: () => {
      prover.close();
      reader.close();
      return Promise.resolve();
    },
  };
}

const noLookUps: Resolve = () => Promise.reject(new Error('what reads letters looks nothing up'));

/** A mail that breaks the process proves nothing. */
async function proofsBy(prover: ReadingHost, raw: Buffer, now: number): Promise<Proofs> {
  const { answer } = await prover.ask({ kind: 'prove', now }, raw);
  return answer?.kind === 'proven' ? answer.proofs : NO_PROOFS;
}

/**
 * A document that breaks the process does not take its letter along: the letter is read again without it, and the document is named. One
 * whose documents take too long together is read without any.
 */
async function letterBy(reader: ReadingHost, raw: Buffer): Promise<WrittenLetter | null> {
  let without: Without = {};
  let all = false;
  for (let broken = 1; ; broken += 1) {
    const ending = await reader.ask({ kind: 'read', without, all }, raw);
    if (ending.answer !== undefined) return ending.answer.kind === 'read' ? ending.answer.letter : null;
    if (ending.opened === undefined || all) return null;
    without = { ...without, [ending.opened]: codeOf(ending.why) };
    all = broken >= MAX_BROKEN || ending.why === 'total';
  }
}

const codeOf = (why: Overrun): AttachmentCode =>
  why === 'crash' ? 'attachment.unreadable' : 'attachment.too-large';

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
