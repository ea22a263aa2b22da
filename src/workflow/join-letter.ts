// Which earlier case a proven letter is about: by the number it bears or names, by our own case number, or by the mail of ours that it
// answers. Only cases of the same body count, and of those whose work it had taken over when the letter came; and only what is proven:
// whoever merely claims to be it changes no earlier case.
import { appealUntil } from '../domain/appeal/time-limit.ts';
import { objectable } from '../domain/case/appeals.ts';
import { type Case, fold, itemAt } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { ItemIndex } from '../domain/case/event.ts';
import type { JoinedLetter } from '../domain/case/joined-letter.ts';
import { isKept } from '../domain/case/preserving.ts';
import { asksOf, objectedBy, opensNoCase, withdrawnBy } from '../domain/case/thread.ts';
import type { LawBook } from '../domain/clock/book.ts';
import {
  appealId,
  type AuthorityId,
  type CaseId,
  type CaseNumber,
  type DecisionId,
  type LetterId,
} from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { acknowledgingJoined } from '../domain/notice/acknowledging.ts';
import { type Authority, authorityNamed } from '../domain/notice/authority.ts';
import { casesAnswered } from '../domain/notice/earlier-numbers.ts';
import { type AboutEarlier, replyLanguage } from '../domain/notice/letter.ts';
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
  const about = own.find(({ state }) => namesItemsOf(state, reading.about)) ?? own[0];
  if (about === undefined || about.state.number === null) return null;
  const held = new Set(own.flatMap(({ state }) => state.items.map(({ listed }) => listed.locator.link)));
  return {
    case: about.id,
    first: about.state.follows ?? about.state.number,
    opensNoCase: opensNoCase(
      reading,
      held,
      about.state.items.some((item) => isKept(item, notice.receivedAt)),
    ),
  };
}

const namesItemsOf = (state: Case, about: AboutEarlier | undefined): boolean =>
  withdrawnBy(state, about).length > 0 || (objectedBy(state, about)?.items.length ?? 0) > 0;

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
export async function joinCase(
  letter: IncomingLetter,
  notice: Notice,
  answers: readonly string[],
  thread: Thread,
  now: Instant,
  book: LawBook,
  cases: Cases,
): Promise<Joined> {
  const limits = await limitsOf(thread.case, notice, book, cases);
  return cases.join(letter, thread.case, (state, replayed) =>
    replayed
      ? refuse('sender.not-proven', 'this signature was seen before')
      : joinStep(state, notice, receiptOf(notice, answers), limits, now),
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
 * What a letter with a case of its own takes back of an earlier one is told there, and that it answers what was asked there. Twice is once; its own case tells its writer that it came.
 * @param own the case that the letter opened, which knows whether its signature was seen before
 */
export async function tellEarlier(
  own: CaseId,
  thread: Thread,
  now: Instant,
  book: LawBook,
  cases: Cases,
): Promise<void> {
  const notice = own === thread.case ? null : ((await cases.load(own))?.notice ?? null);
  const { withdraws = null, objects } = notice?.reading.about ?? {};
  if (notice === null) return;
  const isAwaited = ((await cases.load(thread.case))?.asking ?? null) !== null;
  if (withdraws === null && objects === undefined && !isAwaited) return;
  const limits = await limitsOf(thread.case, notice, book, cases);
  await cases.update(thread.case, (state) => joinStep(state, notice, {}, limits, now));
}

/** What it objects to for certain waits for its ruling at once; of the rest a person reads. */
function joinStep(
  state: Case,
  notice: Notice,
  receipt: Partial<JoinedLetter>,
  limits: Limits,
  now: Instant,
): Result<Change> {
  const objects = objectsOf(state, notice, limits);
  const joined = { ...joinedOf(state, notice), ...objects, ...receipt };
  const appeals = (objects.objects ?? []).flatMap((item) => appealOf(state, item, notice.letter));
  return step(state, [{ kind: 'join-letter', joined }, ...appeals], DESK, now);
}

/** The last moment to object to each decision, by its id; null where nothing sets one. */
type Limits = ReadonlyMap<DecisionId, Instant | null>;

/** Read before the case is locked: a decision that changed meanwhile is not among them, and a person reads what is meant. */
async function limitsOf(
  id: CaseId,
  { reading }: Notice,
  book: LawBook,
  cases: Pick<Cases, 'history'>,
): Promise<Limits> {
  if (reading.about?.objects === undefined) return new Map();
  const history = await cases.history(id);
  const state = fold(history);
  return new Map(
    objectable(state).flatMap(({ index, decision }) => {
      if (decision === null) return [];
      return [[decision.id, appealUntil(state, history, { item: index, by: 'notifier' }, decision, book)]];
    }),
  );
}

function objectsOf(
  state: Case,
  { reading, receivedAt }: Notice,
  limits: Limits,
): Pick<JoinedLetter, 'objects' | 'objectsUnclear'> {
  const objected = objectedBy(state, reading.about);
  if (objected === null) return {};
  const inTime = objected.items.filter((item) => {
    const until = limits.get(decisionOf(state, item) ?? NOBODYS);
    return until !== undefined && (until === null || receivedAt <= until);
  });
  const isUnclear = objected.unclear || inTime.length < objected.items.length;
  return { objects: inTime, ...(isUnclear ? { objectsUnclear: true } : {}) };
}

const NOBODYS = '' as DecisionId;
const decisionOf = (state: Case, item: ItemIndex): DecisionId | undefined =>
  itemAt(state, item)?.decision?.id;

/** When it came counts, and not when it was read. */
function appealOf(state: Case, item: ItemIndex, letter: LetterId): Command[] {
  const against = decisionOf(state, item);
  if (against === undefined) return [];
  const appeal = { id: appealId(`${letter}.${item}`), item, by: 'notifier', against, letter } as const;
  return [{ kind: 'receive-appeal', item, appeal, until: null, act: null }];
}

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
