// When nothing is left to do of what a clock waits for (L105 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import { ARRIVING, type History, type Of, OUTCOME, type Standing, stands } from './lifecycle-history.ts';

/** What stands after a step, and where the step ends. */
export interface Then {
  readonly history: History;
  readonly after: Standing;
  readonly events: readonly Recorded[];
  readonly at: Instant;
}

/** What the notifier hears before the answer. */
const FORERUNNERS: readonly string[] = ['receipt-confirmed', 'status-told', 'delay-told'];
const NOTHING_KEPT: readonly string[] = ['already_gone', 'not_found', 'not_ours', 'refused', 'withdrawn'];

const lastOf = ({ events }: Then): number => events.at(-1)?.seq ?? 0;

const isWhole = ({ items, settled }: Standing): boolean => items > 0 && settled.size === items;

/** Every item has its result, none waits for a better link, and none is hidden for now only. */
export const isDoneWith = (after: Standing): boolean =>
  isWhole(after) && after.wanting.size === 0 && after.forNow.size === 0;

export const isAnsweredFor = (after: Standing): boolean =>
  isWhole(after) && after.replies > 0 && !after.due && !after.closed;

/** A platform said yes to something, or somebody was told of something. */
export const isTouched = (then: Then): boolean =>
  [...then.history.of('action-recorded'), ...then.history.of('reasons-sent')].some(
    ({ seq }) => seq <= lastOf(then),
  );

/** Items that nobody has anything left to keep of. */
function unkept(then: Then): readonly number[] {
  const until = lastOf(then);
  const words = new Map(
    then.history
      .of('item-settled')
      .flatMap(({ item, result, seq }) => (seq <= until ? [[item, result.word]] : [])),
  );
  const kept = new Set(
    then.history.of('item-preserved').flatMap(({ item, seq }) => (seq <= until ? [item] : [])),
  );
  return Array.from({ length: then.after.items }, (_, at) => at + 1).filter(
    (item) =>
      !kept.has(item) && !then.after.withdrawn.has(item) && !NOTHING_KEPT.includes(words.get(item) ?? ''),
  );
}

export function isMootIn({ from, ends }: Pick<Clock, 'from' | 'ends'>, then: Then): boolean {
  if (FORERUNNERS.includes(ends)) return isAnsweredFor(then.after);
  if (ends === 'uploader-told') return isDoneWith(then.after) && !isTouched(then);
  const isAsked = ends === 'preserved' && ARRIVING.includes(from);
  return isAsked && isDoneWith(then.after) && unkept(then).length === 0;
}

/** A person found up to this step, and since the clock began, that nobody can be told. */
export const isFoundIn = (history: History, events: readonly Recorded[], { startedAt }: Clock): boolean =>
  history
    .of('milestone-reached')
    .some(
      ({ milestone, reachedAt, seq }) =>
        milestone === 'nobody-to-tell' && reachedAt >= startedAt && seq <= (events.at(-1)?.seq ?? 0),
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

/** From when a clock has to run again that had ended as moot; null: it need not. */
export function runsAgainFrom(end: NonNullable<ReturnType<typeof lastEnd>>, then: Then): Instant | null {
  const { clock, why } = end;
  const has = (kind: Recorded['kind']): boolean => then.events.some((event) => event.kind === kind);
  const hides = then.events.some((event) => event.kind === 'item-decided' && event.decision.act === 'hide');
  const isOverturned = has('appeal-decided') && hides;
  const ended = why === 'moot' || (why === 'case-closed' && isOverturned && clock.ends === 'uploader-told');
  if (!ended || then.after.closed) return null;
  if (FORERUNNERS.includes(clock.ends)) return isLost(then) ? clock.startedAt : null;
  if (isMootIn(clock, then)) return null;
  if (clock.ends === 'preserved') return clock.startedAt;
  return !OUTCOME.includes(clock.from) || stands(then.after, clock.from) ? then.at : null;
}

/** The last answer came back in this very step. */
const isLost = ({ events, after }: Then): boolean =>
  events.some((event) => event.kind === 'mail-bounced' && event.permanent && event.edition === after.replies);

/** A clock that started because what had made the last one moot is so no longer. */
export function revives({ clock, seq }: Of<'clock-started'>, then: Then): boolean {
  const end = lastEnd(then.history, `${clock.regime}/${clock.duty}`, seq);
  return end !== null && runsAgainFrom(end, then) === clock.startedAt;
}
