// What is done to an account: suspended, given back, told. The messenger writes the notice of a suspension in the same step as the
// suspension, adds the way to appeal, and shows each notice in its member's own language; words in it are the name of a law alone.
import {
  namesLawOnly,
  type Posted,
  type SuspensionNotice,
  type UploaderNotice,
} from '../../../domain/content/account-notice.ts';
import { utc } from '../../../domain/kernel/instant.ts';
import type { DecidedOrder, Operation } from '../../../ports/connector.ts';
import type { Client, Endpoint } from './client.ts';
import { inOrder } from './in-order.ts';
import { requireDecision } from './require-decision.ts';

export function suspend(
  client: Client,
  account: string,
  order: DecidedOrder & { readonly notice: SuspensionNotice },
): Promise<Operation> {
  requireDecision(order);
  const { until } = order.notice;
  return ordered(client, 'POST /admin/v1/accounts/:id/suspend', account, order, {
    reason: order.reason,
    ...groundsOf(order.notice),
    ...(until === undefined ? {} : { until: utc(until) }),
  });
}

export function unsuspend(client: Client, account: string, order: DecidedOrder): Promise<Operation> {
  requireDecision(order);
  return ordered(client, 'POST /admin/v1/accounts/:id/unsuspend', account, order);
}

export function notifyUploader(
  client: Client,
  account: string,
  order: DecidedOrder & { readonly notice: UploaderNotice },
): Promise<Operation> {
  requireDecision(order);
  const { notice } = order;
  return ordered(client, 'POST /admin/v1/accounts/:id/notices', account, order, {
    kind: notice.kind,
    ground: order.reason,
    ...groundsOf(notice),
    ...postedOf(notice.what),
    ...(notice.kind === 'removal' && notice.until !== undefined ? { until: utc(notice.until) } : {}),
    ...(notice.kind === 'appeal-answer' ? { outcome: notice.outcome } : {}),
    appeal: notice.kind === 'removal',
  });
}

/** Part by part: nothing else that an order might hold goes out. Throws where the law could be more than a law. */
function groundsOf({ law, automated }: SuspensionNotice | UploaderNotice): object {
  if (law === undefined) return { automated };
  if (!namesLawOnly(law)) throw new TypeError('a notice names a law and nothing else');
  return { law, automated };
}

const postedOf = ({ kind, id, at }: Posted): object => ({
  what: { kind: kind === 'file' ? 'media' : 'message', id },
  ...(at === undefined ? {} : { when: utc(at) }),
});

/** What an order about an account adds to its key. */
export const NOTICE_KEY = '/account';

type AccountOrder = Extract<Endpoint, `POST /admin/v1/accounts/${string}`>;

function ordered(
  client: Client,
  endpoint: AccountOrder,
  account: string,
  { key }: DecidedOrder,
  body?: object,
): Promise<Operation> {
  const call = { endpoint, params: { id: account }, as: 'admin', key: `${key}${NOTICE_KEY}` } as const;
  return inOrder(client, [body === undefined ? call : { ...call, body }]);
}
