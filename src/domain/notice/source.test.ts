// What of a notice is compared to know a flood: the same words, whatever differs from one sending to the next.
import { expect, test } from 'vitest';
import { sameWords, sourceIn } from './source.ts';

const WORDS = 'This account is a danger to everybody here and has to go today, please act.';

test.each([
  [
    'another link and another number',
    `Case 17: ${WORDS} https://yeoul.example/r/one/m/2`,
    `case 9: ${WORDS} https://yeoul.example/r/two`,
  ],
  ['capitals, spaces and marks', WORDS.toUpperCase().replaceAll(' ', '  \n'), `«${WORDS}!»`],
  [
    'other forms of the same letters',
    '이 계정은 모두에게 위험하니 오늘 안에 반드시 삭제해 주시기 바랍니다 부탁드립니다',
    '이 계정은 모두에게 위험하니 오늘 안에 반드시 삭제해 주시기 바랍니다 부탁드립니다'.normalize('NFD'),
  ],
])('%s are the same words', (_, one, other) => {
  expect(sameWords(one)).not.toBeNull();
  expect(sameWords(one)).toBe(sameWords(other));
});

test('other words are others, and what many say without each other is nobody’s own', () => {
  expect(sameWords(WORDS)).not.toBe(sameWords(WORDS.replace('today', 'at once')));
  expect(sameWords('Please delete this. 삭제해 주세요 12345678901234567890')).toBeNull();
  expect(sameWords('https://yeoul.example/r/one/m/2 https://yeoul.example/r/one/m/3')).toBeNull();
});

test('evidence from before says nothing of a source', () => {
  expect(sourceIn({ peer: '192.0.2.1' })).toEqual({ notifier: null, words: null });
  expect(sourceIn(undefined)).toEqual({ notifier: null, words: null });
});
