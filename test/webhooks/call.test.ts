// One message to one receiver: signed as the Standard Webhooks specification says, to nobody in a private network, never along a redirect.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isWebhookUrl, webhookCaller } from '../../src/adapters/webhooks/call-webhook.ts';
import { isOutside } from '../../src/adapters/webhooks/outside.ts';
import { T0 } from '../support/fixtures.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const MESSAGE = { id: 'evt_one_1', body: '{"type":"test"}', at: T0 };
const here = webhookCaller({ privateAllowed: true });
const outside = webhookCaller({ privateAllowed: false });
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('a message', () => {
  test('bears an id, the second it was sent, and a signature over both and the bytes', async () => {
    let heard: { readonly headers: IncomingMessage['headers']; readonly body: string } | undefined;
    const url = await listening((request, response) => {
      void bodyOf(request).then((body) => {
        heard = { headers: request.headers, body };
        response.writeHead(204).end();
      });
    });
    expect(await here({ url, secret: SECRET }, MESSAGE)).toEqual({ kind: 'delivered' });
    const { headers, body } = heard ?? { headers: {}, body: '' };
    expect(body).toBe(MESSAGE.body);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'evt_one_1',
      'webhook-timestamp': String(T0 / 1_000),
    });
    const over = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const own = createHmac('sha256', Buffer.alloc(32, 7)).update(over).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${own}`);
  });

  test.each([
    [302, { location: '/elsewhere' }, { code: 'webhook.refused', gone: false, afterMs: 0 }],
    [400, {}, { code: 'webhook.refused', gone: false, afterMs: 0 }],
    [410, {}, { code: 'webhook.gone', gone: true, afterMs: 0 }],
    [429, { 'retry-after': '90' }, { code: 'webhook.refused', gone: false, afterMs: 90_000 }],
    [503, { 'retry-after': '999999999' }, { code: 'webhook.refused', gone: false, afterMs: 86_400_000 }],
    [503, { 'retry-after': 'soon' }, { code: 'webhook.refused', gone: false, afterMs: 0 }],
  ] as const)('%d with %j: %j, and nothing is asked a second time', async (status, headers, said) => {
    let asked = 0;
    const url = await listening((_, response) => {
      asked += 1;
      response.writeHead(status, { ...headers }).end();
    });
    expect(await here({ url, secret: SECRET }, MESSAGE)).toEqual({ kind: 'failed', ...said });
    expect(asked).toBe(1);
  });

  test('is given up for now where nobody answers, or somebody never does', async () => {
    const url = await listening(() => undefined);
    const unreachable = { kind: 'failed', code: 'webhook.unreachable', gone: false, afterMs: 0 };
    const hasty = webhookCaller({ privateAllowed: true, withinMs: 50 });
    expect(await hasty({ url, secret: SECRET }, MESSAGE)).toEqual(unreachable);
    await closing.pop()?.();
    expect(await here({ url, secret: SECRET }, MESSAGE)).toEqual(unreachable);
  });

  test('does not wait for the end of an answer that never ends', async () => {
    const url = await listening((_, response) => {
      response.writeHead(200).write('more to come');
    });
    expect(await here({ url, secret: SECRET }, MESSAGE)).toEqual({ kind: 'delivered' });
  });
});

describe('a private network', () => {
  test('is asked nothing, by its address or by a name that leads there', async () => {
    let asked = 0;
    const url = await listening((_, response) => {
      asked += 1;
      response.writeHead(204).end();
    });
    const refused = { kind: 'failed', code: 'webhook.private-address', gone: false, afterMs: 0 };
    const { port } = new URL(url);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
      expect(await outside({ url: `http://${host}:${port}/`, secret: SECRET }, MESSAGE), host).toEqual(
        refused,
      );
    expect(asked).toBe(0);
  });

  test.each([
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fd00::1',
    'fe80::1',
    'not an address',
  ])('%s lies inside', (address) => {
    expect(isOutside(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1', '::ffff:8.8.8.8'])('%s lies outside', (address) => {
    expect(isOutside(address)).toBe(true);
  });
});

test('an address is https, without a password; http only where private networks are allowed', () => {
  const may = (url: string, privateAllowed: boolean) => isWebhookUrl(url, { privateAllowed });
  expect(may('https://board.example/hook?team=1', false)).toBe(true);
  expect(may('http://board.example/hook', false)).toBe(false);
  expect(may('http://board.example/hook', true)).toBe(true);
  for (const url of [
    'ftp://board.example/',
    'https://mina:secret@board.example/',
    'board.example',
    'https://b.example/#x',
  ])
    expect(may(url, true), url).toBe(false);
});
