import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-vault-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a letter whose bytes changed on the disk is no longer shown as that letter', async () => {
  const vault = await fileVault(folder);
  const digest = await vault.put(Buffer.from('To the desk'));
  expect(await vault.get(digest)).toEqual(Buffer.from('To the desk'));
  const [shelf = ''] = await readdir(folder);
  await writeFile(path.join(folder, shelf, digest), 'To the dusk');
  expect(await vault.get(digest)).toBeUndefined();
});
