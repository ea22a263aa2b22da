// Judging what was seen: is a copy gone, still there, or can nobody tell? "Removed" rests on this file alone.
import type { Judgement, Power } from '../case/event.ts';
import type { Layer, Sight, Verdict, View } from '../content/copy.ts';
import type { Instant } from '../kernel/instant.ts';

/** People's views: nobody of these may see a removed copy. */
type PersonView = Extract<View, 'anonymous' | 'member'>;
const PEOPLE: readonly PersonView[] = ['anonymous', 'member'];
const LAYERS: readonly Layer[] = ['reference', 'blob'];

/**
 * Hiding is proven by what people see, and disproven by the platform's own record: a file that no open message shows looks hidden to
 * people and may be shown again at any time. Destroying is proven by the record too, since hidden looks the same to people.
 */
export const REQUIRED_VIEWS: Record<Power, readonly View[]> = {
  hide: [...PEOPLE, 'peerServer', 'admin'],
  destroy: [...PEOPLE, 'peerServer', 'admin'],
  restore: PEOPLE,
};

/**
 * One judgement from all verdicts of one look.
 * Anything seen outweighs everything not seen; a missing or unknown verdict is never read as absence.
 * @param power what was decided: `hide` must be closed to people, `destroy` must not exist for anybody,
 *   `restore` must be seen by members again
 * @param parts the layers the copy consists of; what is no part of it cannot come back
 */
export function judge(
  verdicts: readonly Verdict[],
  power: Power,
  parts: readonly Layer[] = LAYERS,
): Judgement {
  return power === 'restore' ? judgeShown(verdicts, parts) : judgeGone(verdicts, power);
}

/**
 * Back again: members see every part of it. A stranger need not: the room may be closed to strangers. It is known to be hidden
 * still only if nobody sees anything of it; what some see, or in part, is neither.
 */
function judgeShown(verdicts: readonly Verdict[], parts: readonly Layer[]): Judgement {
  if (parts.length > 0 && everyLook(verdicts, 'member', ['present'], parts)) return 'still-there';
  return judgeGone(verdicts, 'hide') === 'gone' ? 'gone' : 'cannot-tell';
}

function judgeGone(verdicts: readonly Verdict[], power: 'hide' | 'destroy'): Judgement {
  const seen = verdicts.filter((verdict) => verdict.result === 'present');
  const people = seen.filter(({ view }) => view === 'anonymous' || view === 'member');
  if (people.some(({ cached }) => cached !== true)) return 'still-there';
  if (power === 'hide' && verdicts.some(({ open }) => open === true)) return 'still-there';
  if (people.length > 0) return 'cached';
  if (power === 'hide' && isRecordSilent(verdicts)) return 'cannot-tell';
  if (!PEOPLE.every((view) => everyLook(verdicts, view, CLOSED[view])) || verdicts.some(provesNothing))
    return 'cannot-tell';
  if (seen.some(({ view }) => view === 'peerServer')) return 'at-peer';
  if (power === 'hide') return 'gone';
  if (seen.length > 0) return 'hidden';
  return everyLook(verdicts, 'admin', ['absent']) ? 'gone' : 'cannot-tell';
}

/** The platform has a record and did not let us read it just now: it may have the copy as open. */
function isRecordSilent(verdicts: readonly Verdict[]): boolean {
  const record = verdicts.filter(({ view }) => view === 'admin');
  return record.length > 0 && record.every(({ result }) => result === 'unknown');
}

/** A layer that need not be there (a thumbnail, a copy at another server) was looked at, and nobody could tell. */
function provesNothing({ view, result }: Verdict): boolean {
  if (view === 'peerServer') return result === 'unknown' || result === 'restricted';
  return view !== 'admin' && !CLOSED[view].includes(result);
}

/** Until when the platform asked to be left alone, in milliseconds from a moment on; null where it did not. */
export function pauseAsked(verdicts: readonly Verdict[], now: Instant): number | null {
  const until = verdicts.flatMap(({ retryAt }) => retryAt ?? []);
  return until.length === 0 ? null : Math.max(0, Math.max(...until) - now);
}

/** Whether a look reached the platform at all; one that did not proves nothing and is not counted. */
export function reachedPlatform(verdicts: readonly Verdict[]): boolean {
  return verdicts.some((verdict) => verdict.result !== 'unknown');
}

/** Every look must have found it so: of two looks that differ, the worse one counts, whatever their order. */
function everyLook(
  verdicts: readonly Verdict[],
  view: View,
  found: readonly Sight[],
  layers: readonly Layer[] = LAYERS,
): boolean {
  return layers.every((layer) => {
    const looks = verdicts.filter((verdict) => verdict.view === view && verdict.layer === layer);
    return looks.length > 0 && looks.every(({ result }) => found.includes(result));
  });
}

/**
 * What was kept out has seen nothing. A stranger may be kept out of the whole room: then it is the member's look that proves absence,
 * and without that nothing does.
 */
const CLOSED: Record<PersonView, readonly Sight[]> = {
  anonymous: ['absent', 'restricted'],
  member: ['absent'],
};
