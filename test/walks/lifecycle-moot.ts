// When nothing is left to do of what a clock waits for (L105, L106 and L108 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import { ARRIVING, type History, type Of, OUTCOME, type Standing, stands } from './lifecycle-history.ts';

/** What stands after a step, and where the step ends. */
export interface Then {
  readonly history: History;
  readonly before: Standing;
  readonly after: Standing;
  readonly events: readonly Recorded[];
  readonly at: Instant;
}

/** What the notifier hears before the answer. */
const FORERUNNERS: readonly string[] = ['receipt-confirmed', 'status-told', 'delay-told'];
/** Results of which there was nothing that anybody could keep. */
const NOTHING_THERE: readonly string[] = ['already_gone', 'not_found', 'not_ours'];

const lastOf = ({ events }: Then): number => events.at(-1)?.seq ?? 0;

const isWhole = ({ items, settled }: Standing): boolean => items > 0 && settled.size === items;

/** Every item has its result, none waits for a better link, and none is hidden for now only. */
export const isDoneWith = (after: Standing): boolean =>
  isWhole(after) && after.wanting.size === 0 && after.forNow.size === 0;

/** An answer stands that says of every item how it ends. */
export const isAnsweredFor = (after: Standing): boolean =>
  isDoneWith(after) && after.replies > 0 && !after.due && !after.closed;

/** A platform said yes to something, or somebody was told of something. */
export const isTouched = (then: Then): boolean =>
  [...then.history.of('action-recorded'), ...then.history.of('reasons-sent')].some(
    ({ seq }) => seq <= lastOf(then),
  );

/** The letter names keeping and nothing else that is to be done, or is by its kind one that asks for that. */
function asksOnlyToKeep({ of }: History): boolean {
  const reading = of('notice-received')[0]?.notice.reading;
  if (reading === undefined) return false;
  const { kind, measures } = reading;
  const others = measures.filter((measure) => measure !== 'preserve');
  return measures.length > 0 ? others.length === 0 : kind === 'preservation';
}

/** What stands of each item is that a person refused it, and no later decision. */
const isRefusedByDecision = (then: Then, item: number): boolean =>
  then.history.of('item-decided').findLast((event) => event.item === item && event.seq <= lastOf(then))
    ?.decision.act === 'refuse';

const keptItems = (then: Then): ReadonlySet<number> =>
  new Set(then.history.of('item-preserved').flatMap(({ item, seq }) => (seq <= lastOf(then) ? [item] : [])));

/** Items of which something is still to be kept. */
function unkept(then: Then): readonly number[] {
  const { history, after } = then;
  const results = history.of('item-settled').filter(({ seq }) => seq <= lastOf(then));
  const kept = keptItems(then);
  const leavesNothing = (item: number): boolean => {
    const word = results.findLast((event) => event.item === item)?.result.word ?? '';
    if (!after.settled.has(item)) return false;
    if (word === 'refused') return asksOnlyToKeep(history) && isRefusedByDecision(then, item);
    return NOTHING_THERE.includes(word);
  };
  return Array.from({ length: after.items }, (_, at) => at + 1).filter(
    (item) => !kept.has(item) && !after.withdrawn.has(item) && !leavesNothing(item),
  );
}

const isKeepingAsked = ({ from, ends }: Pick<Clock, 'from' | 'ends'>): boolean =>
  ends === 'preserved' && ARRIVING.includes(from);

const isNothingToKeep = (then: Then): boolean => then.after.items > 0 && unkept(then).length === 0;

export function isMootIn(clock: Pick<Clock, 'from' | 'ends'>, then: Then): boolean {
  if (FORERUNNERS.includes(clock.ends)) return isAnsweredFor(then.after);
  if (clock.ends === 'uploader-told') return isDoneWith(then.after) && !isTouched(then);
  return isKeepingAsked(clock) && isNothingToKeep(then) && keptItems(then).size === 0;
}

/** What an arrival asked for is kept, of all that there is to keep. */
export const isKeptIn = (clock: Pick<Clock, 'from' | 'ends'>, then: Then): boolean =>
  isKeepingAsked(clock) && isNothingToKeep(then) && keptItems(then).size > 0;

/** A person finds in this step, of a clock that ran before it and had begun by then, that nobody can be told. */
export const isFoundIn = (then: Then, clock: Clock): boolean =>
  then.before.open.some(({ key }) => key === clock.key) &&
  then.events.some(
    (event) =>
      event.kind === 'milestone-reached' &&
      event.milestone === 'nobody-to-tell' &&
      event.reachedAt >= clock.startedAt,
  );

/** How the last clock of a duty before a moment began, and why it ended. */
export function lastEnd(
  { of, clocks }: History,
  duty: string,
  before: number,
): { readonly clock: Clock; readonly why: Of<'clock-stopped'>['why'] } | null {
  const last = of('clock-started').findLast(
    ({ clock, seq }) => seq < before && `${clock.regime}/${clock.duty}` === duty,
  );
  const end = clocks
    .get(last?.clock.key ?? '')
    ?.find((event) => event.kind === 'clock-stopped' && event.seq < before);
  return last !== undefined && end?.kind === 'clock-stopped' ? { clock: last.clock, why: end.why } : null;
}

/** From when a clock has to run again of which nothing was left to do, or of which nobody could be told; null: it need not. */
export function runsAgainFrom(end: NonNullable<ReturnType<typeof lastEnd>>, then: Then): Instant | null {
  const { clock } = end;
  if (!mayRunAgain(end, then) || then.after.closed) return null;
  if (FORERUNNERS.includes(clock.ends)) return isLost(then) ? clock.startedAt : null;
  if (isMootIn(clock, then)) return null;
  if (clock.ends === 'preserved') return isKeptIn(clock, then) ? null : clock.startedAt;
  return !OUTCOME.includes(clock.from) || stands(then.after, clock.from) ? then.at : null;
}

function mayRunAgain({ clock, why }: NonNullable<ReturnType<typeof lastEnd>>, then: Then): boolean {
  const has = (kind: Recorded['kind']): boolean => then.events.some((event) => event.kind === kind);
  const hides = then.events.some((event) => event.kind === 'item-decided' && event.decision.act === 'hide');
  if (why === 'nobody-to-tell') return has('action-recorded');
  if (why === 'done') return isKeepingAsked(clock) && !isSaidKept(clock, then);
  return (
    why === 'moot' ||
    (why === 'case-closed' && has('appeal-decided') && hides && clock.ends === 'uploader-told')
  );
}

/** Somebody said that everything is kept, after the clock began. */
const isSaidKept = ({ startedAt }: Clock, then: Then): boolean =>
  then.history
    .of('milestone-reached')
    .some(
      ({ milestone, reachedAt, seq }) =>
        milestone === 'preserved' && reachedAt >= startedAt && seq <= lastOf(then),
    );

/** The last answer came back in this very step. */
const isLost = ({ events, after }: Then): boolean =>
  events.some((event) => event.kind === 'mail-bounced' && event.permanent && event.edition === after.replies);

/** A clock that started because what had made the last one moot is so no longer. */
export function revives({ clock, seq }: Of<'clock-started'>, then: Then): boolean {
  const end = lastEnd(then.history, `${clock.regime}/${clock.duty}`, seq);
  return end !== null && runsAgainFrom(end, then) === clock.startedAt;
}
