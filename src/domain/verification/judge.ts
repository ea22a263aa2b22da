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
    REQUIRED_LAYERS.every((layer) => isClosed(sightOf(verdicts, view, layer))),
  );
  return closed ? 'gone' : 'cannot-tell';
}

function sightOf(verdicts: readonly Verdict[], view: View, layer: Layer): Sight {
  return verdicts.find((verdict) => verdict.view === view && verdict.layer === layer)?.result ?? 'unknown';
}

const isClosed = (sight: Sight): boolean => sight === 'absent' || sight === 'restricted';
