// An act that came over the API: the same request sent again, by whoever heard no answer, is answered the same and done once. A refusal wrote
// nothing, so it is not kept: the same request may be sent again when its cause is gone.
import type { Case } from '../domain/case/case.ts';
import type { Recorded, SignedAct } from '../domain/case/event.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import type { KeptAnswers, RequestKey } from '../ports/kept-answers.ts';

interface KeyedRequest {
  readonly key: RequestKey;
  /** SHA-256 of what was asked, hex. */
  readonly request: string;
}

/** Of a case. */
export interface ActOnce extends KeyedRequest {
  readonly case: CaseId;
  readonly act: Pick<SignedAct, 'id' | 'signature'>;
}

interface OncePorts {
  readonly keptAnswers: KeptAnswers;
}

/** What exactly was signed before is not refused so: then something else is asked under its id and signature. */
const NOT_THIS: ReadonlySet<string> = new Set([
  'decision.signature',
  'ground.unknown',
  'ground.keeps-only',
  'ground.no-article',
  'ground.no-law',
  'appeal.same-person',
]);

/**
 * @param run does it, and says what is answered
 * @param recorded the answer, if exactly this was written down before and its answer got lost
 */
export async function once(
  { key, request }: KeyedRequest,
  run: () => Promise<Result<object>>,
  recorded: () => Promise<object | undefined>,
  now: Instant,
  { keptAnswers }: OncePorts,
): Promise<Result<object>> {
  const kept = await keptAnswers.begin(key, request, now);
  if (kept.request !== request)
    return refuse('idempotency.reused', 'this key was given to another request: use a new one');
  if (kept.answer !== null) return ok(kept.answer);
  const done = await run();
  const mayBeRecorded = !done.ok && !NOT_THIS.has(done.error.code);
  const answer = done.ok ? done.value : mayBeRecorded ? await recorded() : undefined;
  if (answer === undefined) return done;
  await keptAnswers.keep(key, answer);
  return ok(answer);
}

/** @param answerOf what is said of the case after the act */
export function actOnce(
  { case: id, act, ...keyed }: ActOnce,
  run: () => Promise<Result<Case>>,
  answerOf: (state: Case) => object,
  now: Instant,
  ports: OncePorts & { readonly cases: Cases },
): Promise<Result<object>> {
  const done = async (): Promise<Result<object>> => {
    const ran = await run();
    return ran.ok ? ok(answerOf(ran.value)) : ran;
  };
  const recorded = async (): Promise<object | undefined> => {
    const state = await stateWith(act, id, ports.cases);
    return state && answerOf(state);
  };
  return once(keyed, done, recorded, now, ports);
}

/** The case, if exactly this act is in it: the first try was written down, and its answer got lost. */
async function stateWith(act: ActOnce['act'], id: CaseId, cases: Cases): Promise<Case | undefined> {
  const state = await cases.load(id);
  if (state === undefined || !state.acts.includes(act.id)) return undefined;
  return (await cases.history(id)).some((event) => isOf(event, act)) ? state : undefined;
}

/** The signature stands over everything that was asked. */
function isOf(event: Recorded, { id, signature }: ActOnce['act']): boolean {
  const signed = [
    'act' in event ? event.act : null,
    'decision' in event ? event.decision : null,
    'ruling' in event ? event.ruling : null,
    'release' in event ? event.release : null,
  ];
  return signed.some(
    (one) => typeof one === 'object' && one !== null && one.id === id && one.signature === signature,
  );
}
