// Several calls for one copy, one after another: the first that must be retried stops the rest, and repeating all of them
// with their keys has no second effect.
import type { Receipt } from '../../../domain/content/copy.ts';
import type { Operation } from '../../../ports/connector.ts';
import type { Call, Client } from './client.ts';
import { jobOf } from './operation.ts';

export async function inOrder(client: Client, calls: readonly Call[]): Promise<Operation> {
  const receipts: Receipt[] = [];
  let found = false;
  for (const call of calls) {
    const answer = await client.call(call);
    if (answer.kind === 'retry') return answer;
    if (answer.status === 401 || answer.status === 403)
      return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    // It did nothing and has not used the key up, or it moved again while it was followed: neither says anything of the copy.
    if (answer.status === 410 || isKeyRefused(answer.body))
      return { kind: 'retry', code: 'connector.failing', afterMs: null };
    if (answer.status !== 202 && answer.status !== 404) return { kind: 'refused', code: 'connector.refused' };
    found ||= answer.status === 202;
    receipts.push(withJob(answer.receipt, answer.body));
  }
  return { kind: found ? 'accepted' : 'not-found', receipts };
}

function withJob(receipt: Receipt, body: unknown): Receipt {
  const id = jobOf(body)?.id;
  return typeof id === 'string' ? { ...receipt, job: id } : receipt;
}

/** A good key that was refused; one that stands for another order says so otherwise. */
const isKeyRefused = (body: unknown): boolean =>
  /^idempotency\.refused$/.test(String((body as { code?: unknown } | null)?.code));
