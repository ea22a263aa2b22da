// The connector to the built-in messenger (and to any server that speaks its admin API). HTTP only.
import type { Connector } from '../../../ports/connector.ts';
import { notifyUploader, suspend, unsuspend } from './accounts.ts';
import { backfill } from './backfill.ts';
import { type ClientSettings, messengerClient } from './client.ts';
import { destroy } from './destroy.ts';
import { hide, restore } from './hide.ts';
import { locate, roomNameOf, spotOf } from './locate.ts';
import { fileOf, locateFile } from './locate-file.ts';
import { observe } from './observe.ts';
import { operation } from './operation.ts';
import { patiently } from './patient.ts';
import { preserve } from './preserve.ts';
import { probe } from './probe.ts';
import { report, tellReport } from './reports.ts';
import { verify } from './verify.ts';
import { verifyAccount } from './verify-account.ts';
import { verifyPicture } from './verify-picture.ts';

/** @param settings address and tokens; the admin token needs the scopes read, feed, hide, destroy, suspend and notify */
export function messengerConnector(settings: ClientSettings): Connector {
  const client = patiently(messengerClient(settings));
  return {
    platform: 'messenger',
    capabilities: () => probe(client),
    locate: (locator) => {
      const file = fileOf(locator);
      return file === null ? locate(client, locator) : locateFile(client, file);
    },
    spotOf,
    roomNameOf,
    observe: (cursor) => observe(client, cursor),
    backfill: (position) => backfill(client, position),
    report: (id) => report(client, id),
    tellReport: (id, state) => tellReport(client, id, state),
    preserve: (copy) => preserve(client, copy),
    hide: (copy, order) => hide(client, copy, order),
    destroy: (copy, order) => destroy(client, copy, order),
    restore: (copy, order) => restore(client, copy, order),
    verify: (copy, views) =>
      copy.as === undefined ? verify(client, copy, views) : verifyPicture(client, copy, views),
    operation: (job) => operation(client, job),
    suspend: (account, order) => suspend(client, account, order),
    unsuspend: (account, order) => unsuspend(client, account, order),
    notifyUploader: (account, order) => notifyUploader(client, account, order),
    verifyAccount: (account) => verifyAccount(client, account),
  };
}
