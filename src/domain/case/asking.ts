// Asking a notifier for what is missing: a better link, a statement. A person asks, mails tell her, once and once more; the time of a clock
// stands still meanwhile only where its law says so. Her letter, what was stated, a person or the day ends it.
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Notice } from '../notice/notice.ts';
import { type Case, itemAt } from './case.ts';
import { clockOf, type ClockState, unheard } from './clock-state.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { AskingEnd } from './desk-events.ts';
import type { CaseEvent } from './event.ts';
import { isWaiting } from './item.ts';

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** Longer than this nobody is waited for: what is to be decided is decided on what there is. */
const LONGEST_WAIT = 60 * DAY;

/** Whether a mail may reach her at all: a proven body, or whoever was told that her letter came (security rule 8e). */
const canBeAsked = (notice: Notice | null): boolean =>
  notice !== null &&
  notice.report === undefined &&
  (notice.sender.level !== 'L0' || notice.acknowledge?.kind === 'yes');

export function askNotifier(
  state: Case,
  { missing, about, until, act }: Of<'ask-notifier'>,
  now: Instant,
): Answer {
  const refusal = refuseAsking(state, { missing, about, until }, now) ?? refuseAct(state, act, now);
  if (refusal !== undefined) return refusal;
  const found = missing.filter((one) => !state.missing.includes(one));
  const standing = state.clocks.filter((held) => standsStill(state, held));
  const remind = after(now, Math.floor((until - now) / 2));
  const clocks = standing.map(({ clock }) => clock.key);
  return ok([
    ...(found.length === 0 ? [] : [{ kind: 'notice-judged' as const, missing: found, act }]),
    { kind: 'notifier-asked', missing, items: about, until, remind, clocks, act },
    ...standing.flatMap((held) => [
      ...unheard(held, now),
      { kind: 'clock-paused' as const, clock: held.clock.key, act },
    ]),
  ]);
}

function refuseAsking(
  state: Case,
  { missing, about, until }: Pick<Of<'ask-notifier'>, 'missing' | 'about' | 'until'>,
  now: Instant,
): Result<never> | undefined {
  if (!canBeAsked(state.notice))
    return refuse('asking.nobody', 'no mail of the desk may reach whoever gave this notice');
  if (state.asking !== null) return refuse('asking.open', 'the notifier was asked and has not answered');
  if (missing.length === 0 && about.length === 0)
    return refuse('notice.nothing-missing', 'name what the notice lacks, or which items need a better link');
  const decided = about.find((index) => !isOpenItem(state, index));
  if (decided !== undefined)
    return refuse('asking.decided', `item ${decided} is not there, or was decided on`);
  return until <= now || until > after(now, LONGEST_WAIT)
    ? refuse('term.not-then', 'the day is to come, and at most 60 days ahead')
    : undefined;
}

const isOpenItem = (state: Case, index: number): boolean => {
  const item = itemAt(state, index);
  return item !== undefined && item.withdrawn === null && item.decision === null && isWaiting(item);
};

/** Only where the law itself says so, and only what runs. A clock that is only a claim's is stopped by nobody's question. */
const standsStill = ({ laws }: Case, { clock, status }: ClockState): boolean =>
  status === 'running' && laws.find(({ regime }) => regime === clock.regime)?.pausable === true;

/** A mail that went out is recorded once. */
export function recordAsking(state: Case, { messageId, again }: Of<'record-asking'>): Answer {
  const { asking } = state;
  if (asking === null || asking.sent >= (again ? 2 : 1))
    return refuse('asking.settled', 'nobody is asked for anything now, or this mail went before');
  return ok([{ kind: 'asking-sent', messageId, again }]);
}

/** A person saw that it was answered in another way, or takes the question back. */
export function endAsking(state: Case, { why, act }: Of<'end-asking'>, now: Instant): Answer {
  if (state.asking === null) return refuse('asking.settled', 'nobody is asked for anything now');
  return refuseAct(state, act, now) ?? ok(askingEnded(state, why, now));
}

/** The end of a question, and every clock that stood still for it goes on. Nothing where nobody is asked. */
export function askingEnded(state: Case, why: AskingEnd, now: Instant): CaseEvent[] {
  const { asking } = state;
  if (asking === null) return [];
  const standing = asking.clocks.flatMap((key) => clockOf(state.clocks, key) ?? []);
  return [
    { kind: 'asking-ended', why },
    ...standing.filter(({ status }) => status === 'paused').map((held) => goesOn(held, now)),
  ];
}

/** The deadline moves by as long as it stood still. */
const goesOn = ({ clock: { key, due }, since }: ClockState, now: Instant): CaseEvent => ({
  kind: 'clock-resumed',
  clock: key,
  due: due === null ? null : after(due, Math.max(0, now - (since ?? now))),
  act: null,
});

/** Everything that was asked for is stated, and no better link is waited for. */
export const isAllStated = ({ asking, missing }: Case, stated: readonly string[]): boolean =>
  asking !== null &&
  asking.items.length === 0 &&
  asking.missing.every((one) => stated.includes(one) || !missing.includes(one));
