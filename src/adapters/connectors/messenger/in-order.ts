// Several calls for one copy, one after another: the first that must be retried stops the rest, and repeating all of them
// with their keys has no second effect.
import type { Receipt } from '../../../domain/content/copy.ts';
import type { Operation } from '../../../ports/connector.ts';
import type { Call, Client } from './client.ts';

export async function inOrder(client: Client, calls: readonly Call[]): Promise<Operation> {
  const receipts: Receipt[] = [];
  let found = false;
  for (const call of calls) {
    const answer = await client.call(call);
    if (answer.kind === 'retry') return answer;
    if (answer.status === 401 || answer.status === 403)
      return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    if (answer.status !== 202 && answer.status !== 404) return { kind: 'refused', code: 'connector.refused' };
    found ||= answer.status === 202;
    receipts.push(answer.receipt);
  }
  return { kind: found ? 'accepted' : 'not-found', receipts };
}
