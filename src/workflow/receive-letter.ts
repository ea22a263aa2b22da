// Makes a case of a mail in the spool: who sent it, what it says, which clocks it starts. A letter that cannot be read
// becomes a case all the same, so that its clock runs while a person looks at the raw mail.
import { NO_CASE } from '../domain/case/case.ts';
import { type Law, lawsOf } from '../domain/clock/facts.ts';
import { type CaseId, type CaseNumber, caseId, type LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import { refuse } from '../domain/kernel/result.ts';
import { acknowledging } from '../domain/notice/acknowledging.ts';
import { marksWith } from '../domain/notice/mail-header.ts';
import type { Reading, UnreadCode } from '../domain/notice/letter.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { type ReadingRules, senderRules } from '../domain/notice/reading.ts';
import { judgeSender } from '../domain/notice/sender.ts';
import type { Cases, Change, IncomingLetter, Joined, Opened, Opening } from '../ports/cases.ts';
import type { Filed } from '../ports/filed.ts';
import type { Ids } from '../ports/ids.ts';
import type { LetterReader } from '../ports/letter-reader.ts';
import type { MailReader, ReadMail } from '../ports/mail.ts';
import type { Mailings } from '../ports/mailings.ts';
import type { Marks } from '../ports/marks.ts';
import type { Spool, Spooled } from '../ports/spool.ts';
import type { Vault } from '../ports/vault.ts';
import { passing, proof } from './check-sender.ts';
import { type FiledLetter, fileLetter, whyFiled } from './file-letter.ts';
import { joinCase, tellEarlier, threadOf } from './join-letter.ts';
import { type AuthoritiesAt, countedBody, inScope, listedBefore } from './known-authorities.ts';
import { mailSource } from './notice-source.ts';
import { DESK, step } from './step.ts';
import type { Turns } from './turns.ts';

export interface ReceiveLetterPorts {
  readonly spool: Spool;
  readonly vault: Vault;
  readonly cases: Cases;
  readonly mail: MailReader;
  readonly reader: LetterReader;
  readonly ids: Ids;
  readonly marks: Marks;
  readonly filed: Filed;
  readonly mailings: Mailings;
  /** Letters of a body whose items are counted are kept one after another, so that none is missed in the count. */
  readonly turns: Turns;
}

export interface DeskIdentity {
  readonly address: string;
  readonly messengerOrigin: string;
  readonly authoritiesAt: AuthoritiesAt;
  readonly law: Law;
}

/** The desk as it knew its senders when a letter came. */
interface DeskThen extends DeskIdentity {
  readonly authorities: readonly Authority[];
}

export type Received =
  | Opened
  | Exclude<Joined, { readonly kind: 'not-joined' }>
  | FiledLetter
  | { readonly kind: 'set-aside' };

/** Order matters for crashes: vault, then case, then spool. Run twice, it finds its own case by the content key. */
export async function receiveLetter(
  id: LetterId,
  now: Instant,
  desk: DeskIdentity,
  ports: ReceiveLetterPorts,
): Promise<Received> {
  const mail = await ports.spool.read(id);
  if (mail === undefined) {
    await ports.spool.setAside(id);
    return { kind: 'set-aside' };
  }
  const rawDigest = await ports.vault.put(mail.raw);
  const read = await ports.mail.read(mail.raw);
  const { receivedAt } = mail.envelope;
  const then = { ...desk, authorities: await desk.authoritiesAt(receivedAt) };
  const reading = await readOrGiveUp(read, then, receivedAt, ports.reader);
  const letter = {
    id,
    contentKey: read.contentKey,
    rawDigest,
    signatures: passing(read.facts),
    receivedAt,
    evidence: { facts: read.facts, envelope: traceOf(mail), source: mailSource(read, ports.marks) },
  };
  const filed = await fileIfNone(mail, read, reading, letter, then, now, ports);
  if (filed !== null) {
    await ports.spool.remove(id);
    return filed;
  }
  return ports.turns(countedBody(read.facts.from, then.authorities), async () => {
    const listed = await listedBefore(read.facts.from, then.authorities, receivedAt, ports.cases);
    const notice = noticeOf(mail, read, reading, listed, then);
    const thread = await threadOf(notice(false), read, then, ports.cases);
    if (thread?.opensNoCase === true) {
      const { answers } = read.header;
      const joined = await joinCase(letter, notice(false), answers, thread, now, then.law.book, ports.cases);
      // Known in another case: it opened that one, unproven then. There it goes on.
      if (joined.kind !== 'not-joined' && joined.case === thread.case) {
        await ports.spool.remove(id);
        return joined;
      }
    }
    const opened = await ports.cases.open(letter, caseId(ports.ids.fresh()), (opening) =>
      opens(opening, notice(opening.replayed), then, now, thread?.first),
    );
    if (thread !== null) await tellEarlier(opened.case, thread, now, then.law.book, ports.cases);
    if (opened.kind === 'known')
      await proveLater(opened.case, notice(opened.replayed), then, now, ports.cases);
    await ports.spool.remove(id);
    return opened;
  });
}

/** What is sure to be no notice is filed; null for everything else. */
async function fileIfNone(
  { envelope }: Spooled,
  { letter, header, facts }: ReadMail,
  reading: Reading,
  incoming: IncomingLetter,
  desk: DeskThen,
  now: Instant,
  ports: ReceiveLetterPorts,
): Promise<FiledLetter | null> {
  if (letter === null) return null;
  const read = { letter, reading, marks: marksWith(header, envelope.from) };
  const as = await whyFiled(read, rulesOf(facts.from, desk, envelope.receivedAt), ports.reader);
  return as === null ? null : fileLetter(incoming, facts.from, as, read, now, ports);
}

/** How the letter came, for who asks later. */
const traceOf = ({ envelope: { from, peer, inbox } }: Spooled): object => ({ from, peer, inbox });

/** What the letter says, read before the transaction; who sent it depends on whether its signature was seen before. */
function noticeOf(
  mail: Spooled,
  read: ReadMail,
  reading: Reading,
  listed: number,
  desk: DeskThen,
): (replayed: boolean) => Notice {
  const { receivedAt, id } = mail.envelope;
  return (replayed) => {
    const facts = { ...read.facts, replayed };
    const judged = judgeSender(facts, desk.authorities, desk.address, receivedAt);
    const sender = inScope(judged, desk.authorities, reading, listed);
    const acknowledge = acknowledging({
      facts,
      sender,
      marks: marksWith(read.header, mail.envelope.from),
      messageId: read.header.messageId,
      offsetMinutes: read.letter?.date?.offsetMinutes ?? null,
      desk: desk.address,
    });
    return { letter: id, receivedAt, reading, sender, acknowledge };
  };
}

/** A letter that breaks the reader, or holds it up, is a letter a person reads: it must open its case like any other. */
async function readOrGiveUp(
  { letter, facts }: ReadMail,
  desk: DeskThen,
  now: Instant,
  reader: LetterReader,
): Promise<Reading> {
  if (letter === null) return unread('reading.broken-mail');
  const reading = await reader.read(letter, rulesOf(facts.from, desk, now));
  if (reading === 'too-long') return unread('reading.too-long');
  return reading === 'broken' ? unread('reading.broken-mail') : reading;
}

const rulesOf = (from: string | null, desk: DeskThen, now: Instant): ReadingRules => ({
  messengerOrigin: desk.messengerOrigin,
  deskAddress: desk.address,
  now,
  sender: senderRules(from, desk.authorities),
  workingDays: desk.law.book.calendars,
});

function opens(
  { number }: Opening,
  notice: Notice,
  { authorities, law }: DeskThen,
  now: Instant,
  thread: CaseNumber | undefined,
): Change {
  const laws = lawsOf(notice, authorities, law);
  const follows = thread === undefined || notice.sender.level === 'L0' ? {} : { follows: thread };
  const receive = { kind: 'receive' as const, number, notice, laws, missing: [], ...follows };
  const change = step(NO_CASE, [receive], DESK, now);
  if (!change.ok) throw new Error(`a new case refused its notice: ${change.error.code}`);
  return change.value;
}

/** The same mail again, proven this time (its first look-ups had failed): the case gets the proof, and nothing else changes. */
async function proveLater(
  id: CaseId,
  again: Notice,
  desk: DeskThen,
  now: Instant,
  cases: Cases,
): Promise<void> {
  if (again.sender.level === 'L0') return;
  await cases.update(id, (state) =>
    state.notice === null
      ? refuse('case.not-received', 'the case has no notice')
      : step(state, [proof(state.notice, again.sender, desk)], DESK, now),
  );
}

const unread = (why: UnreadCode): Reading => ({
  kind: 'unclear',
  documentNumber: null,
  replyBy: null,
  measures: [],
  legalBasis: [],
  confidential: false,
  languages: [],
  items: [],
  rejected: [],
  leftOut: [],
  unread: [why],
});
