// The webhooks of one desk in a process of their own, to be killed: database, tenant, key file and by how much its clock is ahead, in milliseconds.
import { aesSealing, keyIn } from '../../src/adapters/crypto/sealing.ts';
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { postgresWebhooks } from '../../src/adapters/store/postgres/webhooks.ts';
import { webhookCaller } from '../../src/adapters/webhooks/call-webhook.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { startWebhooks } from '../../src/entry/jobs/webhooks.ts';

const [, , url = '', tenant = '', keyFile = '', ahead = '0'] = process.argv;
const { db } = openDatabase(url, () => undefined, 'desk');

startWebhooks({
  ports: {
    webhooks: postgresWebhooks(db, tenant),
    sealing: aesSealing(await keyIn(keyFile)),
    call: webhookCaller({ privateAllowed: true }),
    alarms: { channels: [], tell: async () => [] },
    random: () => 0.5,
  },
  clock: () => instant(Date.now() + Number(ahead)),
  lookMs: 50,
  onSent: () => undefined,
  onError: (error) => console.error(error),
});
