// The operator's webhook: takes what is posted, checks its signature as any receiver would, and remembers when it came.
import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export const HOOK_SECRET = 'the secret of the proof';

export interface Posted {
  readonly at: number;
  readonly genuine: boolean;
  readonly alarm: Readonly<Record<string, unknown>>;
}

export interface Hook {
  readonly url: string;
  readonly posted: readonly Posted[];
  close(): Promise<void>;
}

export async function openHook(): Promise<Hook> {
  const posted: Posted[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      posted.push({ at: Date.now(), genuine: isGenuine(request.headers, body), alarm: JSON.parse(body) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function isGenuine(headers: http.IncomingHttpHeaders, body: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = Buffer.from(`v1,${createHmac('sha256', HOOK_SECRET).update(signed).digest('base64')}`);
  const given = Buffer.from(String(headers['webhook-signature']));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
