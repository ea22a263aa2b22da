// Destroying one copy for good. Reached only with the id of a recorded decision, after hiding.
import type { Copy } from '../../../domain/content/copy.ts';
import type { DecidedOrder, Operation } from '../../../ports/connector.ts';
import type { Call, Client } from './client.ts';
import { inOrder } from './in-order.ts';
import { requireDecision } from './require-decision.ts';

export function destroy(client: Client, copy: Copy, order: DecidedOrder): Promise<Operation> {
  requireDecision(order);
  const file: Call = {
    endpoint: 'DELETE /admin/v1/media/:blob',
    params: { blob: copy.blob },
    as: 'admin',
    key: `${order.key}/file`,
  };
  const message: Call = {
    endpoint: 'DELETE /admin/v1/messages/:id',
    params: { id: copy.message },
    as: 'admin',
    key: `${order.key}/message`,
  };
  return inOrder(client, [...(copy.blob === '' ? [] : [file]), ...(copy.whole ? [message] : [])]);
}
