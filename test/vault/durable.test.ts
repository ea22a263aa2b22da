// Power-cut order, as the kernel sees it: bytes, fsync of the file, name, fsync of the folder, and only then "kept".
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { straceMissing, type SystemCall, systemCalls } from '../support/strace.ts';

const KEEP_ONE = fileURLToPath(new URL('./keep-one.ts', import.meta.url));
const missing = straceMissing();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-durable-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The calls that touch `where`, as short words in order; `kept` is the line on stdout. */
function story(calls: readonly SystemCall[], where: string): string[] {
  return calls.flatMap(({ name, args }) => {
    if (name === 'write' && args.startsWith('1<') && args.includes('kept')) return ['kept'];
    if (!args.includes(where)) return [];
    if (/^p?write(v|64)?$/.test(name)) return ['write'];
    if (name.startsWith('rename')) return ['rename'];
    if (name === 'fsync') return [args.includes('.part') ? 'fsync file' : 'fsync folder'];
    return [];
  });
}

describe('a file is on disk before anybody is told', () => {
  it('a mail in the spool, whose own folder is made durable first', async ({ skip }) => {
    skip(missing !== undefined, missing);
    expect(story(await systemCalls(KEEP_ONE, ['spool', folder], folder), folder)).toEqual([
      'fsync folder',
      'write',
      'write',
      'fsync file',
      'rename',
      'fsync folder',
      'kept',
    ]);
  });

  it('a letter in the vault, whose new shelf is made durable first', async ({ skip }) => {
    skip(missing !== undefined, missing);
    expect(story(await systemCalls(KEEP_ONE, ['vault', folder], folder), folder)).toEqual([
      'fsync folder',
      'fsync folder',
      'write',
      'fsync file',
      'rename',
      'fsync folder',
      'kept',
    ]);
  });

  it('a letter that is in the vault already, perhaps from a run that was killed half-way', async ({
    skip,
  }) => {
    skip(missing !== undefined, missing);
    await systemCalls(KEEP_ONE, ['vault', folder], folder);
    const again = story(await systemCalls(KEEP_ONE, ['vault', folder], folder), folder);
    expect(again).toEqual(['fsync folder', 'fsync folder', 'kept']);
  });

  it('and the name is never seen before the bytes: it is written under another name', async ({ skip }) => {
    skip(missing !== undefined, missing);
    const calls = await systemCalls(KEEP_ONE, ['spool', folder], folder);
    const writes = calls.filter(({ name, args }) => /write/.test(name) && args.includes(folder));
    expect(writes.every(({ args }) => args.includes('.part>'))).toBe(true);
    expect(writes.length).toBeGreaterThan(0);
  });

  it('a mail set aside has its new name on disk before its old one is forgotten', async ({ skip }) => {
    skip(missing !== undefined, missing);
    const calls = await systemCalls(KEEP_ONE, ['aside', folder], folder);
    const end = calls.findLastIndex(({ name }) => name.startsWith('rename'));
    const synced = calls
      .slice(end)
      .flatMap(({ name, args }) => (name === 'fsync' ? [args.includes('/aside>') ? 'aside' : 'spool'] : []));
    expect(synced).toEqual(['aside', 'spool']);
  });
});
