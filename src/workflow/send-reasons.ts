// Tells an account, by the platform's own notice, what was decided on what it posted: once a decision, under one key. The platform shows
// it in its member's language and adds the way to appeal. A platform that refuses, and an account that is gone, are recorded and hold up nothing.
import { type Case, itemAt } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { Decision } from '../domain/case/event.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import { areAllTold, owedTo, type Telling, tellingsOwed } from '../domain/case/telling.ts';
import type { DoneWith, ToldOutcome } from '../domain/case/told.ts';
import type { LawBook } from '../domain/clock/book.ts';
import type { UploaderNotice } from '../domain/content/account-notice.ts';
import { noticeFields } from '../domain/content/notice-fields.ts';
import type { Work } from '../domain/action/plan.ts';
import { reasonsNotice } from '../domain/decision/reasons-notice.ts';
import { languageOf, statementOf } from '../domain/decision/statement.ts';
import { canonicalJson } from '../domain/content/canonical-json.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Cases } from '../ports/cases.ts';
import type { Connectors, Operation, ReasonCode, Retry } from '../ports/connector.ts';
import type { Digests } from '../ports/digests.ts';
import { reasonOf } from './act-on-copy.ts';
import { CONNECTOR_MISSING } from './locate-item.ts';
import type { Outcome } from './outcome.ts';

export interface SendReasonsPorts {
  readonly cases: Pick<Cases, 'byNumber' | 'load'>;
  readonly connectors: Connectors;
  readonly digests: Digests;
}

interface Here {
  readonly id: CaseId;
  readonly state: Case;
  readonly item: Item;
}

const NOTHING: Outcome = { kind: 'nothing-to-do' };
/** The case in which it was signed tells, and has not yet. */
const TOLD_THERE: Outcome = { kind: 'retry', code: 'reasons.told-there', afterMs: null };

/** @param key idempotency key towards the platform: the same for every try */
export async function sendReasons(
  { state, item }: Here,
  { decision: id, account }: Extract<Work, { kind: 'send-reasons' }>,
  key: string,
  book: LawBook,
  ports: SendReasonsPorts,
): Promise<Outcome> {
  const owed = owedTo(state, item, { decision: id, account });
  const decision = decisionOf(state, item, id);
  if (owed === undefined || decision === undefined || state.hold !== null) return NOTHING;
  const held = firstOf(item, account, owed.done);
  if (held === undefined) return NOTHING;
  const there = owed.done === 'kept' ? null : await toldThere(item, account, ports.cases);
  if (there === 'waits') return TOLD_THERE;
  if (there !== null) return recordOf(item, owed, there.outcome, there.digest);
  const connector = ports.connectors.for(held.copy.connector as Parameters<Connectors['for']>[0]);
  if (connector === undefined) return CONNECTOR_MISSING;
  const statement = statementOf(state, { ...decision, done: owed.done }, held, book);
  const language = languageOf(state, decision.ground, book);
  const notice = reasonsNotice(statement, held, language, hasAppealed(state, id, account));
  const reason = reasonOf(decision);
  const operation = await connector.notifyUploader(account, { key, reason, decision: decision.id, notice });
  if (operation.kind === 'retry') return operation;
  return recordOf(item, owed, OUTCOME[operation.kind], digestOf(reason, notice, ports.digests));
}

const OUTCOME: Record<Exclude<Operation['kind'], Retry['kind']>, ToldOutcome> = {
  accepted: 'told',
  'not-found': 'no-account',
  refused: 'refused',
};

/** Of several copies of one account the first that it posted, as far as that is known, stands for all: of those the statement is true of. */
function firstOf({ copies }: Item, account: string, done: DoneWith): CopyState | undefined {
  const theirs = copies.filter(({ copy }) => copy.uploader === account);
  const so = theirs.filter(({ status }) => status === (done === 'restored' ? 'shown' : 'gone'));
  const postedAt = ({ record }: CopyState): number => record?.postedAt ?? Infinity;
  return (done === 'kept' ? theirs : so).toSorted((a, b) => (postedAt(a) < postedAt(b) ? -1 : 1))[0];
}

/**
 * What was signed in a joined case is told from there, so that nobody is told twice of one act, nor past a hold there. `waits`: it will be;
 * null: that case tells this account nothing.
 */
async function toldThere({ from }: Item, account: string, cases: SendReasonsPorts['cases']) {
  const id = from === null ? undefined : await cases.byNumber(from.number);
  const state = id === undefined ? undefined : await cases.load(id);
  const item = from === null || state === undefined ? undefined : itemAt(state, from.item);
  if (from === null || item === undefined) return null;
  const told = item.told.find((one) => one.decision === from.decision && one.account === account);
  return told ?? (isToTell(item, from.decision, account) ? 'waits' : null);
}

function isToTell(item: Item, decision: Decision['id'], account: string): boolean {
  if (tellingsOwed(item).some((one) => one.decision === decision && one.account === account)) return true;
  const isAtWork = item.status === 'acting' && item.decision?.id === decision;
  return isAtWork && item.copies.some(({ copy }) => copy.uploader === account);
}

/** A ruling that dismissed an appeal is told like a decision, on its own ground. */
function decisionOf(
  { appeals }: Case,
  { decision }: Item,
  id: Decision['id'],
): Pick<Decision, 'id' | 'ground' | 'provisional'> | undefined {
  if (decision?.id === id) return decision;
  return appeals.find(({ ruling }) => ruling?.id === id)?.ruling ?? undefined;
}

/** Whoever appealed is answered as that; everybody else is told what was done. */
const hasAppealed = ({ appeals }: Case, id: Decision['id'], account: string): boolean =>
  appeals.some(({ appeal, ruling }) => ruling?.id === id && appeal.made?.account === account);

const recordOf = (
  item: Item,
  { decision, account }: Telling,
  outcome: ToldOutcome,
  digest: string,
): Outcome => {
  const command: Command = { kind: 'record-reasons', of: item.index, decision, account, outcome, digest };
  return { kind: 'record', command };
};

/** Of exactly what was sent, so that whoever holds the notice can compare. An event from before has a digest of other words. */
const digestOf = (reason: ReasonCode, notice: UploaderNotice, { sha256 }: Digests): string =>
  sha256(canonicalJson(noticeFields(reason, notice)));

/** The step that laws ask for, once everybody was told whom the desk has to tell. */
export function noteAllTold(state: Case): Outcome {
  if (!areAllTold(state)) return NOTHING;
  return { kind: 'record', command: { kind: 'record-milestone', milestone: 'uploader-told', act: null } };
}
