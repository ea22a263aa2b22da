// Destroying one copy for good. Reached only with the id of a recorded decision, after hiding.
import type { Copy } from '../../../domain/content/copy.ts';
import type { DecisionId } from '../../../domain/kernel/ids.ts';
import type { Operation, Order } from '../../../ports/connector.ts';
import type { Client } from './client.ts';
import { inOrder } from './in-order.ts';

export function destroy(
  client: Client,
  copy: Copy,
  order: Order & { readonly decision: DecisionId },
): Promise<Operation> {
  if (order.decision.length === 0) throw new TypeError('nothing is destroyed without a decision');
  return inOrder(client, [
    ...(copy.blob === ''
      ? []
      : [
          {
            endpoint: 'DELETE /admin/v1/media/:blob' as const,
            params: { blob: copy.blob },
            as: 'admin' as const,
            key: `${order.key}/file`,
          },
        ]),
    {
      endpoint: 'DELETE /admin/v1/messages/:id',
      params: { id: copy.message },
      as: 'admin',
      key: `${order.key}/message`,
    },
  ]);
}
