// Runs inside a thread that reads letters: one at a time, as long as the desk leaves it alone.
import { parentPort } from 'node:worker_threads';
import type { Reading } from '../../domain/notice/letter.ts';
import { readLetter, type ReadingRules } from '../../domain/notice/reading.ts';
import type { WrittenLetter } from '../../domain/notice/written.ts';
import type { NotRead } from '../../ports/letter-reader.ts';

/** What the thread is given, and what it says. */
export interface Written {
  readonly letter: WrittenLetter;
  readonly rules: ReadingRules;
}
export type Read = Reading | NotRead;

/** Serves the desk for ever. A letter that breaks the reader is said to, and the thread goes on. */
export function serveLetters(): void {
  parentPort?.on('message', ({ letter, rules }: Written) => {
    parentPort?.postMessage(attempt(letter, rules));
  });
}

function attempt(letter: WrittenLetter, rules: ReadingRules): Read {
  try {
    return readLetter(letter, rules);
  } catch {
    return 'broken';
  }
}
