// What is printed of a file cannot steer the terminal.
import { expect, test } from 'vitest';
import { hashWords } from './hash-words.ts';

test('control signs in a file name and in an error are written as numbers', () => {
  const error = { code: 'matching.file-unreadable', message: 'no\u001b[2J', cure: 'c' };
  const words = hashWords({ kind: 'refused', file: 'a\u001b]0;x\u0007\n\u202eb', error }, 'en');
  expect(words.split('\n').slice(0, 2)).toEqual([
    '-  a\\u{1b}]0;x\\u{7}\\u{a}\\u{202e}b',
    '    no\\u{1b}[2J [matching.file-unreadable]',
  ]);
});

test('so are they in the name of a video, marks of writing direction included', () => {
  const file = 'a\u001b[2J\u200f\u061cb';
  const words = hashWords({ kind: 'video', file, width: 9, height: 8, rate: 1, frames: [] }, 'en');
  expect(words.split('\n')[0]).toBe('-  9x8  a\\u{1b}[2J\\u{200f}\\u{61c}b');
});
