// Of a list that prints its links shortened: what is read, what is told, and what is neither.
import { describe, expect, test } from 'vitest';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import { readLetter } from './reading.ts';

const T = 'https://t.me/maple_room';

function listOf(line: string): { items: string[]; rejected: string[] } {
  const { items, rejected } = readLetter(
    writtenText(`아래 게시물의 삭제를 요청합니다.\n\n${line}`),
    READING_RULES,
  );
  return {
    items: items.map(({ number, locator }) => `${number} ${locator.link.replace(T, '')}`),
    rejected: rejected.map(({ number, text, code }) => `${number} ${text} ${code.replace('locator.', '')}`),
  };
}

describe('the end of a link behind a whole one', () => {
  test.each([
    [`1. ${T}/3 및 /4`, ['1 /3', '1 /4']],
    [`1. ${T}/3과 /4`, ['1 /3', '1 /4']],
    [`2) ${T}/3, /4, /5 and /6.`, ['2 /3', '2 /4', '2 /5', '2 /6']],
    [`Nr. 7: ${T}/3 sowie /4 (beide)`, ['7 /3', '7 /4']],
    [`3. ${T}/3（及び /4）`, ['3 /3', '3 /4']],
    [`4. ${T}/12/3 und /4`, ['4 /12/3', '4 /12/4']],
    [`5. ${T}/3 및 /4, ${T}/9 및 /10`, ['5 /3', '5 /4', '5 /9', '5 /10']],
  ])('is the message beside it: %s', (line, items) => {
    expect(listOf(line)).toEqual({ items, rejected: [] });
  });

  test.each([
    [`1. ${T} 및 /4`, ['1 '], ['1 /4 ambiguous']],
    [`1. ${T}/3?single 및 /4`, ['1 /3?single'], ['1 /4 ambiguous']],
    [`1. ${T}/3 및 /5~9`, ['1 /3'], ['1 /5~9 ambiguous']],
    [`1. ${T}/12/3 및 /12/4`, ['1 /12/3'], ['1 /12/4 ambiguous']],
    [`1. ${T}/3, …/4`, ['1 /3'], ['1 .../4 malformed']],
    ['1. https://forum.example/a/3 and /4', ['1 https://forum.example/a/3'], ['1 /4 ambiguous']],
    [`1. ${T}/3 및 4`, ['1 /3'], ['1 4 ambiguous']],
    [`1. ${T}/3, 4 and 5`, ['1 /3'], ['1 4 and 5 ambiguous']],
    [`1. ${T}/3 및 4번을 삭제`, ['1 /3'], ['1 4 ambiguous']],
  ])('is told where it could mean something else: %s', (line, items, rejected) => {
    expect(listOf(line)).toEqual({ items, rejected });
  });

  test.each([
    `1. ${T}/3, 1500`,
    `1. ${T}/3?comment=5 및 4번`,
    `1. ${T}/3 및 4건`,
    `1. ${T}/3 and 4 other posts`,
    `1. ${T}/3 (11/20, 3/4)`,
    `1. ${T}/3 24/7`,
    `1. ${T}/3, 2026/11/20`,
    `1. ${T}/3 and/or its copies`,
  ])('is nothing else behind a link: %s', (line) => {
    expect(listOf(line)).toEqual({
      items: [line.includes('comment') ? '1 /3?comment=5' : '1 /3'],
      rejected: [],
    });
  });
});
