// The dated examples: there are enough of them for each law, they speak of what the laws hold, their times are written in
// the local time of the law; and each kind of mistake in a file is refused. Whether the desk agrees with them is tested where
// they are run.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Coverage, COVERAGES, type ExampleFile } from '../../domain/clock/example.ts';
import type { Regime } from '../../domain/clock/regime.ts';
import { readExamples } from './examples-folder.ts';
import { LawError } from './law-error.ts';
import { readBook } from './law-folder.ts';

const LAW = path.join(import.meta.dirname, '../../../law');
const { regimes } = await readBook(LAW);
const files = await readExamples(LAW);
const all = files.flatMap(({ examples }) => examples);

/** Six for a law with an hour, four for one without, two for one that never starts a clock. */
function enough({ use, duties }: Regime): number {
  if (use !== 'live') return 2;
  return duties.some(({ pace }) => pace.kind === 'within') ? 6 : 4;
}

const examplesOf = (id: string): ExampleFile['examples'] =>
  files.find(({ regime }) => regime === id)?.examples ?? [];

describe('the dated examples', () => {
  test.each(regimes.map((regime) => [regime.id, enough(regime)] as const))(
    'of %s are at least %i',
    (id, least) => {
      expect(examplesOf(id).length).toBeGreaterThanOrEqual(least);
    },
  );

  test('belong to a law each', () => {
    expect(files.map(({ regime }) => regime)).toEqual(regimes.map(({ id }) => id).sort());
  });

  test('are worked by hand from the words of the law at least five times', () => {
    expect(all.filter(({ byHand }) => byHand !== null).length).toBeGreaterThanOrEqual(5);
  });

  test.each(COVERAGES)('show %s more than once', (coverage: Coverage) => {
    expect(all.filter(({ covers }) => covers.includes(coverage)).length).toBeGreaterThan(1);
  });

  test('name duties and elements that the laws have', () => {
    const duties = new Set(regimes.flatMap(({ id, duties }) => duties.map(({ key }) => `${id}/${key}`)));
    const named = all.flatMap(({ expect: clocks }) =>
      clocks.map(({ clock }) => `${clock.regime}/${clock.duty}`),
    );
    expect(named.filter((name) => !duties.has(name))).toEqual([]);
    for (const { regime, examples } of files) {
      const elements = regimes.find(({ id }) => id === regime)?.elements.map(({ key }) => key) ?? [];
      const asked = examples.flatMap(({ missing }) => missing ?? []);
      expect(asked.filter((key) => !elements.includes(key))).toEqual([]);
    }
  });
});

const MOMENTS = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?<offset>[+-]\d{2}:\d{2}|Z)/g;

/** The offset of a zone at a moment: `-04:00`; London in winter is `+00:00`. */
function offsetAt(moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(new Date(moment)).find(({ type }) => type === 'timeZoneName')?.value;
  return name === 'GMT' ? '+00:00' : (name ?? '').replace('GMT', '');
}

/** UTC may be meant, to show where a day begins elsewhere; in London it would hide a forgotten summer time. */
const isUtc = (offset: string | undefined, zone: string): boolean =>
  offset === '+00:00' && zone !== 'Europe/London';

describe('the times of an example', () => {
  test.each(regimes.map(({ id, zone }) => [id, zone] as const))(
    'of %s are written as clocks in %s show them, or in UTC',
    async (id, zone) => {
      const text = await readFile(path.join(LAW, 'examples', `${id}.yaml`), 'utf8');
      const moments = [...text.matchAll(MOMENTS)];
      expect(moments).not.toEqual([]);
      const wrong = moments
        .filter(([moment, offset]) => offset !== offsetAt(moment, zone) && !isUtc(offset, zone))
        .map(([moment]) => moment);
      expect(wrong).toEqual([]);
    },
  );
});

describe('a file of examples is refused', () => {
  const TIDA = 'examples/us-tida.yaml';
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'examples-'));
    await cp(path.join(LAW, 'examples'), path.join(folder, 'examples'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each([
    [
      'for a moment without an offset',
      'at: 2026-11-20T18:00:00-05:00',
      'at: 2026-11-20T18:00:00',
      'is not a moment',
    ],
    ['for a moment on a day that is none', 'at: 2026-11-20T18', 'at: 2026-11-31T18', 'is not a moment'],
    [
      'for a clock without a duty',
      'clock: us-tida/remove\n',
      'clock: us-tida\n',
      'is not the name of a clock',
    ],
    [
      'for a step that says two things',
      'settled: true',
      'settled: true, answered: true',
      'a step says one thing',
    ],
    ['for a step that says nothing', ', settled: true', '', 'a step says one thing'],
    [
      'for a step before the notice',
      'at: 2026-11-22T17',
      'at: 2026-11-19T17',
      'lies before what precedes it',
    ],
    ['for a clock that is not judged late or in time', '        late: false\n', '', 'late or in time'],
    ['for a word it does not know', 'covers: [weekend', 'covers: [sunday', 'is not a word known here'],
    ['for a key it does not know', '      by: self', '      form: self\n      by: self', 'no such key: form'],
    ['for the name of another law', 'regime: us-tida', 'regime: uk-osa-20a', 'does not bear the name'],
  ])('%s', async (_, from, to, says) => {
    const file = path.join(folder, TIDA);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
    const refused = await readExamples(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LawError);
    expect(refused).toMatchObject({ code: 'law.invalid', message: expect.stringContaining(says) });
  });

  test('for nothing where nothing was planted', async () => {
    expect(await readExamples(folder)).toHaveLength((await readdir(path.join(LAW, 'examples'))).length);
  });
});
