// Looks at a copy as a stranger and as a member would, and lets the domain judge what was seen.
import type { Work } from '../domain/action/plan.ts';
import type { Judgement, Power } from '../domain/case/event.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import { layersOf } from '../domain/content/copy.ts';
import { type Instant, MINUTE } from '../domain/kernel/instant.ts';
import { judge, pauseAsked, reachedPlatform, REQUIRED_VIEWS } from '../domain/verification/judge.ts';
import type { Connector } from '../ports/connector.ts';
import { type Outcome, PAUSE_ASKED } from './outcome.ts';

/** What the platform still works on is neither acted on again nor called undone; it is looked at again soon. */
const JOB_RUNNING: Outcome = { kind: 'retry', code: 'look.job-running', afterMs: null };
/** A platform that says "running" for longer than this is not waited for. */
const JOB_PATIENCE = 30 * MINUTE;

const isUndone = (judgement: Judgement, power: Power): boolean =>
  power === 'restore' ? judgement === 'gone' : judgement === 'still-there' || judgement === 'hidden';

/** A job that the platform has forgotten, or does not speak of, leaves it to the look alone. */
async function isUnderWay(
  { jobs, acceptedAt }: CopyState,
  connector: Connector,
  now: Instant,
): Promise<boolean> {
  if (acceptedAt === null || now - acceptedAt >= JOB_PATIENCE) return false;
  for (const job of jobs) if ((await connector.operation(job)) === 'running') return true;
  return false;
}

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
  if (isUndone(judgement, power) && (await isUnderWay(held, connector, now))) return JOB_RUNNING;
  return {
    kind: 'record',
    command: { kind: 'record-verification', item: item.index, copy, turn, round, look, judgement, verdicts },
  };
}
