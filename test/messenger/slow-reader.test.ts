import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createConnection, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { openReader, type Reader } from '../../messenger/live/reader.ts';

const EVENT = `data: ${'x'.repeat(16_000)}\n\n`;
let server: Server;
let client: Socket;
afterEach(() => {
  client.destroy();
  server.close();
});

/** A reader over a real connection whose other end reads nothing after the headers. */
async function lazyReader(): Promise<{ reader: Reader; raw: ServerResponse; gone: () => number }> {
  let gone = 0;
  server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = createConnection((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: yeoul\r\n\r\n');
  const [, raw] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { reader: openReader(1, raw, () => (gone += 1)), raw, gone: () => gone };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('a reader that takes nothing is cut off before much waits for it in memory', async () => {
  const { reader, raw, gone } = await lazyReader();
  let [sent, most] = [0, 0];
  // The kernel takes some megabytes before anything waits here.
  while (!reader.gone && sent < 5_000) {
    reader.send(EVENT);
    most = Math.max(most, raw.writableLength);
    sent += 1;
    await turn();
  }
  expect(reader.gone).toBe(true);
  expect(most).toBeLessThan(300_000);
  await turn();
  expect(gone()).toBe(1);
});

it('a reader that took nothing from one sign of life to the next is cut off, however little waits', async () => {
  const { reader, raw } = await lazyReader();
  while (!raw.writableNeedDrain) {
    reader.send(EVENT);
    await turn();
  }
  reader.beat();
  expect(reader.gone).toBe(false);
  reader.beat();
  expect(reader.gone).toBe(true);
});
