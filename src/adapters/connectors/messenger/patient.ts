// Reads that are asked again at once: a look at a copy takes a dozen of them, and one that failed would make all the others be asked
// again later. Orders are left to the outbox, which keeps their key.
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Call, Client } from './client.ts';

/** The first one counted. */
const TRIES = 3;
const FIRST_PAUSE_MS = 250;
/** Who asks for a longer pause is asked again by the outbox: meanwhile its worker does something else. */
const LONGEST_PAUSE_MS = 2_000;
const TOKEN_REFUSED = 401;

/** The same client, whose reads take no answer (429, 5xx), and a refused admin token, as the last word only after three tries. */
export function patiently(client: Client, pause: (ms: number) => Promise<unknown> = wait): Client {
  return {
    async call(call) {
      let answer = await client.call(call);
      for (let tried = 1; tried < TRIES; tried += 1) {
        const ms = pauseBefore(call, answer, tried);
        if (ms === null || ms > LONGEST_PAUSE_MS) return answer;
        await pause(ms);
        answer = await client.call(call);
      }
      return answer;
    },
  };
}

/** Milliseconds; null: this answer stands. Who did not answer at all has had its time already. */
function pauseBefore({ endpoint, as }: Call, answer: Answer, tried: number): number | null {
  const grown = FIRST_PAUSE_MS * 2 ** (tried - 1);
  if (!/^(GET|HEAD) /.test(endpoint)) return null;
  if (answer.kind === 'answered') return as === 'admin' && answer.status === TOKEN_REFUSED ? grown : null;
  return answer.code === 'connector.unreachable' ? null : (answer.afterMs ?? grown);
}
