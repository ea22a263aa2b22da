// One question to the hook over HTTP: signed, within a time and a size, to where the operator said and nowhere else.
import { createHmac } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { isOwnNetwork, outsideOnly } from './private-addresses.ts';

const MAX_ANSWER_BYTES = 4_096;

export interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly budgetMs: number;
  /** Whether it may stand in a network of our own. */
  readonly privateAllowed: boolean;
}

/** Asks, and gives the answer's text. Rejects on everything that is not a small 200 in time. Redirects are not followed. */
export function callHook({ url, secret, budgetMs, privateAllowed }: Hook, body: string): Promise<string> {
  const to = new URL(url);
  const host = to.hostname.replace(/^\[|\]$/g, '');
  if (!privateAllowed && isIP(host) !== 0 && isOwnNetwork(host)) {
    return Promise.reject(new Error('The hook is in a network of our own.'));
  }
  return new Promise((resolve, reject) => {
    const request = (to.protocol === 'https:' ? secureRequest : plainRequest)(to, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(budgetMs),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...signed(body, secret),
      },
      ...(privateAllowed ? {} : { lookup: outsideOnly }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200)
        return void request.destroy(new Error(`status ${response.statusCode}`));
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) request.destroy(new Error('The answer is too large.'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('close', () => reject(new Error('The answer broke off.')));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    request.end(body);
  });
}

/** The hook knows by them that it is we who ask, and when: HMAC-SHA256 (RFC 2104) over timestamp, dot and body. */
function signed(body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'yeoul-timestamp': timestamp, 'yeoul-signature': `sha256=${signature}` };
}
