// The connector to the built-in messenger (and to any server that speaks its admin API). HTTP only.
import type { Connector } from '../../../ports/connector.ts';
import { backfill } from './backfill.ts';
import { type ClientSettings, messengerClient } from './client.ts';
import { destroy } from './destroy.ts';
import { hide, restore } from './hide.ts';
import { locate, spotOf } from './locate.ts';
import { observe } from './observe.ts';
import { patiently } from './patient.ts';
import { probe } from './probe.ts';
import { verify } from './verify.ts';
import { verifyPicture } from './verify-picture.ts';

/** @param settings address and tokens; the admin token needs the scopes read, feed, hide and destroy */
export function messengerConnector(settings: ClientSettings): Connector {
  const client = patiently(messengerClient(settings));
  return {
    platform: 'messenger',
    capabilities: () => probe(client),
    locate: (locator) => locate(client, locator),
    spotOf,
    observe: (cursor) => observe(client, cursor),
    backfill: (position) => backfill(client, position),
    hide: (copy, order) => hide(client, copy, order),
    destroy: (copy, order) => destroy(client, copy, order),
    restore: (copy, order) => restore(client, copy, order),
    verify: (copy, views) =>
      copy.as === undefined ? verify(client, copy, views) : verifyPicture(client, copy, views),
  };
}
