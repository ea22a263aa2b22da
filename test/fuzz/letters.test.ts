// The fuzzer finds what it is meant to find: planted faults of a reader, and nothing in a reader without them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainSeed } from './letters/damage.ts';
import { fuzzOne } from './letters/fuzz.ts';
import { LIMITS, startWatched, type Watched } from './letters/watched.ts';

const READER = path.resolve(import.meta.dirname, '../letters/stand-ins/fuzzed-reader.ts');
const start = (): Promise<Watched> =>
  startWatched('', READER, { ...LIMITS, cpuSeconds: 1, residentBytes: 200 * 1024 ** 2 });

describe('the watched process', () => {
  it.each([
    ['hang', 'WRONG: over 1 s of the processor'],
    ['memory', 'WRONG: over 209715200 bytes of memory'],
    ['crash', 'WRONG: the process ended: '],
  ])('that comes to a %s is ended and says so, after what it read before', async (words, outcome) => {
    const watched = await start();
    const answers = await watched.ask(['fine', words, 'never read'].map((text) => Buffer.from(text)));
    expect(answers.map((answer) => answer.outcome)).toEqual(['read', outcome]);
    expect(watched.isGone).toBe(true);
  });
});

describe('a run', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'redress-fuzz-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps what fails, made as small as it can be', async () => {
    const seeds = [plainSeed('nobody writes to a@b'), plainSeed('fine')];
    const { findings } = await fuzzOne({
      target: 'planted',
      seeds,
      minutes: 1 / 60,
      seed: 1,
      folder,
      say: () => undefined,
      start,
    });
    const [first] = findings;
    expect(first?.outcome).toBe('WRONG: an at');
    expect(await readFile(first?.file ?? '', 'utf8')).toBe('@');
  });
});
