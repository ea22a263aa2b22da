// A desk's store with one webhook, and a receiver that answers as a test says: no network, no clock but the one that is handed in.
import { randomBytes } from 'node:crypto';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { postgresWebhooks } from '../../src/adapters/store/postgres/webhooks.ts';
import type { AlarmMessage } from '../../src/domain/clock/alarm-message.ts';
import { decisionId, personId } from '../../src/domain/kernel/ids.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import type { Answered, Webhook } from '../../src/ports/webhooks.ts';
import { placeOf, sendWebhooks, type Sent } from '../../src/workflow/send-webhooks.ts';
import { T0 } from '../support/fixtures.ts';
import type { Store } from '../support/open-case.ts';
import { type Desk, storeOf } from '../support/postgres-store.ts';

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
export const YES: Answered = { kind: 'delivered' };
export const no = (code = 'webhook.refused', more = {}): Answered => ({
  ...{ kind: 'failed', code, gone: false, afterMs: 0 },
  ...more,
});

let made = 0;

/** One tenant of its own in that database. @param answer what its receiver says to a message */
export function receiverOf(database: Desk, answer: (message: Message) => Answered) {
  made += 1;
  const tenant = `tenant-${made}`;
  const store: Store = storeOf(database.db, tenant);
  const webhooks = postgresWebhooks(database.db, tenant);
  const heard: Message[] = [];
  const alarms: AlarmMessage[] = [];
  let sealing = aesSealing(randomBytes(32));
  const call = async (_: unknown, { id, body }: { readonly id: string; readonly body: string }) => {
    const message = { id, ...(JSON.parse(body) as Omit<Message, 'id'>) };
    heard.push(message);
    return answer(message);
  };
  const told = { channels: [], tell: async (one: AlarmMessage) => (alarms.push(one), []) };
  return {
    ...{ tenant, store, webhooks, heard, alarms },
    async add(name: string): Promise<Webhook> {
      const id = `hook-${tenant}-${name}`;
      const webhook = { id, name, url: 'https://board.example/hook', addedAt: T0, addedBy: personId('mina') };
      await webhooks.add(webhook, sealing.seal(Buffer.from(SECRET), placeOf(id)), 'signed elsewhere');
      return webhook;
    },
    remove: (id: string) =>
      webhooks.remove(id, { id: decisionId('end'), by: personId('mina'), at: T0, signature: '' }),
    loseKey: () => void (sealing = aesSealing(randomBytes(32))),
    /** @param random of the spread of a pause */
    send: (webhook: Webhook, now: Instant = T0, random = 0.5): Promise<Sent> =>
      sendWebhooks(webhook, () => now, {
        ...{ webhooks, sealing, call, alarms: told, random: () => random },
      }),
  };
}
