// Enrolment in memory, for tests of the workflow.
import type { EnrolmentEvent } from '../../../domain/authority/enrolment.ts';
import type { Enrolments } from '../../../ports/enrolments.ts';

/** Nobody enrolled; nothing outlives it. */
export function memoryEnrolments(): Enrolments {
  const events: EnrolmentEvent[] = [];
  const nonces = new Set<string>();
  return {
    history: async () => [...events],
    append: async (event, seen) => {
      if (events.length !== seen) return false;
      events.push(event);
      return true;
    },
    useNonce: async (keyId, nonce) => {
      const used = JSON.stringify([keyId, nonce]);
      if (nonces.has(used)) return false;
      nonces.add(used);
      return true;
    },
  };
}
