// Appeals of members against notices. The messenger names the order by which the notice was written; reports and appeals wait in one line,
// and their ids tell them apart.
import { instant } from '../../../domain/kernel/instant.ts';
import type { FoundReport } from '../../../ports/connector.ts';
import { NOTICE_KEY } from './accounts.ts';
import type { Client } from './client.ts';
import { CONTRADICTION, trusted } from './observe.ts';

const KEY = /^appeal\/([0-9]{1,15})$/;

/** The id of an appeal among those of reports, which are numbers. */
export const appealKey = (id: number): string => `appeal/${id}`;

/** The messenger's number of an appeal, or null: the id is that of a report. */
export const appealNumber = (id: string): number | null => {
  const number = KEY.exec(id)?.[1];
  return number === undefined ? null : Number(number);
};

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
