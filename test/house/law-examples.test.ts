// Every dated example of every law, worked out by hand, against the machine. An operator runs hers with `redress law check`.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExamples } from '../../src/adapters/law/examples-folder.ts';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { COVERAGES } from '../../src/domain/clock/example.ts';
import { checkExample } from '../../src/workflow/check-law.ts';

const LAW = path.resolve(import.meta.dirname, '../../law');
const book = await readBook(LAW);
const files = await readExamples(LAW);

describe.each(files)('$regime', ({ regime, examples }) => {
  test.each(examples)('$says', (example) => {
    expect(checkExample(book, regime, example)).toEqual([]);
  });
});

describe('the examples together', () => {
  const all = files.flatMap(({ examples }) => examples);

  test('cover every law of the book, and each thing that there is to show several times', () => {
    expect(files.map(({ regime }) => regime).toSorted()).toEqual(book.regimes.map(({ id }) => id).toSorted());
    for (const coverage of COVERAGES)
      expect(all.filter(({ covers }) => covers.includes(coverage)).length, coverage).toBeGreaterThan(1);
  });

  test('were worked by hand from the text of the law in five cases at least', () => {
    expect(all.filter(({ byHand }) => byHand !== null).length).toBeGreaterThanOrEqual(5);
  });
});

describe('an example that is wrong is seen to be', () => {
  const file = files.find(({ regime }) => regime === 'us-tida');
  const [example] = file?.examples ?? [];
  if (file === undefined || example === undefined) throw new Error('no example to break');
  const [clock] = example.expect;
  if (clock === undefined) throw new Error('the first example expects a clock');

  test.each([
    [
      'another due moment',
      { ...example, expect: [{ ...clock, due: (clock.due ?? 0) + 3_600_000 }] },
      'us-tida/remove due',
    ],
    [
      'another start',
      { ...example, expect: [{ ...clock, started: clock.started + 1_000 }] },
      'us-tida/remove started',
    ],
    ['another end', { ...example, expect: [{ ...clock, ended: null }] }, 'us-tida/remove ended'],
    ['a clock too few', { ...example, expect: [] }, 'us-tida/remove'],
    ['something asked for that was not', { ...example, missing: ['signature'] }, 'asked for'],
  ])('by %s', (_, wrong, what) => {
    expect(checkExample(book, 'us-tida', wrong as typeof example).map((one) => one.what)).toContain(what);
  });
});
