// The last guard before what a person must have decided: without her decision nothing is asked of the platform.
import type { DecidedOrder } from '../../../ports/connector.ts';

/** Throws where no decision is named. */
export function requireDecision({ decision }: DecidedOrder): void {
  if (decision.length === 0) throw new TypeError('nothing is done here without the decision of a person');
}
