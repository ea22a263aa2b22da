// Which decisions a letter objects to: by printed number, by link, or all of them. Of what is not plain it says only that somebody objects:
// a person then reads to what.
import type { Objection } from './letter.ts';
import { ALL_BUT, ENDS_KEEPING, KEEPS_LONGER, OBJECTS, OBJECTS_TO_ALL } from './objection-words.ts';
import { type Said, saidIn } from './saying.ts';
import { EXCEPT, SOME } from './saying-words.ts';
import type { Sentence } from './sentences.ts';
import { namedIn } from './withdrawal.ts';
import { says } from './wording.ts';

const NOTHING: Objection = { all: false, numbers: [], links: [], unclear: false };

/** @param origin public origin of the built-in messenger; @returns null where nobody objects */
export function objectionIn(sentences: readonly Sentence[], origin: string): Objection | null {
  const said = sentences.flatMap(({ text, isCell }) => (isCell ? [] : (saidIn(text, OBJECTS) ?? [])));
  return said.length === 0 ? null : said.map((one) => partOf(one, origin)).reduce(together);
}

/** An objection without a number is to whatever was refused: where that is one item, it is that. */
function partOf({ clause, whole }: Said, origin: string): Objection {
  if (says(ALL_BUT, whole) || says(EXCEPT, clause) || says(SOME, clause))
    return { ...NOTHING, unclear: true };
  return { ...NOTHING, ...namedIn(clause, origin), all: says(OBJECTS_TO_ALL, clause) };
}

const together = (so: Objection, part: Objection): Objection => ({
  all: so.all || part.all,
  numbers: [...new Set([...so.numbers, ...part.numbers])],
  links: [...new Set([...so.links, ...part.links])],
  unclear: so.unclear || part.unclear,
});

/** What a letter says of a preservation that is running; null where it says nothing, or both. */
export function keepingIn(sentences: readonly Sentence[]): 'longer' | 'ended' | null {
  const is = (words: typeof OBJECTS): boolean =>
    sentences.some(({ text, isCell }) => !isCell && saidIn(text, words) !== null);
  const [longer, ended] = [is(KEEPS_LONGER), is(ENDS_KEEPING)];
  if (longer === ended) return null;
  return longer ? 'longer' : 'ended';
}
