// The connector to the built-in messenger (and to any server that speaks its admin API). HTTP only.
import type { Connector } from '../../../ports/connector.ts';
import { type ClientSettings, ENDPOINTS, messengerClient, VERSION } from './client.ts';
import { destroy } from './destroy.ts';
import { hide, restore } from './hide.ts';
import { locate } from './locate.ts';
import { verify } from './verify.ts';

/** @param settings address and tokens; the admin token needs the scopes read, hide and destroy */
export function messengerConnector(settings: ClientSettings): Connector {
  const client = messengerClient(settings);
  return {
    platform: 'messenger',
    capabilities: async () => ({
      platform: 'messenger',
      version: VERSION,
      find: { byBlobId: true, bySha256: true, byPerceptual: false },
      hideIsReversible: true,
      endpoints: ENDPOINTS,
    }),
    locate: (locator) => locate(client, locator),
    hide: (copy, order) => hide(client, copy, order),
    destroy: (copy, order) => destroy(client, copy, order),
    restore: (copy, order) => restore(client, copy, order),
    verify: (copy, views) => verify(client, copy, views),
  };
}
