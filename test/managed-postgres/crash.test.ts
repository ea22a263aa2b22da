// The managed server when something dies: its parent, the server itself, or both.

import { execFile, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { lives } from '../../managed-postgres/postmaster.ts';
import { openManagedPostgres, type ServerEvent } from '../../managed-postgres/server.ts';
import { databases } from '../support/database.ts';
import { ask, killHard, open, startHolder, stoppedFolder, until } from './folder.ts';

/** Computes without a pause, so that it does not notice the death of its server. */
const BUSY_MS = 2_000;
const BUSY = `DO $$ DECLARE until timestamptz := clock_timestamp() + '${BUSY_MS} ms';
  BEGIN WHILE clock_timestamp() < until LOOP END LOOP; END $$`;

const AS_PROCESS_ONE = [
  ...(process.getuid?.() === 0 ? [] : ['--map-current-user']),
  ...['--pid', '--fork', '--mount-proc'],
];

/** Whether this system lets us make a process namespace; said aloud when it does not. */
function canBeProcessOne(): boolean {
  const can = spawnSync('unshare', [...AS_PROCESS_ONE, 'true']).status === 0;
  if (!can) console.warn('SKIPPED: the test as process 1 needs unshare and leave to use it.');
  return can;
}

describe.each(databases())('a managed $flavor PostgreSQL that meets a crash', ({ flavor, missing }) => {
  const test = it.skipIf(missing !== undefined);

  test('outlives its parent, and is adopted with its rows by the next', async () => {
    const folder = await stoppedFolder(flavor);
    const holder = await startHolder(folder, flavor);
    const second = await openManagedPostgres({ folder, flavor });
    await ask(second.connection('postgres'), 'CREATE TABLE kept AS SELECT 7 AS n');
    expect(await second.stop()).toBe('left-running');
    await killHard(holder.child);
    const next = await open({ folder, flavor });
    expect([next.how, next.pid()]).toEqual(['adopted', holder.first.pid]);
    expect(await ask(next.connection('postgres'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('starts again after parent and server were both killed', async () => {
    const folder = await stoppedFolder(flavor);
    const holder = await startHolder(folder, flavor);
    await killHard(holder.child);
    process.kill(Number(holder.first.pid), 'SIGKILL');
    await until(() => !lives(Number(holder.first.pid)));
    const next = await open({ folder, flavor });
    expect(next.how).toBe('started');
    expect(await ask(next.connection('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it.skipIf(missing !== undefined || !canBeProcessOne())(
    'starts again though the dead server was never reaped, as where we are process 1 of a container',
    async () => {
      const script = fileURLToPath(new URL('process-one.ts', import.meta.url));
      const command = [process.execPath, script, await stoppedFolder(flavor), flavor];
      const { stdout } = await promisify(execFile)('unshare', [...AS_PROCESS_ONE, ...command]);
      expect(JSON.parse(stdout)).toEqual({ us: 1, zombie: true, how: 'started', stop: 'stopped' });
    },
  );

  test('is restarted when the server is killed under writes, and every confirmed row is there', async () => {
    const events: ServerEvent[] = [];
    const server = await open({
      folder: await stoppedFolder(flavor),
      flavor,
      onEvent: (event) => events.push(event),
    });
    await ask(server.connection('postgres'), 'CREATE TABLE acked (n int PRIMARY KEY)');
    const killed = server.pid() ?? 0;
    setTimeout(() => process.kill(killed, 'SIGKILL'), 300);
    const confirmed = await insertUntilItBreaks(server.connection('postgres'));
    await until(() => events.some((event) => event.kind === 'restarted'));
    expect(events.map((event) => event.kind)).toEqual(['started', 'died', 'restarted']);
    expect(server.pid()).not.toBe(killed);
    const rows = await ask(
      server.connection('postgres'),
      `SELECT count(*)::int AS n FROM acked WHERE n < ${confirmed}`,
    );
    expect(confirmed).toBeGreaterThan(0);
    expect(rows).toEqual([{ n: confirmed }]);
  });

  test('is not started beside a killed server whose last query still runs', async () => {
    const events: ServerEvent[] = [];
    const options = {
      folder: await stoppedFolder(flavor),
      flavor,
      onEvent: (event: ServerEvent) => events.push(event),
    };
    const server = await open(options);
    const busy = new pg.Client(server.connection('postgres'));
    busy.on('error', () => {});
    await busy.connect();
    const began = performance.now();
    void busy.query(BUSY).catch(() => {});
    await delay(300);
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await until(() => events.some((event) => event.kind === 'restarted'));
    expect(performance.now() - began).toBeGreaterThan(BUSY_MS);
    expect(await ask(server.connection('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('is restarted by the one that adopted it', async () => {
    const folder = await stoppedFolder(flavor);
    const holder = await startHolder(folder, flavor);
    const events: ServerEvent[] = [];
    const server = await open({ folder, flavor, onEvent: (event) => events.push(event) });
    await killHard(holder.child);
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await until(() => events.some((event) => event.kind === 'restarted'));
    expect(await ask(server.connection('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('is restarted again and again', async () => {
    const events: ServerEvent[] = [];
    const server = await open({
      folder: await stoppedFolder(flavor),
      flavor,
      onEvent: (event) => events.push(event),
    });
    for (const round of [1, 2]) {
      process.kill(server.pid() ?? 0, 'SIGKILL');
      await until(() => events.filter((event) => event.kind === 'restarted').length === round);
    }
    expect(await ask(server.connection('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('stays down after its death when nobody asked to watch, and is not restarted after a stop', async () => {
    const events: ServerEvent[] = [];
    const folder = await stoppedFolder(flavor);
    const server = await open({ folder, flavor, watch: false, onEvent: (event) => events.push(event) });
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await until(() => events.some((event) => event.kind === 'died'));
    await delay(300);
    await expect(ask(server.connection('postgres'), 'SELECT 1')).rejects.toMatchObject({
      code: /ECONNREFUSED|ENOENT/,
    });
    const watched = await openManagedPostgres({ folder, flavor, onEvent: (event) => events.push(event) });
    await watched.stop();
    await delay(300);
    expect(events.at(-1)?.kind).toBe('stopped');
  });
});

/** Inserts 0, 1, 2 … one transaction each; gives how many were confirmed before the connection broke. */
async function insertUntilItBreaks(connection: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  for (let n = 0; n < 100_000; n += 1) {
    const confirmed = await client.query('INSERT INTO acked VALUES ($1)', [n]).then(
      () => true,
      () => false,
    );
    if (!confirmed) return n;
  }
  throw new Error('The server was never killed.');
}
