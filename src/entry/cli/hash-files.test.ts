// Which files are read: links counted, too many refused, pipes and devices never waited for.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namedFiles, readWhole } from './hash-files.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const tooLarge = (bytes: number): Error => new RangeError(`${bytes}`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
  await mkdir(at('album/older'), { recursive: true });
  await Promise.all(['album/b', 'album/a', 'album/older/c'].map((name) => writeFile(at(name), name)));
  await symlink('a', at('album/link'));
  execFileSync('/usr/bin/env', ['mkfifo', at('album/pipe')]);
});
// Node's own rm cannot go as deep as these folders are.
afterAll(() => execFileSync('rm', ['-r', folder]));

test('a folder means every plain file in it, by name; links and pipes are counted', async () => {
  expect(await namedFiles([at('album'), at('none')])).toEqual({
    files: [at('album/a'), at('album/b'), at('album/older/c'), at('none')],
    passedOver: 2,
  });
});

test('more files than the limit are refused, and not cut off in silence', async () => {
  expect((await namedFiles([at('album')], 3)).files).toHaveLength(3);
  await expect(namedFiles([at('album/a'), at('album')], 3)).rejects.toMatchObject({
    code: 'matching.many-files',
  });
});

test('a folder that cannot be read is refused as itself; the others are read', async () => {
  // Longer than any path may be: so that root cannot read it either.
  const half = Array.from({ length: 10 }, () => 'd'.repeat(250)).join('/');
  await mkdir(at(`deep/${half}`), { recursive: true });
  await mkdir(at(`other/${half}`), { recursive: true });
  await rename(at('other'), at(`deep/${half}/other`));
  await writeFile(at('deep/seen'), '');
  const { files } = await namedFiles([at('deep')]);
  expect(files).toHaveLength(2);
  expect(files).toContain(at('deep/seen'));
  const [unreadable = ''] = files.filter((file) => file !== at('deep/seen'));
  await expect(readWhole(unreadable, 9, tooLarge)).rejects.toMatchObject({
    code: 'matching.file-unreadable',
  });
});

test('a pipe, a device and a folder are no plain files, and nobody waits for them', async () => {
  for (const name of [at('album/pipe'), '/dev/zero', at('album')])
    await expect(readWhole(name, 9, tooLarge)).rejects.toMatchObject({ code: 'matching.file-unreadable' });
});

test('no more than the limit is read, also where the size is not told', async () => {
  expect(await readWhole(at('album/a'), 7, tooLarge)).toEqual(Buffer.from('album/a'));
  await expect(readWhole(at('album/a'), 6, tooLarge)).rejects.toThrow('7');
  await expect(readWhole('/proc/self/status', 9, tooLarge)).rejects.toThrow('10');
});
