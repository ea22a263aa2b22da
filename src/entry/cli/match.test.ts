import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIndex } from './index-files.ts';
import { matchHashes, type MatchOptions } from './match.ts';
import type { Output } from './output.ts';

const A = 'a'.repeat(64);
/** 4 bits from A. */
const NEAR_A = `${'a'.repeat(63)}5`;
const B = 'b1'.repeat(32);

let folder: string;
let list: string;
let snapshot: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'match-'));
  [list, snapshot] = [path.join(folder, 'list.txt'), path.join(folder, 'list.snapshot')];
  await writeFile(list, `${A},7,ours\n${NEAR_A},8,theirs\n${B},9,theirs\n`);
  await buildIndex(list, snapshot, { threshold: 31 }, outputOf().output);
});
afterAll(() => rm(folder, { recursive: true }));

function outputOf() {
  const said: { value: unknown; lines: readonly string[] }[] = [];
  const output: Output = {
    json: true,
    result: (value, lines) => said.push({ value, lines }),
    note: () => undefined,
  };
  return { output, said };
}

async function asked(source: string, sought: readonly string[], options: MatchOptions = {}) {
  const { output, said } = outputOf();
  await matchHashes(source, sought, { lang: 'en', ...options }, output);
  return said[0];
}

test('a snapshot and the list it was built from give the same matches, nearest first', async () => {
  for (const source of [list, snapshot]) {
    const answer = await asked(source, [A.toUpperCase()]);
    expect(answer?.value).toMatchObject({
      queries: [{ hash: A, exactBy: 'index', complete: true, file: null, line: null }],
    });
    expect(answer?.lines).toEqual([`${A}\t7\tours\t0`, `${A}\t8\ttheirs\t4`, '1 of 1 hashes have matches.']);
  }
});

test('files of hash lines are looked up line by line, in the banks and within the radius that are asked', async () => {
  const answer = await asked(snapshot, [list], { bank: ['theirs'], radius: 3 });
  expect(answer?.lines).toEqual([
    `${NEAR_A}\t8\ttheirs\t0`,
    `${B}\t9\ttheirs\t0`,
    '2 of 3 hashes have matches.',
  ]);
  expect(answer?.value).toMatchObject({ queries: [{ file: list, line: 1 }, { line: 2 }, { line: 3 }] });
});

test('a cut answer and a slow radius are said', async () => {
  const answer = await asked(snapshot, [A], { radius: 256, limit: 1 });
  expect(answer?.lines).toEqual([
    `${A}\t7\tours\t0`,
    '1 of 1 hashes have matches.',
    'Answers cut at the limit: 1; --limit raises it.',
    'A radius above 31 compares with every hash: exact, but slow.',
  ]);
});

test('an unknown bank, a file that is not there and a foreign file each have their code', async () => {
  await expect(asked(snapshot, [A], { bank: ['none'] })).rejects.toMatchObject({
    code: 'matching.unknown-bank',
  });
  await expect(asked(snapshot, [A], { bank: ['a\u001b[2J'] })).rejects.toMatchObject({
    code: 'matching.bad-bank',
  });
  await expect(asked(path.join(folder, 'none'), [A])).rejects.toMatchObject({
    code: 'matching.snapshot-missing',
  });
  await expect(asked(snapshot, [path.join(folder, 'none')])).rejects.toMatchObject({
    code: 'matching.list-unreadable',
  });
});
