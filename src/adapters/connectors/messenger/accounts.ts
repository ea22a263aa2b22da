// What is done to an account: suspended, given back, told. The messenger writes the notice of a suspension in the same step as the
// suspension, adds the way to appeal, and shows each notice in its member's own language; words in it are the name of a law alone.
import type { SuspensionNotice, UploaderNotice } from '../../../domain/content/account-notice.ts';
import { lawFields, noticeFields } from '../../../domain/content/notice-fields.ts';
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
    ...lawFields(order.notice),
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
  const { kind, id } = order.notice.what;
  return ordered(client, 'POST /admin/v1/accounts/:id/notices', account, order, {
    ...noticeFields(order.reason, order.notice),
    what: { kind: kind === 'file' ? 'media' : 'message', id },
  });
}

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
