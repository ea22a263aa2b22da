// One message to one receiver, as the Standard Webhooks specification (1.0.0) has it: a POST of JSON with the headers webhook-id,
// webhook-timestamp and webhook-signature (v1: HMAC-SHA-256 over `id.timestamp.body`). Redirects are not followed.
import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as plainly } from 'node:http';
import { request as securely } from 'node:https';
import { isIP } from 'node:net';
import { SECOND } from '../../domain/kernel/instant.ts';
import type { Answered, CallWebhook } from '../../ports/webhooks.ts';
import { isOutside, lookupOutside, PrivateAddress } from './outside.ts';

/** The specification names 15 to 30 seconds. */
const WITHIN_MS = 15_000;
const SECRET = 'whsec_';
const LONGEST_PAUSE_S = 86_400;

export interface CallSettings {
  /** Whether a receiver may stand in a private network, over http as well: the operator says so at the start. */
  readonly privateAllowed: boolean;
  readonly withinMs?: number;
}

export const webhookCaller =
  (settings: CallSettings): CallWebhook =>
  async ({ url, secret }, message) => {
    try {
      const answer = await post(new URL(url), signed(secret, message), message.body, settings);
      return answeredBy(answer);
    } catch (error) {
      const code = (error as { code?: string }).code;
      return failed(code === 'webhook.private-address' ? code : 'webhook.unreachable');
    }
  };

/** https, without a name and password; http only where private networks are allowed. */
export function isWebhookUrl(text: string, { privateAllowed }: CallSettings): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (privateAllowed && url.protocol === 'http:');
}

function post(
  to: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { privateAllowed, withinMs = WITHIN_MS }: CallSettings,
): Promise<IncomingMessage> {
  const host = to.hostname.replace(/^\[|\]$/g, '');
  if (!privateAllowed && isIP(host) !== 0 && !isOutside(host))
    return Promise.reject(new PrivateAddress('this address lies in a private network'));
  return new Promise((resolve, reject) => {
    const request = (to.protocol === 'https:' ? securely : plainly)(to, {
      method: 'POST',
      // A connection for each message: no address that was looked at once is kept for later.
      agent: false,
      signal: AbortSignal.timeout(withinMs),
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      ...(privateAllowed ? {} : { lookup: lookupOutside }),
    });
    request.on('error', reject);
    request.on('response', (answer) => {
      // What it says is of no interest, and may never end.
      answer.on('error', () => undefined);
      answer.destroy();
      resolve(answer);
    });
    request.end(body);
  });
}

function signed(
  secret: string,
  { id, body, at }: Parameters<CallWebhook>[1],
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / SECOND));
  const key = Buffer.from(secret.slice(SECRET.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function answeredBy({ statusCode = 0, headers }: IncomingMessage): Answered {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered' };
  if (statusCode === 410) return { ...failed('webhook.gone'), gone: true };
  const seconds = /^\d{1,9}$/.exec(headers['retry-after'] ?? '')?.[0] ?? '0';
  return failed('webhook.refused', Math.min(Number(seconds), LONGEST_PAUSE_S) * SECOND);
}

const failed = (code: string, afterMs = 0) => ({ kind: 'failed', code, gone: false, afterMs }) as const;
