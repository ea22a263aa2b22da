// Where the messenger stands with an order that it accepted and has not carried out yet. It may have forgotten the order: that says nothing
// of the copy, and neither does "done".
import type { JobProgress } from '../../../ports/connector.ts';
import type { Client } from './client.ts';

export async function operation(client: Client, job: string): Promise<JobProgress> {
  const answer = await client.call({
    endpoint: 'GET /admin/v1/operations/:id',
    params: { id: job },
    as: 'admin',
  });
  if (answer.kind === 'retry') return 'unknown';
  if (answer.status === 404) return 'forgotten';
  if (answer.status !== 200) return 'unknown';
  return jobOf(answer.body)?.state === 'running' ? 'running' : 'done';
}

/** What an accepted order says of itself; undefined where it says nothing. */
export const jobOf = (body: unknown): { readonly id?: unknown; readonly state?: unknown } | undefined =>
  (body as { operation?: { id?: unknown; state?: unknown } } | null)?.operation;
