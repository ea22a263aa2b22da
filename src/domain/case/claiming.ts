// A claim: one person works on a case, for a while, and nobody else decides on its items meanwhile. It gives no power and takes
// none for long: it runs out by itself.
import { after, HOUR, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Case } from './case.ts';
import { LONGEST_HOLD, sinceOf } from './claim-state.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseClaim, CaseEvent } from './event.ts';

/** Longer than this nobody holds a case without saying so again. */
const LONGEST_CLAIM = 2 * HOUR;

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** The claim that holds now, or null. */
export const claimAt = ({ claim }: Pick<Case, 'claim'>, now: Instant): CaseClaim | null =>
  claim !== null && claim.until > now ? claim : null;

/** Somebody else works on the case: her work is not cut across. */
export function refuseHeld(state: Case, by: PersonId, now: Instant): Result<never> | undefined {
  const claim = claimAt(state, now);
  if (claim === null || claim.by === by) return undefined;
  return refuse('claim.held', `somebody else works on it until ${new Date(claim.until).toISOString()}`);
}

/** The same person may claim again, for longer or shorter. */
export function claimCase(state: Case, { until, act }: Of<'claim-case'>, now: Instant): Answer {
  if (until <= now) return refuse('claim.over', 'this claim would be over before it began');
  if (until > after(now, LONGEST_CLAIM))
    return refuse('claim.too-long', 'nobody holds a case longer than two hours');
  const refusal = refuseAct(state, act, now) ?? refuseHeld(state, act.by, now);
  if (refusal !== undefined) return refusal;
  if (until > after(sinceOf(state.held, act.by, now), LONGEST_HOLD))
    return refuse(
      'claim.too-often',
      'nobody holds a case longer than eight hours without a break of an hour',
    );
  return ok([{ kind: 'case-claimed', until, act }]);
}

/** Only whoever holds it lets go of it; or whoever leads the desk, who says so. Who that is, the workflow knows. */
export function releaseClaim(state: Case, { act, lead }: Of<'release-claim'>, now: Instant): Answer {
  const claim = claimAt(state, now);
  if (claim === null) return refuse('claim.none', 'nobody works on this case');
  const refusal = refuseAct(state, act, now);
  if (refusal !== undefined) return refusal;
  if (lead === true && claim.by !== act.by) return ok([{ kind: 'claim-released', act, lead }]);
  return refuseHeld(state, act.by, now) ?? ok([{ kind: 'claim-released', act }]);
}
