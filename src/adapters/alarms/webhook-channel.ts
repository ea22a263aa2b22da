// Alarms by webhook: one POST of JSON, signed as the Standard Webhooks specification says (webhook-id, webhook-timestamp,
// webhook-signature: HMAC-SHA-256 over `id.timestamp.body`). The id is the same on every repeat. Redirects are refused.
import { createHash, createHmac } from 'node:crypto';
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import { alarmJson } from './alarm-json.ts';
import type { Answer, Channel } from '../../ports/alarms.ts';

export interface WebhookSettings {
  readonly url: string;
  /** As it stands, or `whsec_` and base64. */
  readonly secret: string;
  /** Seconds since 1970, for the receiver to tell an old call from a new one. */
  readonly seconds: () => number;
}

const TIMEOUT_MS = 10_000;
const AT_HOME = ['localhost', '127.0.0.1', '[::1]'];
const ENCODED = 'whsec_';
/** Answers that may change by themselves. */
const TRY_AGAIN = [408, 425, 429];

/** True for https, and for http to this very machine. */
export function isSafeWebhook(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && AT_HOME.includes(hostname));
}

export function webhookChannel(settings: WebhookSettings): Channel {
  const name = `webhook-${createHash('sha256').update(settings.url).digest('hex').slice(0, 12)}`;
  return { name, each: false, tell: (message) => post(message, settings) };
}

async function post(message: AlarmMessage, { url, secret, seconds }: WebhookSettings): Promise<Answer> {
  const body = JSON.stringify(alarmJson(message));
  const id = `alarm_${createHash('sha256').update(message.id).digest('hex').slice(0, 32)}`;
  const timestamp = String(Math.floor(seconds()));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signed(secret, `${id}.${timestamp}.${body}`)}`,
  };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    return answerOf(response.status);
  } catch {
    return { kind: 'failed', permanent: false, code: 'alarm.webhook-unreachable' };
  }
}

function answerOf(status: number): Answer {
  if (status >= 200 && status < 300) return { kind: 'told' };
  const permanent = status < 500 && !TRY_AGAIN.includes(status);
  return { kind: 'failed', permanent, code: 'alarm.webhook-refused' };
}

function signed(secret: string, text: string): string {
  const key = secret.startsWith(ENCODED) ? Buffer.from(secret.slice(ENCODED.length), 'base64') : secret;
  return createHmac('sha256', key).update(text).digest('base64');
}
