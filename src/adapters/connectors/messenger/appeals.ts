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

const isKnown = ({ account, at, order }: Described): boolean =>
  Number.isSafeInteger(account?.id) &&
  !Number.isNaN(Date.parse(at)) &&
  (order === null || typeof order === 'string');

/** The list is asked for the one behind the number before: it has no address of its own. */
export async function appeal(client: Client, number: number): Promise<FoundReport> {
  const query = { cursor: String(number - 1), limit: '1' };
  const answer = trusted(await client.call({ endpoint: 'GET /admin/v1/appeals', query, as: 'admin' }));
  if (answer.kind === 'retry') return answer;
  const { appeals } = answer.body as { readonly appeals?: unknown };
  if (!Array.isArray(appeals)) return CONTRADICTION;
  const [one] = appeals as readonly Described[];
  if (appeals.length === 0) return { kind: 'unknown' };
  if (one?.id !== number) return CONTRADICTION;
  if (!isKnown(one)) throw new TypeError('the messenger described an appeal in an unknown form');
  return {
    kind: 'appeal',
    id: appealKey(number),
    at: instant(Date.parse(one.at)),
    account: String(one.account.id),
    order: one.order?.endsWith(NOTICE_KEY) === true ? one.order.slice(0, -NOTICE_KEY.length) : null,
    sealed: Buffer.from(JSON.stringify(one)),
  };
}
