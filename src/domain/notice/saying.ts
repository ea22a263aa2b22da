// Whether a sentence says a thing: by phrases out of a table, and not where it denies it, only threatens it or allows for it, or says it of
// something else. Doubt is a no: what is not said plainly is left to the person who reads the letter.

/** How a thing is said in one language. A phrase may have a gap: `ziehen wir … zurück`. All in lower case. */
export interface Saying {
  /** Where what it is said of stands: in front of the verb, or around it. */
  readonly object: 'before' | 'around';
  readonly says: readonly string[];
  /** In the same clause: it is denied. */
  readonly not: readonly string[];
  /** In front of it, or in the same clause: it may come, or has a condition. */
  readonly maybe: readonly string[];
  /** In the same clause: it is said of something else. */
  readonly others: readonly string[];
}

/** The clause in which a thing is said. */
export interface Said {
  readonly clause: string;
  readonly whole: string;
}

const GAP = ' … ';
/** A gap is no longer than this. */
const MAX_GAP = 200;
/** Words in these are somebody else's, or a title. */
const QUOTED =
  /“[^”]{0,400}”|"[^"]{0,400}"|「[^」]{0,400}」|『[^』]{0,400}』|„[^“”]{0,400}[“”]|‘[^’]{3,400}’/g;
/** The month, which reads like a word of doubt. */
const MAY = /\b(?:\d{1,2}(?:st|nd|rd|th)? may\b|may \d)/g;
/** Where a clause ends. A comma between numbers is none. */
const BOUNDARY =
  /;| [–—-] |,? \b(?:but|while|whereas|however|aber|jedoch|während|sondern)\b|, (?=(?:and|please|because|since|as|so|und bitte|bitte|da|weil|denn|so dass)\b)| and (?=(?:please|keep|maintain|ask|request)\b)| und (?=(?:bitte|bitten|halten)\b)|(?:하고|하며|하되|이고|이며|했고|되었으며|하였으며)[, ]|(?:으나|지만|는데|므로|어서|여서),? |(?:が|し|ので|ため|て|で)、/g;

/** @param text a sentence, plain; @returns the first clause in which it is said, or null */
export function saidIn(text: string, sayings: readonly Saying[]): Said | null {
  const whole = blanked(text.toLowerCase(), QUOTED, MAY);
  for (const saying of sayings)
    for (const phrase of saying.says) {
      const at = placeOf(whole, phrase);
      if (at === null) continue;
      const clause = clauseAt(whole, at, saying.object);
      const before = whole.slice(0, at.start);
      const denied = saying.not.some((word) => hasWord(clause, word));
      const doubtful = saying.maybe.some((word) => hasWord(before, word) || hasWord(clause, word));
      const other = saying.others.some((word) => hasWord(clause, word));
      if (!denied && !doubtful && !other)
        return { clause: clauseAt(text, at, saying.object, whole), whole: text };
    }
  return null;
}

/** True where one of these words stands in a text; a word of Latin letters only as a whole word. */
export const hasAny = (text: string, words: readonly string[]): boolean =>
  words.some((word) => hasWord(text.toLowerCase(), word));

interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(text: string, phrase: string): Place | null {
  const parts = phrase.split(GAP);
  let [start, end] = [-1, 0];
  for (const part of parts) {
    const at = indexOfWord(text, part, end);
    if (at === -1 || (start !== -1 && at - end > MAX_GAP)) return null;
    if (start === -1) start = at;
    end = at + part.length;
  }
  return { start, end };
}

/** @param by the text by which the boundaries are found, as long as the text itself */
function clauseAt(text: string, { start, end }: Place, object: Saying['object'], by = text): string {
  const ends = [...by.matchAll(BOUNDARY)].map(({ index, 0: sign }) => ({
    index,
    behind: index + sign.length,
  }));
  const from = ends.findLast(({ behind }) => behind <= start)?.behind ?? 0;
  const to = object === 'before' ? end : (ends.find(({ index }) => index >= end)?.index ?? text.length);
  return text.slice(from, to);
}

const hasWord = (text: string, word: string): boolean => indexOfWord(text, word, 0) !== -1;

const LETTER = /[a-zäöüß]/;

function indexOfWord(text: string, word: string, from: number): number {
  const isLatin = (at: number): boolean => LETTER.test(word.at(at) ?? '');
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1)) {
    const isCut =
      (isLatin(0) && LETTER.test(text[at - 1] ?? '')) ||
      (isLatin(-1) && LETTER.test(text[at + word.length] ?? ''));
    if (!isCut) return at;
  }
  return -1;
}

const blanked = (text: string, ...signs: readonly RegExp[]): string =>
  signs.reduce((so, sign) => so.replace(sign, (part) => ' '.repeat(part.length)), text);
