// "Please answer by": the written forms that are understood, in Korean time, and the dates that do not exist.
import { describe, expect, test } from 'vitest';
import { utc } from '../kernel/instant.ts';
import { readReplyBy } from './reply-by.ts';

const read = (text: string): string | null => {
  const at = readReplyBy(text);
  return at === null ? null : utc(at);
};

describe('a date by which an answer is asked for', () => {
  test.each([
    ['2026. 11. 21. (토) 18:00까지 회신', '2026-11-21T09:00:00Z'],
    ['2026.11.21 09:30까지', '2026-11-21T00:30:00Z'],
    ['2026. 11. 21.까지', '2026-11-21T14:59:59Z'],
    ['２０２６．１１．２１． 18:00까지', '2026-11-21T09:00:00Z'],
    ['2026. 11. 21. 24:00까지', '2026-11-21T15:00:00Z'],
    ['2028. 2. 29. 00:00까지', '2028-02-28T15:00:00Z'],
    ['please answer by 21 November 2026, 18:00', '2026-11-21T09:00:00Z'],
    ['by 1 march 2027 at 9:05', '2027-03-01T00:05:00Z'],
    ['by 1 March 2027', '2027-03-01T14:59:59Z'],
    ['by 21\nNovember\n2026', '2026-11-21T14:59:59Z'],
  ])('"%s" is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '2026. 2. 30. 18:00까지',
    '2027. 2. 29.까지',
    '2026. 13. 1.까지',
    '2026. 11. 21. 24:01까지',
    '2026. 11. 21. 25:00까지',
    '2026. 11. 21. 12:60까지',
    'by 31 November 2026',
    '2026. 11. 21.',
    'as soon as possible',
    '',
  ])('"%s" names no moment', (text) => {
    expect(read(text)).toBeNull();
  });
});
