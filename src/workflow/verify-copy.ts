// Looks at a copy as a stranger and as a member would, and lets the domain judge what was seen.
import type { Work } from '../domain/action/plan.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import { layersOf } from '../domain/content/copy.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { judge, pauseAsked, reachedPlatform, REQUIRED_VIEWS } from '../domain/verification/judge.ts';
import type { Connector } from '../ports/connector.ts';
import { type Outcome, PAUSE_ASKED } from './outcome.ts';

/** Answers with a command that holds every verdict, so that the judgement can be checked later. */
export async function verifyCopy(
  item: Item,
  held: CopyState,
  work: Extract<Work, { kind: 'verify' }>,
  connector: Connector,
  now: Instant,
): Promise<Outcome> {
  const power = item.decision?.act;
  if (item.status !== 'acting' || held.status !== 'accepted' || item.turn !== work.turn)
    return { kind: 'nothing-to-do' };
  if (power === undefined || power === 'refuse') return { kind: 'nothing-to-do' };
  const verdicts = await connector.verify(held.copy, REQUIRED_VIEWS[power]);
  const afterMs = pauseAsked(verdicts, now);
  if (afterMs !== null) return { ...PAUSE_ASKED, afterMs };
  if (!reachedPlatform(verdicts)) return { kind: 'retry', code: 'connector.unreachable', afterMs: null };
  const { copy, turn, round, look } = work;
  const judgement = judge(verdicts, power, layersOf(held.copy));
  return {
    kind: 'record',
    command: { kind: 'record-verification', item: item.index, copy, turn, round, look, judgement, verdicts },
  };
}
