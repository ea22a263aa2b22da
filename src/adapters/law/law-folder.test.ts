// The folder of laws: the real one loads whole, and each kind of mistake a hand can make in it is refused by file, line,
// path and cure. Every mistake is planted in a copy of a real law.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultsOf } from '../../domain/clock/faults.ts';
import { markOf } from '../../domain/clock/regime.ts';
import { LawError } from './law-error.ts';
import { readBook } from './law-folder.ts';
import { LARGEST_FILE_BYTES } from './yaml-file.ts';

const LAW = path.join(import.meta.dirname, '../../../law');
const REGIMES_KNOWN = 22;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'law-'));
  await mkdir(path.join(folder, 'regimes'));
  await cp(path.join(LAW, 'calendars'), path.join(folder, 'calendars'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const real = (file: string): Promise<string> => readFile(path.join(LAW, file), 'utf8');
const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);

/** A real law with one passage changed; a passage that is not there would plant nothing. */
async function plant(file: string, from: string, to: string, as = file): Promise<void> {
  const text = await real(file);
  expect(text).toContain(from);
  await write(as, text.replace(from, to));
}

async function refusal(): Promise<LawError> {
  try {
    await readBook(folder);
  } catch (error) {
    if (error instanceof LawError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the laws of this desk', () => {
  test('are twenty-two, each of them readable', async () => {
    const { regimes } = await readBook(LAW);
    expect(new Set(regimes.map(({ id }) => id)).size).toBe(REGIMES_KNOWN);
  });

  test('have no fault but values whose article nobody has found, which count as not verified', async () => {
    const book = await readBook(LAW);
    expect(
      faultsOf(book).filter(({ kind, says }) => kind === 'error' || !says.includes('counts as M')),
    ).toEqual([]);
  });

  test('that never start a clock are the comparison and the bill that died', async () => {
    const { regimes } = await readBook(LAW);
    expect(regimes.filter(({ use }) => use !== 'live').map(({ id }) => id)).toEqual(['ca-federal', 'eu-tco']);
  });

  test('say what is read: dates, periods, marks', async () => {
    const { regimes } = await readBook(LAW);
    const tida = regimes.find(({ id }) => id === 'us-tida');
    expect(tida).toMatchObject({
      inForceFrom: { year: 2026, month: 5, day: 19 },
      inForceUntil: null,
      duties: [
        { key: 'remove', pace: { kind: 'within', period: { unit: 'hours', count: 48 } }, ends: 'settled' },
      ],
      stayDown: { required: false },
      minorAge: { years: 18 },
    });
    expect(tida?.elements.map(markOf)).toEqual(['A', 'A', 'A', 'A']);
    const hold = regimes.find(({ id }) => id === 'us-2258a')?.hold;
    expect(hold).toMatchObject({ period: { unit: 'days', count: 365 }, extension: null });
  });
});

const TIDA = 'regimes/us-tida.yaml';

describe('a law is refused as unreadable, and its line is told,', () => {
  test.each([
    ['when a key is written twice', 'calendar: US\n', 'calendar: US\ncalendar: GB\n', 'unique'],
    ['when it has a tag', 'binding: true', 'binding: !yes true', 'tag'],
    ['when it has an alias', 'zone: America/New_York', 'zone: *zone', 'alias'],
    ['when it is two documents', 'pause: null', '---\npause: null', 'multiple documents'],
    ['when a bracket is not closed', 'letters: []', 'letters: [', 'Flow sequence'],
  ])('%s', async (_, from, to, says) => {
    await plant(TIDA, from, to);
    const { code, message } = await refusal();
    expect(code).toBe('law.unreadable');
    expect(message).toMatch(new RegExp(`${TIDA}:\\d+: .*${says}`));
  });

  test('when an alias leads to an anchor: a hundred lines could become a million', async () => {
    await plant(TIDA, 'zone: America/New_York\ncalendar: US', 'zone: &z America/New_York\ncalendar: *z');
    expect((await refusal()).code).toBe('law.unreadable');
  });

  test('when it is larger than any law', async () => {
    await write(TIDA, `${await real(TIDA)}\n# ${'x'.repeat(LARGEST_FILE_BYTES)}`);
    expect((await refusal()).message).toMatch(`are more than ${LARGEST_FILE_BYTES}`);
  });

  test('when it is no YAML file by its name: it would be believed to be in use', async () => {
    await plant(TIDA, '', '', 'regimes/us-tida.yml');
    expect((await refusal()).message).toMatch(/us-tida\.yml:1: not a YAML file\. Name it \.yaml/);
  });

  test('when the folder is not there', async () => {
    await rm(path.join(folder, 'calendars'), { recursive: true });
    expect((await refusal()).code).toBe('law.unreadable');
  });

  test('but not for a readme beside it, or what an editor leaves', async () => {
    await plant(TIDA, '', '');
    await write('regimes/README.md', 'How to read these files.');
    await write('regimes/.us-tida.yaml.swp', 'x');
    expect((await readBook(folder)).regimes).toHaveLength(1);
  });
});

describe('a law is refused as invalid, with its place and its cure,', () => {
  test.each([
    [
      'for a key nobody knows',
      'binding: true',
      'binding: true\nbindng: true',
      'bindng: no such key: bindng. Check its spelling',
    ],
    [
      'for a key that is missing',
      'use: live\n',
      '',
      'missing: use. Write it; where the law says nothing, write null',
    ],
    [
      'for a word that is not in the list',
      'use: live',
      'use: alive',
      'use: "alive" is not a word known here. Write one of: live',
    ],
    [
      'for an occasion nobody knows',
      'ends: settled',
      'ends: setled',
      'duties[0].ends: "setled" is not a word',
    ],
    [
      'for a period in other words',
      'within: 48 hours',
      'within: two days',
      'duties[0].within: "two days" is not a time',
    ],
    [
      'for a period of no length',
      'within: 48 hours',
      'within: 0 hours',
      'duties[0].within: "0 hours" is not a time',
    ],
    [
      'for a day no calendar has',
      'in-force-from: 2026-05-19',
      'in-force-from: 2026-02-30',
      'in-force-from: "2026-02-30" is not a day',
    ],
    ['for a mark that is none', 'mark: A', 'mark: C', 'invokers[0].mark: "C" is not a word known here'],
    [
      'for a name of another file',
      'id: us-tida',
      'id: us-tidb',
      'id: the file does not bear the name of the law us-tidb',
    ],
    ['for a text in one language only', '  ko: 미국 TAKE IT DOWN 법', '  ko: ""', 'name.ko: an empty text'],
    ['for a zone that is none', 'zone: America/New_York', 'zone: America/Nowhere', 'zone: no such time zone'],
    ['for a calendar that is none', 'calendar: US', 'calendar: XX', 'calendar: no such calendar: XX'],
    [
      'for an end before its beginning',
      'in-force-until: null',
      'in-force-until: 2026-05-18',
      'the law ends before it begins',
    ],
    [
      'for an element named twice',
      'key: contact',
      'key: signature',
      'elements[3].key: signature occurs twice',
    ],
    [
      'for an invoker named twice',
      'standing: guardian',
      'standing: self',
      'invokers[2].standing: self occurs twice',
    ],
    [
      'for a duty that ends at an arrival',
      'ends: settled',
      'ends: awareness',
      'duties[0].ends: a duty ends with what the desk does',
    ],
    [
      'for an inactive law with an hour',
      'use: live',
      'use: inactive',
      'duties[0].within: a law that is inactive owes nobody a time',
    ],
    [
      'for a live law that lapsed',
      'status: in-force',
      'status: lapsed',
      'use: live, although its status is lapsed',
    ],
    [
      'for an order nobody can send',
      'kind: removal-notice',
      'kind: authority-order',
      'letters: no letter invokes it',
    ],
  ])('%s', async (_, from, to, says) => {
    await plant(TIDA, from, to);
    const { code, message } = await refusal();
    expect(code).toBe('law.invalid');
    expect(message).toContain(says);
    expect(message).toMatch(new RegExp(`${TIDA}:\\d+: `));
  });

  test('for a live law without a duty', async () => {
    const text = await real(TIDA);
    await write(TIDA, text.replace(/^duties:\n(?: .*\n)+/m, 'duties: []\n'));
    expect((await refusal()).message).toContain('duties: a live law without a duty');
  });

  test('for a live law that nobody can invoke', async () => {
    const text = await real(TIDA);
    await write(TIDA, text.replace(/^invokers:\n(?: .*\n)+/m, 'invokers: []\n'));
    expect((await refusal()).message).toContain('invokers: nobody can invoke it');
  });

  test('for two duties of one name, at the line of the second', async () => {
    const text = await real(TIDA);
    const duties = /^duties:\n(?<first>(?: .*\n)+)/m;
    await write(TIDA, text.replace(duties, 'duties:\n$<first>$<first>'));
    const { message, place } = await refusal();
    expect(message).toContain('duties[1].key: remove occurs twice');
    expect((await readFile(path.join(folder, TIDA), 'utf8')).split('\n')[place.line - 1]).toBe(
      '  - key: remove',
    );
  });
});

describe('a later version of a law', () => {
  const LATER = 'regimes/us-tida@2027-01-01.yaml';
  const begins = ['in-force-from: 2026-05-19', 'in-force-from: 2027-01-01'] as const;

  test('begins the day after the earlier one ends', async () => {
    await plant(TIDA, 'in-force-until: null', 'in-force-until: 2026-12-31');
    await plant(TIDA, ...begins, LATER);
    expect((await readBook(folder)).regimes.map(({ id }) => id)).toEqual(['us-tida', 'us-tida']);
  });

  test('is refused when both hold on one day (C12)', async () => {
    await plant(TIDA, 'in-force-until: null', 'in-force-until: 2027-01-01');
    await plant(TIDA, ...begins, LATER);
    expect((await refusal()).message).toMatch(
      /@2027-01-01\.yaml:\d+: in-force-from: another version of us-tida/,
    );
  });

  test('is refused when its name tells another day', async () => {
    await plant(TIDA, ...begins, 'regimes/us-tida@2028-01-01.yaml');
    expect((await refusal()).message).toContain('name of the law us-tida');
  });
});

describe('a calendar is refused', () => {
  const US = 'calendars/US.yaml';
  test.each([
    [
      'for a holiday that is no day',
      'holidays:',
      "holidays:\n  '2026-02-30': Never",
      '2026-02-30 is not a day',
    ],
    [
      'for a holiday outside its years',
      'holidays:',
      "holidays:\n  '2031-01-01': Far",
      'lies outside the years',
    ],
    ['for an eighth day of the week', 'weekend: [0, 6]', 'weekend: [0, 7]', 'weekend[1]: 7 must be <= 6'],
    ['for a week without work', 'weekend: [0, 6]', 'weekend: [0, 1, 2, 3, 4, 5, 6]', 'weekend: '],
  ])('%s', async (_, from, to, says) => {
    await plant(US, from, to);
    const { code, message } = await refusal();
    expect(code).toBe('law.invalid');
    expect(message).toContain(says);
    expect(message).toMatch(new RegExp(`${US}:\\d+: `));
  });
});
