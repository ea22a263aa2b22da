// Reads the words of a letter apart from whoever has to answer others meanwhile: a long one may take seconds.
import type { Reading } from '../domain/notice/letter.ts';
import type { ReadingRules } from '../domain/notice/reading.ts';
import type { WrittenLetter } from '../domain/notice/written.ts';

/** Why there is no reading: it took more than its time or its memory, or the reader broke. A person reads the letter. */
export type NotRead = 'too-long' | 'broken';

export interface LetterReader {
  /** The same words give the same reading. Never throws because of a letter. */
  read(letter: WrittenLetter, rules: ReadingRules): Promise<Reading | NotRead>;
}
