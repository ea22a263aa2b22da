// Webhooks of a desk: their rows, their sealed secrets, and the way to them. The key of the seal lies in the data folder and in no backup.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Logger } from 'pino';
import { aesSealing, keyIn } from '../adapters/crypto/sealing.ts';
import type { Database } from '../adapters/store/postgres/database.ts';
import { postgresWebhooks } from '../adapters/store/postgres/webhooks.ts';
import { isWebhookUrl, webhookCaller } from '../adapters/webhooks/call-webhook.ts';
import type { Config } from '../config.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Hooks } from '../entry/cli/wiring.ts';
import type { Loop } from '../entry/jobs/loop.ts';
import { startWebhooks } from '../entry/jobs/webhooks.ts';
import type { Alarms } from '../ports/alarms.ts';

/** 256 bits; the Standard Webhooks specification wants 192 to 512. */
const SECRET_BYTES = 32;
const LOOK_MS = 5_000;

export async function hooksOf({ tenant, data, webhooks }: Config, db: Database): Promise<Hooks> {
  const settings = { privateAllowed: webhooks.private };
  return {
    webhooks: postgresWebhooks(db, tenant),
    sealing: aesSealing(await keyIn(path.join(data, 'webhook-key'))),
    call: webhookCaller(settings),
    isUrl: (url) => isWebhookUrl(url, settings),
    newSecret: () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
  };
}

export function sendToWebhooks(hooks: Hooks, alarms: Alarms, clock: () => Instant, log: Logger): Loop {
  return startWebhooks({
    ports: { ...hooks, alarms, random: () => Math.random() },
    clock,
    lookMs: LOOK_MS,
    onSent: (webhook, { delivered, failed }) => log.info({ event: 'webhook', webhook, delivered, failed }),
    onError: (error) =>
      log.error({ event: 'webhook-error', code: (error as { code?: string }).code ?? 'unexpected' }),
  });
}
