// The managed server in ordinary life: it starts, is shared, and leaves nothing behind.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { lives } from '../../managed-postgres/postmaster.ts';
import { openManagedPostgres, type ServerEvent } from '../../managed-postgres/server.ts';
import { databases } from '../support/database.ts';
import { ask, open, startHolder, stoppedFolder, temporaryFolder } from './folder.ts';

const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses'];

describe.each(databases())('a managed server on $flavor PostgreSQL', ({ flavor, missing }) => {
  const test = it.skipIf(missing !== undefined);

  test('starts from nothing and keeps what it confirms, reachable by its private socket only', async () => {
    const events: ServerEvent[] = [];
    const server = await open({
      folder: await temporaryFolder(),
      flavor,
      onEvent: (event) => events.push(event),
    });
    expect(events.map((event) => event.kind)).toEqual(['initialised', 'started']);
    const rows = await ask(
      server.connection('postgres'),
      `SELECT name, setting FROM pg_settings WHERE name = ANY ('{${SETTINGS.join(',')}}')`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '',
    });
    expect(statSync(server.socketFolder).mode & 0o777).toBe(0o700);
    expect(server.version).toBe(
      (await ask(server.url('postgres'), 'SHOW server_version'))[0]?.server_version?.toString().split(' ')[0],
    );
  });

  test('knows letters beyond ASCII and sorts by code point', async () => {
    const server = await open({ folder: await stoppedFolder(flavor), flavor });
    const sql =
      "SELECT lower('ÄÖ가') AS small, array_agg(w ORDER BY w) AS words FROM unnest('{b,B,ä,a}'::text[]) w";
    expect(await ask(server.connection('postgres'), sql)).toEqual([
      { small: 'äö가', words: ['B', 'a', 'b', 'ä'] },
    ]);
  });

  test('is adopted by the second who opens it', async () => {
    const folder = await stoppedFolder(flavor);
    const first = await open({ folder, flavor });
    const second = await open({ folder, flavor });
    expect([first.how, second.how]).toEqual(['started', 'adopted']);
    expect(second.pid()).toBe(first.pid());
  });

  test('is opened by three processes at once without an error: one starts it, the others adopt it', async () => {
    const folder = await temporaryFolder();
    const opened = await Promise.all([
      startHolder(folder, flavor),
      startHolder(folder, flavor),
      open({ folder, flavor }).then((server) => ({ first: { how: server.how, pid: server.pid() } })),
    ]);
    expect(opened.map(({ first }) => first.how).sort()).toEqual(['adopted', 'adopted', 'started']);
    expect(new Set(opened.map(({ first }) => first.pid)).size).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['data', 'server.log', 'socket']);
  });

  test('leaves no process, socket or lock after a stop, and keeps the rows', async () => {
    const folder = await temporaryFolder();
    const server = await openManagedPostgres({ folder, flavor });
    await ask(server.connection('postgres'), 'CREATE TABLE kept AS SELECT 7 AS n');
    const pid = server.pid() ?? 0;
    expect(await server.stop()).toBe('stopped');
    expect(lives(pid)).toBe(false);
    expect(readdirSync(server.socketFolder)).toEqual([]);
    expect(readdirSync(join(folder, 'data'))).not.toContain('postmaster.pid');
    const again = await open({ folder, flavor });
    expect(await ask(again.connection('postgres'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('is left running while another process has it open, and stopped by the last', async () => {
    const folder = await stoppedFolder(flavor);
    const server = await openManagedPostgres({ folder, flavor });
    const holder = await startHolder(folder, flavor);
    expect(await server.stop()).toBe('left-running');
    expect(lives(server.pid() ?? 0)).toBe(true);
    holder.child.kill('SIGTERM');
    expect(await holder.next()).toEqual({ stop: 'stopped' });
  });

  test('is stopped, not forgotten, when two who have it open stop it at the same moment', async () => {
    const folder = await stoppedFolder(flavor);
    const both = [await open({ folder, flavor }), await open({ folder, flavor })];
    const pid = both[0]?.pid() ?? 0;
    expect(await Promise.all(both.map((each) => each.stop()))).toEqual(['stopped', 'stopped']);
    expect(lives(pid)).toBe(false);
  });

  test('is left running while any client is connected, and can be stopped later', async () => {
    const server = await openManagedPostgres({ folder: await stoppedFolder(flavor), flavor });
    const client = new pg.Client(server.url('postgres'));
    await client.connect();
    expect(await server.stop()).toBe('left-running');
    expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await client.end();
    expect(await server.stop()).toBe('stopped');
  });

  test('makes a database once, however often and from however many sides it is asked', async () => {
    const server = await open({ folder: await stoppedFolder(flavor), flavor });
    await Promise.all([1, 2, 3].map(() => server.createDatabase('desk')));
    await ask(server.connection('desk'), 'CREATE TABLE form AS SELECT 1 AS n');
    await server.createDatabase('copy of "desk"', 'desk');
    expect(await ask(server.url('copy of "desk"'), 'SELECT n FROM form')).toEqual([{ n: 1 }]);
  });

  test('runs in a session of its own, so that Ctrl-C in our terminal does not reach it', async () => {
    const server = await open({ folder: await stoppedFolder(flavor), flavor });
    const stat = readFileSync(`/proc/${server.pid()}/stat`, 'utf8');
    const [, , group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    expect([group, session]).toEqual([String(server.pid()), String(server.pid())]);
  });

  test('bears a folder whose name has every awkward letter', async () => {
    const folder = join(await temporaryFolder(), `a b, "c" 'd' %e?f&g=가`);
    await rename(await stoppedFolder(flavor), folder);
    const server = await open({ folder, flavor });
    expect(await ask(server.url('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(await ask(server.connection('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('finds a short place for its socket when its folder has a long name', async () => {
    const folder = join(await temporaryFolder(), 'x'.repeat(90));
    await mkdir(folder, { mode: 0o711 });
    const server = await openManagedPostgres({ folder, flavor });
    expect(Buffer.byteLength(`${server.socketFolder}/.s.PGSQL.${server.port}`)).toBeLessThan(100);
    expect(await ask(server.url('postgres'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await server.stop();
    expect(statSync(server.socketFolder, { throwIfNoEntry: false })).toBeUndefined();
  });
});
