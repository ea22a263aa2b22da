// Judging what was seen: is a copy gone, still there, or can nobody tell? "Removed" rests on this file alone.
import type { Layer, Sight, Verdict, View } from '../content/copy.ts';
import type { Judgement } from '../case/event.ts';

/** A copy is gone only when each of these views found each of these layers closed. */
export const REQUIRED_VIEWS: readonly View[] = ['anonymous', 'member'];
export const REQUIRED_LAYERS: readonly Layer[] = ['reference', 'blob'];

/**
 * One judgement from all verdicts of one look.
 * Anything seen outweighs everything not seen; a missing or unknown verdict is never read as absence.
 */
export function judge(verdicts: readonly Verdict[]): Judgement {
  if (verdicts.some((verdict) => verdict.result === 'present')) return 'still-there';
  const closed = REQUIRED_VIEWS.every((view) =>
    REQUIRED_LAYERS.every((layer) => isClosed(verdicts, view, layer)),
  );
  return closed ? 'gone' : 'cannot-tell';
}

/** Every look must have found it closed: of two looks that differ, the worse one counts, whatever their order. */
function isClosed(verdicts: readonly Verdict[], view: View, layer: Layer): boolean {
  const looks = verdicts.filter((verdict) => verdict.view === view && verdict.layer === layer);
  return looks.length > 0 && looks.every(({ result }) => CLOSED.includes(result));
}

const CLOSED: readonly Sight[] = ['absent', 'restricted'];
