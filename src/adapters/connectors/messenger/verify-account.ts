// Whether an account is kept out: the platform's record of it, asked for anew. The yes to an order is no proof, and nobody else can see it.
import type { AccountVerdict } from '../../../domain/content/account-notice.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Answer, Client } from './client.ts';

const METHOD = 'GET /admin/v1/accounts/:id';

export async function verifyAccount(client: Client, account: string): Promise<AccountVerdict> {
  const answer = await client.call({ endpoint: METHOD, params: { id: account }, as: 'admin' });
  return {
    ...sightOf(answer, account),
    method: METHOD,
    at: instant(Date.now()),
    responseDigest: answer.kind === 'retry' ? '' : answer.receipt.responseDigest,
  };
}

function sightOf(answer: Answer, account: string): Pick<AccountVerdict, 'result' | 'until'> {
  if (answer.kind === 'retry') return { result: 'unknown' };
  if (answer.status === 404 && isUnknown(answer.body)) return { result: 'absent' };
  const record = answer.body as { id?: unknown; suspended?: unknown; until?: unknown } | null;
  if (answer.status !== 200 || String(record?.id) !== account || typeof record?.suspended !== 'boolean')
    return { result: 'unknown' };
  const until = typeof record.until === 'string' ? Date.parse(record.until) : Number.NaN;
  return {
    result: record.suspended ? 'suspended' : 'active',
    ...(Number.isNaN(until) ? {} : { until: instant(until) }),
  };
}

/** Any other 404 is no word on the account. */
const isUnknown = (body: unknown): boolean =>
  /^account\.unknown$/.test(String((body as { code?: unknown } | null)?.code));
