import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withSnapshot } from '../../matching/index/snapshot.ts';
import { hashLines } from './hash-lines.ts';
import { buildIndex, showIndex, verifyIndex } from './index-files.ts';
import type { Output } from './output.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const file = path.join(folder, 'list.txt');
  await writeFile(file, text);
  return file;
}

async function linesOf(text: string) {
  const found = [];
  for await (const { line, text: hash, id, bank } of hashLines(await fileOf(text)))
    found.push({ line, hash, id, bank });
  return found;
}

/** Keeps what a command says. */
function kept(): Output & { readonly values: unknown[] } {
  const values: unknown[] = [];
  return { json: true, values, result: (value) => values.push(value), note: () => undefined };
}

test('fields and JSON lines are read, comments and empty lines passed over, lines counted from 1', async () => {
  const text = `# hashes\n\n${A}\r\n${B},7\n${A} ,8, ours\n{"pdq":"${B}","id":9,"file":"x"}\n{"hash":"${A}","bank":"공유"}`;
  expect(await linesOf(text)).toEqual([
    { line: 3, hash: A },
    { line: 4, hash: B, id: 7 },
    { line: 5, hash: A, id: 8, bank: 'ours' },
    { line: 6, hash: B, id: 9 },
    { line: 7, hash: A, bank: '공유' },
  ]);
});

test.each([
  ['matching.bad-hash', `${A}\nabc`, 'line 2'],
  ['matching.bad-id', `${A},-1`, 'line 1'],
  ['matching.bad-id', `${A},1.5`, 'line 1'],
  ['matching.bad-id', `${A},four`, 'line 1'],
  ['matching.bad-line', `${A},1,b,c`, 'line 1'],
  ['matching.bad-line', `\n{"hash":`, 'line 2'],
  ['matching.bad-line', `{"hash":5}`, 'line 1'],
  ['matching.bad-line', `{"hash":"${A}","id":"1"}`, 'line 1'],
  ['matching.bad-line', `${A}\n${'a'.repeat(5000)}`, 'line 2'],
])('%s names its line (%#)', async (code, text, line) => {
  await expect(linesOf(text)).rejects.toMatchObject({ code, message: expect.stringContaining(line) });
});

test.each(['0x10', '1e3', '+5', ' 7', '7 ,a', '1.0', '4294967296', '00000000007', '٣', '\u202e1'])(
  'an id is decimal digits and nothing else (%#)',
  async (id) => {
    await expect(linesOf(`${A}\n${A},${id}`)).rejects.toMatchObject({
      code: 'matching.bad-id',
      message: expect.stringContaining('line 2'),
    });
  },
);

test.each(['1e3', '1.0', '-0', '4294967296'])('in JSON, too: %s', async (id) => {
  await expect(linesOf(`{"hash":"${A}","id":${id}}`)).rejects.toMatchObject({ code: 'matching.bad-id' });
});

test('a list that is not there has its own code', async () => {
  const read = async () => {
    for await (const _line of hashLines(path.join(folder, 'none')));
  };
  await expect(read()).rejects.toMatchObject({ code: 'matching.list-unreadable' });
});

test('build, stats and verify agree on what the file holds', async () => {
  const target = path.join(folder, 'index.snapshot');
  const output = kept();
  await buildIndex(await fileOf(`${B},7,ours\n${A},3\n`), target, { threshold: 20 }, output);
  await showIndex(target, {}, output);
  await verifyIndex(target, {}, output);
  expect(output.values).toMatchObject([
    { entries: 2 },
    {
      entries: 2,
      firstId: 3,
      lastId: 7,
      banks: [
        { name: 'ours', threshold: 20, entries: 1 },
        { name: 'default', threshold: 20, entries: 1 },
      ],
    },
    { whole: true, entries: 2 },
  ]);
});

test('a line without an id has its number; an id that comes twice names both lines', async () => {
  const target = path.join(folder, 'lines.snapshot');
  await buildIndex(await fileOf(`# one\n${A}\n${B}\n`), target, { threshold: 31 }, kept());
  const ids = await withSnapshot(target, async (snapshot) => {
    const found: number[] = [];
    for await (const block of snapshot.blocks()) found.push(...block.ids);
    return found;
  });
  expect(ids).toEqual([2, 3]);
  const twice = buildIndex(await fileOf(`${A},2\n${B}\n`), target, { threshold: 31 }, kept());
  await expect(twice).rejects.toMatchObject({
    code: 'matching.duplicate-id',
    message: expect.stringMatching(/line 2.*line 1/),
  });
});

test('declared banks are all there are; a line without one goes into the first', async () => {
  const target = path.join(folder, 'banks.snapshot');
  const options = { threshold: 31, bank: ['ours=10', 'theirs=31'] };
  const output = kept();
  await buildIndex(await fileOf(`${A}\n${B},7,theirs\n`), target, options, output);
  expect(output.values).toMatchObject([
    {
      banks: [
        { name: 'ours', threshold: 10 },
        { name: 'theirs', threshold: 31 },
      ],
    },
  ]);
  await expect(buildIndex(await fileOf(`${A},1,other\n`), target, options, kept())).rejects.toMatchObject({
    code: 'matching.unknown-bank',
  });
  await expect(
    buildIndex(await fileOf(A), target, { threshold: 31, bank: ['ours'] }, kept()),
  ).rejects.toMatchObject({ code: 'matching.bad-bank' });
});

test('the name of a bank that would steer a terminal is refused, wherever it comes from', async () => {
  const target = path.join(folder, 'names.snapshot');
  const build = async (text: string, bank: readonly string[] = []) =>
    buildIndex(await fileOf(text), target, { threshold: 31, bank }, kept());
  await expect(build(`${A}\n${B},7,a\u001b[2J`)).rejects.toMatchObject({
    code: 'matching.bad-bank',
    message: expect.stringContaining('line 2'),
  });
  await expect(build(`{"hash":"${A}","bank":"a\\nb"}`)).rejects.toMatchObject({ code: 'matching.bad-bank' });
  await expect(build(A, ['a\u202eb=31'])).rejects.toMatchObject({
    code: 'matching.bad-bank',
    message: expect.not.stringContaining('\u202e'),
  });
});

test('a place that cannot be written is refused before the list is read', async () => {
  const target = path.join(folder, 'none', 'index.snapshot');
  const built = buildIndex(path.join(folder, 'none.txt'), target, { threshold: 31 }, kept());
  await expect(built).rejects.toMatchObject({
    code: 'matching.snapshot-place',
    cure: expect.stringContaining('folder that exists'),
  });
});
