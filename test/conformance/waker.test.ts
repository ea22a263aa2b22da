// Wake-ups are a convenience: whatever becomes of the database while one is left, the command that leaves it ends.
import { execFile } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databases, freshDatabase } from '../support/database.ts';

const PROCESS = path.resolve(import.meta.dirname, '../support/hint-process.ts');
/** Far more than a hint's own limits; a command that is held would stay for ever. */
const LIMIT_MS = 60_000;
const NEVER = Number.POSITIVE_INFINITY;

/** A way to the database that dies with the client's n-th message: every connection is cut, and no other one is taken. */
async function dyingAfter(messages: number, socket: string): Promise<{ port: number; seen: () => number }> {
  let seen = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    const base = connect(socket);
    open.add(client).add(base);
    for (const end of [client, base]) end.on('error', () => undefined);
    base.pipe(client);
    client.on('data', (bytes) => {
      seen += 1;
      if (seen < messages) base.write(bytes);
      else die();
    });
    client.on('close', () => base.destroy());
  });
  const die = (): void => {
    for (const one of open) one.destroy();
    server.close();
  };
  onTestFinished(die);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, seen: () => seen };
}

const end = async (url: string): Promise<string> =>
  (await promisify(execFile)(process.execPath, [PROCESS, url], { timeout: LIMIT_MS })).stdout.trim();

for (const { flavor, missing } of databases()) {
  describe.skipIf(missing !== undefined)(`a command that leaves a wake-up, ${flavor} PostgreSQL`, () => {
    it('ends, at whichever message the database dies', { timeout: 4 * LIMIT_MS }, async () => {
      const base = await freshDatabase(flavor);
      onTestFinished(base.drop);
      const { host, port, user, database } = base.connection;
      const socket = path.join(String(host), `.s.PGSQL.${port}`);
      const through = (at: number) => `postgres://${user}@127.0.0.1:${at}/${database}`;
      const whole = await dyingAfter(NEVER, socket);
      expect(await end(through(whole.port))).toBe('hinted');
      // The schema is there now; what a hint says to a database that knows it.
      const again = await dyingAfter(NEVER, socket);
      expect(await end(through(again.port))).toBe('hinted');
      expect(again.seen()).toBeGreaterThan(6);
      const last = again.seen() - 1;
      for (const message of new Set([1, 2, Math.ceil(last / 3), Math.ceil(last / 2), last - 2, last])) {
        const dying = await dyingAfter(message, socket);
        expect(['failed', 'hinted']).toContain(await end(through(dying.port)));
      }
    });
  });
}
