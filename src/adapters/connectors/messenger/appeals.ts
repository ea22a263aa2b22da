// Appeals of members against notices. The messenger names the order by which the notice was written; reports and appeals wait in one line,
// and their ids tell them apart.
import { instant } from '../../../domain/kernel/instant.ts';
import type { FoundReport } from '../../../ports/connector.ts';
import { NOTICE_KEY } from './accounts.ts';
import { appealKey } from './appeal-key.ts';
import type { Client } from './client.ts';
import { CONTRADICTION, trusted } from './observe.ts';

interface Described {
  readonly id: number;
  readonly account: { readonly id: number };
  readonly at: string;
  readonly order: string | null;
}

/** The list is asked for the one behind the number before: it has no address of its own. */
export async function appeal(client: Client, number: number): Promise<FoundReport> {
  const query = { cursor: String(number - 1), limit: '1' };
  const answer = trusted(await client.call({ endpoint: 'GET /admin/v1/appeals', query, as: 'admin' }));
  if (answer.kind === 'retry') return answer;
  const { appeals } = answer.body as { readonly appeals?: unknown };
  if (!Array.isArray(appeals)) return CONTRADICTION;
  const [one] = appeals as readonly Described[];
  if (one === undefined) return { kind: 'unknown' };
  if (one.id !== number || Number.isNaN(Date.parse(one.at))) return CONTRADICTION;
  return {
    kind: 'appeal',
    id: appealKey(number),
    at: instant(Date.parse(one.at)),
    account: String(one.account.id),
    order: one.order?.endsWith(NOTICE_KEY) === true ? one.order.slice(0, -NOTICE_KEY.length) : null,
    sealed: Buffer.from(JSON.stringify(one)),
  };
}
