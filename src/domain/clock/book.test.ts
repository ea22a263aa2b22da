// The book of laws: which version holds on a day, to the day at both ends.
import { describe, expect, test } from 'vitest';
import { bookOf, regime } from '../../../test/support/laws.ts';
import { type LocalDate, parseDate } from '../kernel/zone.ts';
import { editionAt, inForce } from './book.ts';

function day(text: string): LocalDate {
  const date = parseDate(text);
  if (date === null) throw new Error(`not a day: ${text}`);
  return date;
}

const OLD = regime({ id: 'law', inForceFrom: day('2025-01-01'), inForceUntil: day('2026-12-31') });
const NEW = regime({ id: 'law', inForceFrom: day('2027-01-01') });
const ALWAYS = regime({ id: 'always' });
const BOOK = bookOf(NEW, OLD, ALWAYS);

describe('a law is in force', () => {
  test.each([
    ['2024-12-31', false],
    ['2025-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('from its first day to its last, both included: on %s it is %s', (on, expected) => {
    expect(inForce(OLD, day(on))).toBe(expected);
  });

  test('on every date where it names neither end', () => {
    expect(['1000-01-01', '9999-12-31'].map((on) => inForce(ALWAYS, day(on)))).toEqual([true, true]);
  });

  test('on every date before its last day where it names no first', () => {
    const ended = regime({ id: 'ended', inForceUntil: day('2024-05-13') });
    expect(['1000-01-01', '2024-05-13', '2024-05-14'].map((on) => inForce(ended, day(on)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('the version of a law', () => {
  test('is that of the day, whatever the order of the book', () => {
    expect(editionAt(BOOK, 'law', day('2026-12-31'))).toBe(OLD);
    expect(editionAt(BOOK, 'law', day('2027-01-01'))).toBe(NEW);
  });

  test('is none before the first, and none of a law that the book does not know', () => {
    expect(editionAt(BOOK, 'law', day('2024-12-31'))).toBeUndefined();
    expect(editionAt(BOOK, 'unheard-of', day('2026-01-01'))).toBeUndefined();
  });
});
