// Hiding one copy: the file first, then the message unless it shows other files too, with calls that can be undone.
// And undoing it.
import type { Copy } from '../../../domain/content/copy.ts';
import type { Operation, Order } from '../../../ports/connector.ts';
import type { Call, Client } from './client.ts';
import { inOrder } from './in-order.ts';

export function hide(client: Client, copy: Copy, order: Order): Promise<Operation> {
  return inOrder(client, [
    ...(copy.blob === '' ? [] : [fileCall('POST /admin/v1/media/:blob/hide', copy, order)]),
    ...(copy.whole ? [messageCall('POST /admin/v1/messages/:id/hide', copy, order)] : []),
  ]);
}

export function restore(client: Client, copy: Copy, order: Order): Promise<Operation> {
  return inOrder(client, [
    ...(copy.whole ? [messageCall('POST /admin/v1/messages/:id/show', copy, order)] : []),
    ...(copy.blob === '' ? [] : [fileCall('POST /admin/v1/media/:blob/show', copy, order)]),
  ]);
}

function fileCall(endpoint: Call['endpoint'], copy: Copy, order: Order): Call {
  return {
    endpoint,
    params: { blob: copy.blob },
    as: 'admin',
    key: `${order.key}/file`,
    ...bodyOf(endpoint, order),
  };
}

function messageCall(endpoint: Call['endpoint'], copy: Copy, order: Order): Call {
  return {
    endpoint,
    params: { id: copy.message },
    as: 'admin',
    key: `${order.key}/message`,
    ...bodyOf(endpoint, order),
  };
}

const bodyOf = (endpoint: Call['endpoint'], order: Order) =>
  endpoint.endsWith('/hide') ? { body: { reason: order.reason } } : {};
