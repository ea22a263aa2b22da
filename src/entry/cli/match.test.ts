import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIndex } from './index-files.ts';
import { matchHashes, type MatchOptions } from './match.ts';
import { type Stream, streamTo } from './output.ts';

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
  await buildIndex(
    list,
    snapshot,
    { threshold: 31 },
    { json: true, result: () => undefined, note: () => undefined },
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Keeps what is written; @param take is asked before each text is taken */
function kept(json: boolean, take: () => Promise<boolean> = async () => true) {
  const written: string[] = [];
  const stream: Stream = {
    json,
    note: () => undefined,
    write: (text) => {
      written.push(text);
      return take();
    },
  };
  return { stream, written };
}

async function asked(source: string, sought: readonly string[], options: MatchOptions = {}) {
  const [text, json] = [kept(false), kept(true)];
  for (const { stream } of [text, json])
    await matchHashes(source, sought, { lang: 'en', ...options }, stream);
  return {
    lines: text.written.join('').trimEnd().split('\n'),
    values: json.written.map((line) => JSON.parse(line) as unknown),
  };
}

test('a snapshot and the list it was built from give the same matches, nearest first', async () => {
  for (const source of [list, snapshot]) {
    const answer = await asked(source, [A.toUpperCase()]);
    expect(answer.values).toMatchObject([
      { hash: A, exactBy: 'index', complete: true, file: null, line: null, matches: [{ id: 7 }, { id: 8 }] },
    ]);
    expect(answer.lines).toEqual([`${A}\t7\tours\t0`, `${A}\t8\ttheirs\t4`, '1 of 1 hashes have matches.']);
  }
});

test('files of hash lines are looked up line by line, in the banks and within the radius that are asked', async () => {
  const answer = await asked(snapshot, [list], { bank: ['theirs'], radius: 3 });
  expect(answer.lines).toEqual([
    `${NEAR_A}\t8\ttheirs\t0`,
    `${B}\t9\ttheirs\t0`,
    '2 of 3 hashes have matches.',
  ]);
  expect(answer.values).toMatchObject([{ file: list, line: 1, matches: [] }, { line: 2 }, { line: 3 }]);
});

test('a cut answer and a slow radius are said', async () => {
  const answer = await asked(snapshot, [A], { radius: 256, limit: 1 });
  expect(answer.lines).toEqual([
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

test('no answer is made before the one before was taken', async () => {
  let taken: (more: boolean) => void = () => undefined;
  const { stream, written } = kept(true, () => new Promise((resolve) => (taken = resolve)));
  const run = matchHashes(snapshot, [A, B, A, list], {}, stream);
  for (let answers = 1; answers <= 6; answers++) {
    while (written.length < answers) await setImmediate();
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    expect(written).toHaveLength(answers);
    taken(true);
  }
  await run;
});

test('a reader that goes away ends the run without an error; a full disk is one', async () => {
  const closing = (after: number, code: string) => {
    const pieces: string[] = [];
    const to = new Writable({
      write: (piece: Buffer, _encoding, done) =>
        pieces.push(String(piece)) > after ? done(Object.assign(new Error(code), { code })) : done(),
    });
    return { pieces, run: matchHashes(snapshot, [list, list, list], {}, streamTo(true, to)) };
  };
  const gone = closing(2, 'EPIPE');
  await gone.run;
  expect(gone.pieces).toHaveLength(3);
  await expect(closing(2, 'ENOSPC').run).rejects.toMatchObject({ code: 'ENOSPC' });
});
