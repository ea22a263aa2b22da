// Does a letter ask for secrecy about itself or its case, or that users are not told? The usual notice under a mail is none, and
// neither is a promise to keep secret what somebody tells.
import { ASKS_SECRECY, NOT_ASKED } from './secrecy-words.ts';
import type { Sentence } from './sentences.ts';
import { says } from './wording.ts';

export function isConfidential(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ text, isCell }) => !isCell && says(ASKS_SECRECY, text) && !says(NOT_ASKED, text));
}
