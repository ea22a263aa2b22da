// The managed server when root runs it: it must work in root's private home, and must not be root.

import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverAccount } from '../../managed-postgres/account.ts';
import { layLinks, packagedBinaries, runnable } from '../../managed-postgres/packaged.ts';
import { versionOf } from '../../managed-postgres/program.ts';
import { type ManagedPostgres, openManagedPostgres } from '../../managed-postgres/server.ts';
import { databases } from '../support/database.ts';
import { ask, open, stoppedFolder, temporaryFolder } from './folder.ts';

const asRoot = process.getuid?.() === 0;

describe.each(databases())('a managed $flavor PostgreSQL run by root', ({ flavor, missing }) => {
  const test = it.skipIf(missing !== undefined || !asRoot);

  async function openInPrivateHome(folder: string): Promise<ManagedPostgres> {
    const server = await open({ folder, flavor });
    onTestFinished(async () => {
      await server.stop();
      await rm(dirname(server.dataFolder), { recursive: true, force: true });
    });
    return server;
  }

  test('runs under another account', async () => {
    const server = await open({ folder: await stoppedFolder(flavor), flavor });
    expect(statSync(`/proc/${server.pid()}`).uid).toBe(serverAccount()?.uid);
    expect(serverAccount()?.uid).not.toBe(0);
  });

  test('leaves a data folder to the account that owns it, though another would be chosen today', async () => {
    const folder = await stoppedFolder(flavor);
    for (const name of ['data', 'socket'])
      await promisify(execFile)('chown', ['-R', '12345:12345', join(folder, name)]);
    const server = await open({ folder, flavor });
    expect(statSync(`/proc/${server.pid()}`).uid).toBe(12_345);
  });

  test('works below a folder that only root may enter, and finds its data again after a move', async () => {
    const home = await temporaryFolder();
    await chmod(home, 0o700);
    const server = await openInPrivateHome(join(home, 'desk'));
    await ask(server.connection('postgres'), 'CREATE TABLE kept AS SELECT 7 AS n');
    expect(server.dataFolder.startsWith(home)).toBe(false);
    await server.stop();
    await rename(join(home, 'desk'), join(home, 'moved'));
    const again = await openInPrivateHome(join(home, 'moved'));
    expect(await ask(again.connection('postgres'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('begins empty when its folder was removed, and refuses a copied one', async () => {
    const home = await temporaryFolder();
    await chmod(home, 0o700);
    const first = await openInPrivateHome(join(home, 'desk'));
    await first.stop();
    await cp(join(home, 'desk'), join(home, 'copy'), { recursive: true });
    await expect(openManagedPostgres({ folder: join(home, 'copy'), flavor })).rejects.toMatchObject({
      code: 'postgres.folder-copied',
    });
    await rm(join(home, 'desk'), { recursive: true });
    await mkdir(join(home, 'desk'));
    const second = await openInPrivateHome(join(home, 'desk'));
    expect(second.dataFolder).not.toBe(first.dataFolder);
  });
});

describe('the packaged programs', () => {
  const found = packagedBinaries();
  const test = it.skipIf(found === undefined);

  async function packageCopy(): Promise<{ root: string; bin: string }> {
    const root = join(await temporaryFolder(), 'package');
    await cp(join(found?.bin ?? '', '..', '..'), root, {
      recursive: true,
      filter: (path) => !/\.so(\.\d+)?$/.test(path) || /postgresql/.test(path),
    });
    return { root, bin: join(root, 'native', 'bin') };
  }

  test('run once their library links are laid, by two processes at once, and not before', async () => {
    const { root, bin } = await packageCopy();
    expect(versionOf(bin)).toBeUndefined();
    expect(await Promise.all([layLinks(root), layLinks(root)])).toEqual([true, true]);
    expect(await layLinks(root)).toBe(true);
    expect(versionOf(bin)).toMatch(/^\d+\.\d+$/);
  });

  test('are refused when their list of links leads outside', async () => {
    const { root } = await packageCopy();
    const list = join(root, 'native', 'pg-symlinks.json');
    await writeFile(list, JSON.stringify([{ source: 'native/lib/a', target: '../escaped' }]));
    await expect(layLinks(root)).rejects.toMatchObject({ code: 'postgres.no-binaries' });
    await expect(stat(join(root, '..', 'escaped'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(list, 'utf8')).toContain('escaped');
  });

  it.skipIf(found === undefined || !asRoot)(
    'are copied once to where the account of the server can run them',
    async () => {
      const { root, bin } = await packageCopy();
      await chmod(root, 0o700);
      const copies = join(await temporaryFolder(), 'binaries');
      const binaries = { flavor: 'packaged' as const, bin, version: '18.4', major: 18 };
      const [one, other] = await Promise.all([
        runnable(binaries, serverAccount(), copies),
        runnable(binaries, serverAccount(), copies),
      ]);
      expect(one.bin.startsWith(copies)).toBe(true);
      expect(other.bin).toBe(one.bin);
      expect(versionOf(one.bin, serverAccount())).toMatch(/^\d+\.\d+$/);
      const made = statSync(one.bin).ino;
      await runnable(binaries, serverAccount(), copies);
      expect(statSync(one.bin).ino).toBe(made);
    },
  );
});
