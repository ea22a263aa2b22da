// What the managed server refuses, and the code and cure it gives.

import { appendFile, chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { findBinaries } from '../../managed-postgres/binaries.ts';
import { assertChecksums, assertDurable, openManagedPostgres } from '../../managed-postgres/server.ts';
import { databases } from '../support/database.ts';
import { ask, open, stoppedFolder, temporaryFolder } from './folder.ts';

const asRoot = process.getuid?.() === 0;

describe.each(databases())('a managed $flavor PostgreSQL refuses', ({ flavor, missing }) => {
  const test = it.skipIf(missing !== undefined);

  test.each([
    ['fsync = off', 'postgres.fsync-off'],
    ["fsync 'false' # faster", 'postgres.fsync-off'],
    ['full_page_writes=off', 'postgres.full-page-writes-off'],
    ['synchronous_commit = local', 'postgres.synchronous-commit-off'],
  ])('a folder whose file says %s, and names the line', async (line, code) => {
    const folder = await stoppedFolder(flavor);
    const path = join(folder, 'data', 'postgresql.conf');
    const before = (await readFile(path, 'utf8')).split('\n').length;
    await appendFile(path, `#fsync = off\n${line}\n`);
    const refusal = openManagedPostgres({ folder, flavor });
    await expect(refusal).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`${path} line ${before + 1}`),
    });
  });

  test('to run without fsync even where an included file turns it off', async () => {
    const folder = await stoppedFolder(flavor);
    await writeFile(join(folder, 'data', 'extra.conf'), 'fsync = off\n', { mode: 0o644 });
    await appendFile(join(folder, 'data', 'postgresql.conf'), "include 'extra.conf'\n");
    const server = await open({ folder, flavor });
    expect(await ask(server.connection('postgres'), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  test('a running server, whoever runs it, that confirms before it is safe', async () => {
    const server = await open({ folder: await stoppedFolder(flavor), flavor });
    const client = new pg.Client(server.connection('postgres'));
    await client.connect();
    const query = (sql: string) => client.query(sql);
    await expect(assertDurable(query)).resolves.toBeUndefined();
    await expect(assertChecksums(query)).resolves.toBeUndefined();
    for (const value of ['off', 'local', 'remote_write']) {
      await client.query(`SET synchronous_commit = ${value}`);
      await expect(assertDurable(query)).rejects.toMatchObject({ code: 'postgres.synchronous-commit-off' });
    }
    await client.query('SET synchronous_commit = remote_apply');
    await expect(assertDurable(query)).resolves.toBeUndefined();
    await client.end();
  });

  test('a data folder of a version that is not here', async () => {
    const folder = await stoppedFolder(flavor);
    await writeFile(join(folder, 'data', 'PG_VERSION'), '11\n');
    await expect(openManagedPostgres({ folder, flavor })).rejects.toMatchObject({
      code: 'postgres.version-mismatch',
      cure: expect.stringContaining('redress backup'),
    });
  });

  test('a folder of files that is no data folder, and touches none of them', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'letter.txt'), 'dear');
    await expect(openManagedPostgres({ folder, flavor })).rejects.toMatchObject({
      code: 'postgres.start-failed',
    });
    expect(await readFile(join(folder, 'data', 'letter.txt'), 'utf8')).toBe('dear');
  });

  test('a server that cannot start, and shows the last lines of its log', async () => {
    const folder = await stoppedFolder(flavor);
    await appendFile(join(folder, 'data', 'postgresql.conf'), 'shared_preload_libraries = nonesuch\n');
    await expect(openManagedPostgres({ folder, flavor })).rejects.toMatchObject({
      code: 'postgres.start-failed',
      message: expect.stringContaining('nonesuch'),
    });
  });

  test('a socket folder that others may enter', async () => {
    const folder = await stoppedFolder(flavor);
    await chmod(join(folder, 'socket'), 0o777);
    await expect(openManagedPostgres({ folder, flavor })).rejects.toMatchObject({
      code: 'postgres.socket-path',
    });
  });

  it.skipIf(missing !== undefined || !asRoot)('a socket folder that another account owns', async () => {
    const folder = await stoppedFolder(flavor);
    await chown(join(folder, 'socket'), 12_345, 12_345);
    await expect(openManagedPostgres({ folder, flavor })).rejects.toMatchObject({
      code: 'postgres.socket-path',
    });
  });
});

describe('the search for programs', () => {
  it('says which versions are here, and the cure, when the one needed is not', () => {
    expect(() => findBinaries('auto', 9)).toThrow(
      /belongs to PostgreSQL 9; the versions here are: .*redress restore/,
    );
  });
});
