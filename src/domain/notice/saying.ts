// Whether a sentence says a thing: by phrases out of a table, and not where it denies it, only threatens it or allows for it, or says it of
// something else. Doubt is a no: what is not said plainly is left to the person who reads the letter.
import { lowered, type Place, placesOf, says, type Wording } from './wording.ts';

/** How a thing is said in one language. */
export interface Saying {
  /** Where what it is said of stands: in front of the verb, or around it. */
  readonly object: 'before' | 'around';
  readonly says: Wording;
  /** In the same clause: it is denied. */
  readonly not: Wording;
  /** In front of it, or in the same clause: it may come, or has a condition. */
  readonly maybe: Wording;
  /** In the same clause: it is said of something else. */
  readonly others: Wording;
}

/** The clause in which a thing is said. */
export interface Said {
  readonly clause: string;
  readonly whole: string;
}

/** Words in these are somebody else's, or a title. */
const QUOTED =
  /“[^”]{0,400}”|"[^"]{0,400}"|「[^」]{0,400}」|『[^』]{0,400}』|„[^“”]{0,400}[“”]|‘[^’]{3,400}’/g;
/** The month, which reads like a word of doubt. */
const MAY = /\b(?:\d{1,2}(?:st|nd|rd|th)? may\b|may \d)/g;
/** Where a clause ends. A comma between numbers is none. */
const BOUNDARY =
  /;| [–—-] |,? \b(?:but|while|whereas|however|aber|jedoch|während|sondern)\b|, (?=(?:and|please|because|since|as|so|und bitte|bitte|da|weil|denn|so dass)\b)| and (?=(?:please|keep|maintain|ask|request)\b)| und (?=(?:bitte|bitten|halten)\b)|(?<!제외)(?:하고|하며|하되|이고|이며|했고|되었으며|하였으며)[, ]|(?:으나|지만|는데|므로|어서|여서),? |(?:が|し|ので|ため|て|で)、/g;

/** @param text a sentence, plain; @returns the first clause in which it is said, or null */
export function saidIn(text: string, sayings: readonly Saying[]): Said | null {
  const whole = blanked(lowered(text), QUOTED, MAY);
  for (const saying of sayings)
    for (const place of placesOf(saying.says, whole)) {
      const clause = clauseAt(whole, place, saying.object);
      const isDoubtful = says(saying.maybe, whole.slice(0, place.start)) || says(saying.maybe, clause);
      if (!says(saying.not, clause) && !isDoubtful && !says(saying.others, clause))
        return { clause: clauseAt(text, place, saying.object, whole), whole: text };
    }
  return null;
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

const blanked = (text: string, ...signs: readonly RegExp[]): string =>
  signs.reduce((so, sign) => so.replace(sign, (part) => ' '.repeat(part.length)), text);
