// What a schema cannot see in a book of laws: names that lead nowhere, laws that can never be kept, two versions on one day.
// A fault is for whoever edits the file: it says where, what, and the cure. It judges the data, never the law.
import { compareDates, isoDate, isZone, type LocalDate } from '../kernel/zone.ts';
import type { LawBook } from './book.ts';
import { isArrival } from './occasion.ts';
import type { Duty, Regime, Sourced } from './regime.ts';

export interface Fault {
  /** An `error` keeps the book from being used; a `warning` is told. */
  readonly kind: 'error' | 'warning';
  /** Place of the regime in the book. */
  readonly regime: number;
  /** Keys from the top of the regime down, as its file spells them. */
  readonly path: readonly (string | number)[];
  readonly says: string;
  readonly cure: string;
}

type Found = Omit<Fault, 'regime'>;
type Path = Fault['path'];

/** Kinds that only a letter of an office can set going. */
const NEEDS_A_LETTER: readonly Regime['kind'][] = [
  'authority-request',
  'authority-order',
  'police-request',
  'preservation',
];

/** Every fault of a book, law by law. */
export function faultsOf(book: LawBook): readonly Fault[] {
  const checks = [namesOf, datesOf, repeatsOf, dutiesOf, reachOf, wordsOf, sourcesOf];
  return book.regimes.flatMap((regime, index) => [
    ...checks.flatMap((check) => check(regime, book)).map((found) => ({ ...found, regime: index })),
    ...overlapsOf(book, index),
  ]);
}

function namesOf({ zone, calendar }: Regime, book: LawBook): readonly Found[] {
  return [
    ...unless(isZone(zone), ['zone'], `no such time zone: ${zone}`, 'name an IANA zone, such as Asia/Seoul'),
    ...unless(
      Object.hasOwn(book.calendars, calendar),
      ['calendar'],
      `no such calendar: ${calendar}`,
      'name a file of the calendars folder, without its ending',
    ),
  ];
}

function datesOf({ inForceFrom, inForceUntil }: Regime): readonly Found[] {
  const inOrder =
    inForceFrom === null || inForceUntil === null || compareDates(inForceFrom, inForceUntil) <= 0;
  return unless(inOrder, ['in-force-until'], 'the law ends before it begins', 'put the two dates right');
}

function repeatsOf({ duties, elements, invokers }: Regime): readonly Found[] {
  return [
    ...repeated(
      'duties',
      'key',
      duties.map(({ key }) => key),
    ),
    ...repeated(
      'elements',
      'key',
      elements.map(({ key }) => key),
    ),
    ...repeated(
      'invokers',
      'standing',
      invokers.map(({ standing }) => standing),
    ),
  ];
}

function repeated(list: string, key: string, values: readonly string[]): readonly Found[] {
  return values.flatMap((value, index) =>
    unless(
      values.indexOf(value) === index,
      [list, index, key],
      `${value} occurs twice`,
      'give each its own name, or take one out',
    ),
  );
}

function dutiesOf({ duties, use }: Regime): readonly Found[] {
  return duties.flatMap((duty, index) => [
    ...endsOf(duty, ['duties', index, 'ends']),
    ...unless(
      use !== 'inactive' || duty.pace.kind !== 'within',
      ['duties', index, 'within'],
      'a law that is inactive owes nobody a time',
      'write its former time into the notes, or `use: comparator`',
    ),
  ]);
}

function endsOf({ from, ends }: Duty, path: Path): readonly Found[] {
  return [
    ...unless(
      !isArrival(ends),
      path,
      `a duty ends with what the desk does, and ${ends} is what comes in`,
      'name a milestone or an outcome, such as settled',
    ),
    ...unless(from !== ends, path, `the duty ends with what starts it: ${ends}`, 'name another occasion'),
  ];
}

/** A law that is live must have something to owe, and somebody whose letter can call for it. */
function reachOf({ use, status, kind, duties, letters, invokers }: Regime): readonly Found[] {
  if (use !== 'live') return [];
  const called = !NEEDS_A_LETTER.includes(kind) || letters.length > 0;
  const awaited = status === 'lapsed' || status === 'proposed';
  return [
    ...unless(
      duties.length > 0,
      ['duties'],
      'a live law without a duty',
      'write the duty, or `use: inactive`',
    ),
    ...unless(invokers.length > 0, ['invokers'], 'nobody can invoke it', 'name who may, or `use: inactive`'),
    ...unless(called, ['letters'], 'no letter invokes it', 'name the kinds of letter that do'),
    ...unless(!awaited, ['use'], `live, although its status is ${status}`, 'write `use: inactive`'),
  ];
}

/** Every text that people read is there in both languages. */
function wordsOf(regime: Regime): readonly Found[] {
  return walk(regime, []).flatMap(({ path, value }) => {
    const language = path.at(-1);
    if (typeof value !== 'string' || (language !== 'ko' && language !== 'en')) return [];
    return unless(value.trim() !== '', path, 'an empty text', 'write it in both languages');
  });
}

/** A value without its article counts as M, whatever its mark says. */
function sourcesOf(regime: Regime): readonly Found[] {
  return walk(regime, []).flatMap(({ path, value }) => {
    if (!isSourced(value) || value.article !== null || value.mark === 'M') return [];
    return [
      {
        kind: 'warning',
        path: [...path, 'mark'],
        says: `${value.mark} without an article counts as M`,
        cure: 'name the article, or write M',
      },
    ];
  });
}

function isSourced(value: unknown): value is Sourced {
  return typeof value === 'object' && value !== null && 'article' in value && 'mark' in value;
}

/** Two versions of one law may not hold on the same day; the later file is told. */
function overlapsOf({ regimes }: LawBook, index: number): readonly Fault[] {
  const regime = regimes[index];
  if (regime === undefined) return [];
  return regimes
    .slice(0, index)
    .filter((other) => other.id === regime.id && overlap(other, regime))
    .map((other) => ({
      kind: 'error',
      regime: index,
      path: ['in-force-from'],
      says: `another version of ${regime.id}, from ${firstDay(other)}, holds on some of these days`,
      cure: 'end the earlier version on the day before this one begins',
    }));
}

function overlap(a: Regime, b: Regime): boolean {
  return !endsBefore(a, b.inForceFrom) && !endsBefore(b, a.inForceFrom);
}

function endsBefore({ inForceUntil }: Regime, day: LocalDate | null): boolean {
  return inForceUntil !== null && day !== null && compareDates(inForceUntil, day) < 0;
}

const firstDay = ({ inForceFrom }: Regime): string =>
  inForceFrom === null ? 'always' : isoDate(inForceFrom);

/** A regime is a handful of lists in each other, never deeper than this. */
const DEEPEST = 8;

type Place = { readonly path: Path; readonly value: unknown };

/** Every value of a regime with its path, from the top down. */
function walk(value: unknown, path: Path): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (path.length > DEEPEST) throw new RangeError('a regime deeper than any law');
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((one: unknown, index) => [index, one] as const)
    : Object.entries(value).map(([key, one]) => [kebab(key), one] as const);
  return [{ path, value }, ...entries.flatMap(([key, one]) => walk(one, [...path, key]))];
}

/** Files spell `minor-age` what the code spells `minorAge`. */
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function unless(right: boolean, path: Path, says: string, cure: string): readonly Found[] {
  return right ? [] : [{ kind: 'error', path, says, cure }];
}
