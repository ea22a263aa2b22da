// Tells one receiver what waits for it: at least once each, of one case in its order, again and again at growing pauses, and after more than
// three days not any more. Then people are told, and a person may send it all again.
import type { WebhookAlarm } from '../domain/clock/alarm-message.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { Sealing } from '../ports/sealing.ts';
import type { Answered, CallWebhook, Delivery, Webhook, Webhooks } from '../ports/webhooks.ts';

/** Pauses after each failed try, as the Standard Webhooks specification gives them; after the last one it is given up. */
export const PAUSES: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  DAY,
];
/** A pause is up to this part shorter or longer, so that what failed together is not tried again together. */
const SPREAD = 0.2;
const AT_ONCE = 8;
/** Longer than any call. */
const LEASE = MINUTE;

export interface SendWebhooksPorts {
  readonly webhooks: Webhooks;
  readonly sealing: Sealing;
  readonly call: CallWebhook;
  readonly alarms: Alarms;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface Sent {
  readonly delivered: number;
  readonly failed: number;
  /** There may be more that is ready. */
  readonly more: boolean;
}

/** Sends what is ready, at most eight at once. */
export async function sendWebhooks(
  webhook: Webhook,
  clock: () => Instant,
  ports: SendWebhooksPorts,
): Promise<Sent> {
  const claimed = await ports.webhooks.claim(webhook.id, clock(), AT_ONCE, LEASE);
  const secret = await secretOf(webhook, ports);
  const answers = await Promise.all(claimed.map((one) => sendOne(one, webhook, secret, clock, ports)));
  await tellGivenUp(webhook, clock(), ports);
  const delivered = answers.filter(({ kind }) => kind === 'delivered').length;
  return { delivered, failed: answers.length - delivered, more: delivered > 0 };
}

/** Where its secret lies, and what it opens for: nothing else. */
export const placeOf = (id: string): string => `webhooks/${id}`;

/** The same on every repeat, so that a receiver knows what it has seen. */
const messageId = ({ case: id, seq }: Pick<Delivery, 'case' | 'seq'>): string => `evt_${id}_${seq}`;

/** Undefined where the key that it was sealed with is lost. */
export async function secretOf(
  { id }: Webhook,
  { webhooks, sealing }: Pick<SendWebhooksPorts, 'webhooks' | 'sealing'>,
): Promise<string | undefined> {
  const sealed = await webhooks.sealedSecret(id);
  const plain = sealed === undefined ? undefined : sealing.open(sealed, placeOf(id));
  return plain === undefined ? undefined : String.fromCharCode(...plain);
}

async function sendOne(
  one: Delivery,
  { url }: Webhook,
  secret: string | undefined,
  clock: () => Instant,
  { webhooks, call, random }: SendWebhooksPorts,
): Promise<Answered> {
  const message = { id: messageId(one), body: one.body, at: clock() };
  const answer = secret === undefined ? LOST : await call({ url, secret }, message);
  if (answer.kind === 'delivered') {
    await webhooks.delivered(one);
    return answer;
  }
  const pause = PAUSES[one.attempt - 1];
  if (pause === undefined || answer.gone) await webhooks.giveUp(one, clock(), answer.code);
  else {
    const wait = Math.max(answer.afterMs, pause * (1 - SPREAD + 2 * SPREAD * random()));
    await webhooks.retry(one, instant(clock() + Math.round(wait)), answer.code);
  }
  return answer;
}

const LOST = { kind: 'failed', code: 'webhook.secret-lost', gone: false, afterMs: 0 } as const;

/** At least once, over restarts as well: noted only when every channel has heard it or never will. */
async function tellGivenUp(
  { id, name }: Webhook,
  now: Instant,
  { webhooks, alarms }: SendWebhooksPorts,
): Promise<void> {
  const count = await webhooks.untold(id, now);
  if (count === 0) return;
  const alarm: WebhookAlarm = {
    ...{ kind: 'webhook', id: `webhook/${id}/${now}`, code: 'webhook.given-up', webhook: name, count },
  };
  const told = await alarms.tell(alarm);
  if (told.every((answer) => answer.kind === 'told' || answer.permanent)) await webhooks.told(id, now);
}
