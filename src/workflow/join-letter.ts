// Which earlier case a proven letter is about: by the number it bears or names, by our own case number, or by the mail of ours that it
// answers. Only cases of the same body count, and of those whose work it had taken over when the letter came; and only what is proven:
// whoever merely claims to be it changes no earlier case.
import type { Case } from '../domain/case/case.ts';
import type { JoinedLetter } from '../domain/case/joined-letter.ts';
import { asksOf, opensNoCase, withdrawnBy } from '../domain/case/thread.ts';
import type { AuthorityId, CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { acknowledgingJoined } from '../domain/notice/acknowledging.ts';
import { type Authority, authorityNamed } from '../domain/notice/authority.ts';
import { casesAnswered } from '../domain/notice/earlier-numbers.ts';
import { replyLanguage } from '../domain/notice/letter.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { provesFields } from '../domain/notice/sender.ts';
import type { Cases, Change, IncomingLetter, Joined } from '../ports/cases.ts';
import type { ReadMail } from '../ports/mail.ts';
import { DESK, step } from './step.ts';

/** Security limit: a letter that names more numbers than this is looked up by the first of them. */
const MAX_LOOKUPS = 20;

export interface Thread {
  /** The case that the letter is about. */
  readonly case: CaseId;
  /** The first case of the thread, which later ones follow. */
  readonly first: CaseNumber;
  /** True where the letter lists nothing new and asks for nothing anew. */
  readonly opensNoCase: boolean;
}

/** @param notice the letter, judged; @returns null where it is about no earlier case of its body */
export async function threadOf(
  notice: Notice,
  mail: ReadMail,
  desk: DeskOfThen,
  cases: Cases,
): Promise<Thread | null> {
  const { reading, sender } = notice;
  if (sender.level === 'L0' || reading.about === undefined) return null;
  const named = await casesNamed(notice, mail, desk, cases);
  const own = named.filter(({ state }) => isOfBody(state, sender.authority, desk.authorities));
  const about = own.find(({ state }) => withdrawnBy(state, reading.about).length > 0) ?? own[0];
  if (about === undefined || about.state.number === null) return null;
  const held = new Set(own.flatMap(({ state }) => state.items.map(({ listed }) => listed.locator.link)));
  return {
    case: about.id,
    first: about.state.follows ?? about.state.number,
    opensNoCase: opensNoCase(reading, held),
  };
}

/** By whom the desk knew when the letter came: cases of a body count for the one that had taken over its work by then. */
function isOfBody(
  { notice }: Case,
  body: AuthorityId | null,
  authorities: DeskOfThen['authorities'],
): boolean {
  if (notice === null || notice.sender.level === 'L0' || body === null) return false;
  return authorityNamed(notice.sender.authority, authorities)?.id === body;
}

interface DeskOfThen {
  readonly address: string;
  readonly authorities: readonly Authority[];
}

interface Named {
  readonly id: CaseId;
  readonly state: Case;
}

async function casesNamed(
  { reading }: Notice,
  { header, facts }: ReadMail,
  { address, authorities }: DeskOfThen,
  cases: Cases,
): Promise<readonly Named[]> {
  const { documents = [], cases: numbers = [] } = reading.about ?? {};
  const own = reading.documentNumber === null ? [] : [reading.documentNumber];
  const signed = provesFields(facts, authorities, ['in-reply-to', 'references']);
  const answered = signed ? casesAnswered(header.answers, address.slice(address.indexOf('@') + 1)) : [];
  const ids = new Set<CaseId>();
  for (const number of [...numbers, ...answered].slice(0, MAX_LOOKUPS)) {
    const id = await cases.byNumber(number);
    if (id !== undefined) ids.add(id);
  }
  for (const number of [...documents, ...own].slice(0, MAX_LOOKUPS))
    for (const id of await cases.byDocument(number)) ids.add(id);
  const named: Named[] = [];
  for (const id of [...ids].slice(0, MAX_LOOKUPS)) {
    const state = await cases.load(id);
    if (state !== undefined) named.push({ id, state });
  }
  return named;
}

/**
 * Keeps a letter that opens no case in the one it is about. A letter that was sent before proves nobody: it opens a case of its own.
 * @param answers Message-IDs that it answers, the nearest first
 */
export function joinCase(
  letter: IncomingLetter,
  notice: Notice,
  answers: readonly string[],
  thread: Thread,
  now: Instant,
  cases: Cases,
): Promise<Joined> {
  return cases.join(letter, thread.case, (state, replayed) =>
    replayed
      ? refuse('sender.not-proven', 'this signature was seen before')
      : joinStep(state, { ...joinedOf(state, notice), ...receiptOf(notice, answers) }, now),
  );
}

/** Whether its writer is told that it came, and in which language. */
function receiptOf(
  { reading, acknowledge }: Notice,
  answers: readonly string[],
): Pick<JoinedLetter, 'acknowledge' | 'language'> {
  if (acknowledge === undefined) return {};
  const asksNothing = asksOf(reading).every((ask) => ask === 'other');
  return {
    acknowledge: acknowledgingJoined(acknowledge, answers, asksNothing),
    language: replyLanguage(reading),
  };
}

/**
 * What a letter with a case of its own takes back of an earlier one is told there. Twice is once; its own case tells its writer that it came.
 * @param own the case that the letter opened, which knows whether its signature was seen before
 */
export async function tellEarlier(own: CaseId, thread: Thread, now: Instant, cases: Cases): Promise<void> {
  const notice = own === thread.case ? null : ((await cases.load(own))?.notice ?? null);
  if (notice === null || (notice.reading.about?.withdraws ?? null) === null) return;
  await cases.update(thread.case, (state) => joinStep(state, joinedOf(state, notice), now));
}

const joinStep = (state: Case, joined: JoinedLetter, now: Instant): Result<Change> =>
  step(state, [{ kind: 'join-letter', joined }], DESK, now);

function joinedOf(state: Case, { letter, receivedAt, sender, reading }: Notice): JoinedLetter {
  return {
    letter,
    receivedAt,
    sender,
    kind: reading.kind,
    documentNumber: reading.documentNumber,
    asks: asksOf(reading),
    withdraws: withdrawnBy(state, reading.about),
    unclear: reading.about?.withdraws?.unclear === true,
    replyBy: reading.replyBy,
  };
}
