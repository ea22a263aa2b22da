// Several calls for one copy, one after another: the first that must be retried stops the rest, and repeating all of them
// with their keys has no second effect.
import type { Receipt } from '../../../domain/content/copy.ts';
import type { Operation } from '../../../ports/connector.ts';
import type { Answer, Call, Client } from './client.ts';
import { jobOf } from './operation.ts';

type Answered = Extract<Answer, { kind: 'answered' }>;

export async function inOrder(client: Client, calls: readonly Call[]): Promise<Operation> {
  const receipts: Receipt[] = [];
  let found = false;
  for (const call of calls) {
    const answer = await client.call(call);
    if (answer.kind === 'retry') return answer;
    if (answer.status === 401 || answer.status === 403)
      return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    // It did nothing and has not used the key up, or it moved again while it was followed: neither says anything of the copy.
    if (answer.status === 410 || faultOfKey(answer.body) === 'refused')
      return { kind: 'retry', code: 'connector.failing', afterMs: null };
    const reused = faultOfKey(answer.body) === 'reused' && (await hasMoved(client, call, answer));
    if (reused === 'cannot-tell') return { kind: 'retry', code: 'connector.failing', afterMs: null };
    const taken = answer.status === 202 || reused;
    if (!taken && answer.status !== 404) return { kind: 'refused', code: 'connector.refused' };
    found ||= taken;
    receipts.push(withJob(answer.receipt, answer.body));
  }
  return { kind: found ? 'accepted' : 'not-found', receipts };
}

function withJob(receipt: Receipt, body: unknown): Receipt {
  const id = jobOf(body)?.id;
  return typeof id === 'string' ? { ...receipt, job: id } : receipt;
}

/**
 * The platform compares a key with the number that a message had when the order was taken. Of one that has moved since, a key that was used
 * says that the order was taken: no two of ours share one.
 */
async function hasMoved(client: Client, call: Call, { moved }: Answered): Promise<boolean | 'cannot-tell'> {
  if (moved === true) return true;
  const { id } = call.params ?? {};
  if (id === undefined || !call.endpoint.includes('/messages/:id')) return false;
  const now = await client.call({ endpoint: 'GET /admin/v1/messages/:id', params: { id }, as: 'admin' });
  if (now.kind === 'retry' || (now.status !== 200 && now.status !== 404)) return 'cannot-tell';
  return now.moved === true;
}

/** What is wrong with a key: `refused`, a good one that does not count as used; `reused`, it stands for another order. */
const faultOfKey = (body: unknown): string | undefined =>
  /^idempotency\.(\w+)$/.exec(String((body as { code?: unknown } | null)?.code))?.[1];
