// What whoever made a report is told through the platform: that somebody looks, that something was done, or that nothing was. It follows
// from the case alone. A machine never says by itself that nothing was done: that is a person's decision.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ReportState } from '../notice/report.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent, ItemResult } from './event.ts';
import { isSpared, type Item } from './item.ts';
import { recordMilestone } from './notice-acts.ts';

/**
 * What the platform should say of the report now; null where the case began with none. `acted` only where everything was seen gone
 * (the result "removed" exists only behind a verification), `declined` only where a person refused it or ended the case.
 */
export function reportState(state: Case): ReportState | null {
  if (state.notice?.report === undefined) return null;
  const ended = isEndedByPerson(state);
  const each = state.items.map((item) => stateOf(item, ended));
  if (each.length === 0) return ended ? 'declined' : 'looking';
  if (each.includes('looking')) return 'looking';
  return each.includes('acted') ? 'acted' : 'declined';
}

/** A person closed the case, or told the result in another way. */
const isEndedByPerson = ({ status, replyDue }: Case): boolean =>
  status === 'closed' || (status === 'answered' && !replyDue);

function stateOf({ status, result, decision }: Item, ended: boolean): ReportState {
  // What is destroyed was hidden and seen gone before.
  if (status === 'acting' && decision?.act === 'destroy') return 'acted';
  if (status !== 'settled' || result === null) return 'looking';
  if (result.word === 'removed' || isSpared(result)) return 'acted';
  if (result.word === 'refused') return 'declined';
  return ended && !isLeftUp(result) ? 'declined' : 'looking';
}

/** Somebody has still to see to it: to say that nothing was done would be wrong, and that something was as well. */
const isLeftUp = ({ word }: ItemResult): boolean => word === 'unremovable';

/** True where the desk has nothing to say to whoever made the report until a person acts. */
export const waitsForPerson = (state: Case): boolean =>
  state.items.every(({ status }) => status === 'settled') && reportState(state) === 'looking';

/**
 * The platform says it now: checked by reading it back. The first time, a law's receipt is confirmed by it. What ends the report is an
 * edition of the answer where one is owed.
 */
export function recordReportTold(
  state: Case,
  { state: told }: Extract<CaseCommand, { kind: 'record-report-told' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  const wanted = reportState(state);
  if (wanted === null) return refuse('report.none', 'this case began with no report on a platform');
  if (told !== wanted) return refuse('report.other-state', `the platform should say ${wanted}`);
  if (told === state.told) return refuse('report.already-told', 'the platform said so before');
  const answers = told !== 'looking' && state.replyDue && state.status !== 'closed';
  const edition = answers ? { edition: state.replies + 1 } : {};
  return ok([{ kind: 'report-told', state: told, ...edition }, ...receiptConfirmed(state, now)]);
}

/** Whoever reported sees by her code that it came and is looked at. */
function receiptConfirmed(state: Case, now: Instant): readonly CaseEvent[] {
  if (state.told !== null || state.status === 'closed') return [];
  const milestone = recordMilestone(
    state,
    { kind: 'record-milestone', milestone: 'receipt-confirmed', act: null },
    now,
  );
  return milestone.ok ? milestone.value : [];
}

/** After each of these the platform may have to say something else to whoever made the report. */
const MAY_CHANGE_TOLD: readonly CaseEvent['kind'][] = [
  'notice-received',
  'item-decided',
  'item-settled',
  'item-reopened',
  'item-withdrawn',
  'withdrawal-undone',
  'answered-by-hand',
  'appeal-received',
  'case-closed',
];

export const mayChangeTold = (events: readonly CaseEvent[]): boolean =>
  events.some(({ kind }) => MAY_CHANGE_TOLD.includes(kind));
