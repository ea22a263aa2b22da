// Reads the words of letters right here, for tests that are about something else than threads.
import { readLetter } from '../../src/domain/notice/reading.ts';
import type { LetterReader } from '../../src/ports/letter-reader.ts';

export const inlineReader: LetterReader = {
  read: async (letter, rules) => readLetter(letter, rules),
};
