// Where a notice comes from, as marks: whoever sent many, and whoever says the same words as many, is known again without a name, an address
// or a word of hers. A mark is made with a key that is not in the database (ports/marks.ts), and nobody can go back from it.

/** Null: she cannot be told from others, or left no words of her own. */
export interface NoticeSource {
  readonly notifier: string | null;
  readonly words: string | null;
}

const NOBODY: NoticeSource = { notifier: null, words: null };

/** What the evidence of a letter says of its source; nobody, in records from before. */
export function sourceIn(evidence: unknown): NoticeSource {
  const { source } = (evidence ?? {}) as { readonly source?: NoticeSource };
  return source === undefined ? NOBODY : { notifier: source.notifier, words: source.words };
}

/** Fewer letters than this are said by many who never heard of each other. */
const FEWEST_LETTERS = 24;
/** So much is compared. */
const MOST_CHARACTERS = 20_000;

/**
 * Words without what differs from one notice to the next: links, numbers, marks, spaces, capitals. Null for too few to be anybody's own.
 * @param text as written, in any language
 */
export function sameWords(text: string): string | null {
  const bare = text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gu, '')
    .replace(/\P{L}+/gu, '');
  return [...bare].length < FEWEST_LETTERS ? null : bare;
}

/** What is marked of a notifier: with the channel, so that nobody who only writes her address stands in for her. */
export const notifierText = (channel: string, name: string): string => `notifier\n${channel}\n${name}`;
/** What is marked of words. */
export const wordsText = (words: string): string => `words\n${words}`;
