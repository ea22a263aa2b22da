// Which items a letter takes back: by printed number, by link, or all of them. It decides nothing: a person signs for what is withdrawn, so
// that a clause nobody can read for certain only says that something is.
import { readLocator } from '../content/locator.ts';
import { allBut } from './all-but.ts';
import type { Withdrawal } from './letter.ts';
import { namedNumbers } from './named-numbers.ts';
import { printedLinks } from './printed-links.ts';
import { type Said, saidIn } from './saying.ts';
import { EXCEPT, PART_OF, SOME, THE_FOLLOWING, THE_REQUEST, WITHDRAWS } from './saying-words.ts';
import type { Sentence } from './sentences.ts';
import { says } from './wording.ts';

/** `3건`, `three items`: how many, and not which. */
const COUNTED =
  /\d ?(?:건|개|件|個)|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eine?n?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn) (?:(?!except|exclud|außer|and|to|und|bis)\w+ )?(?:items?|entries|entry|posts?|links?|einträge|eintrag|beiträge|beitrag)/i;
const NOTHING: Withdrawal = { all: false, numbers: [], links: [], unclear: false };
const UNCLEAR: Withdrawal = { ...NOTHING, unclear: true };

/** What these sentences say beside what they take back. */
export const withoutWithdrawals = (sentences: readonly Sentence[]): readonly Sentence[] =>
  sentences.map((sentence) => {
    const said = sentence.isCell ? null : saidIn(sentence.text, WITHDRAWS);
    return said === null ? sentence : { ...sentence, text: sentence.text.replace(said.clause, ' ') };
  });

/**
 * @param listed canonical links of the letter's own list
 * @param asksAnew the letter asks for something as well: then its list may be what it asks for
 * @param origin public origin of the built-in messenger
 * @returns null where nothing is taken back
 */
export function withdrawalIn(
  sentences: readonly Sentence[],
  { listed, asksAnew, origin }: WithdrawalFacts,
): Withdrawal | null {
  const said = sentences.flatMap(({ text, isCell }) => (isCell ? [] : (saidIn(text, WITHDRAWS) ?? [])));
  if (said.length === 0) return null;
  return said.map((one) => partOf(one, asksAnew ? [] : listed, origin)).reduce(together);
}

function together(so: Withdrawal, part: Withdrawal): Withdrawal {
  const except = [...new Set([...(so.except ?? []), ...(part.except ?? [])])];
  return {
    all: so.all || part.all,
    ...(except.length === 0 ? {} : { except }),
    numbers: [...new Set([...so.numbers, ...part.numbers])],
    links: [...new Set([...so.links, ...part.links])],
    unclear: so.unclear || part.unclear,
  };
}

export interface WithdrawalFacts {
  readonly listed: readonly string[];
  readonly asksAnew: boolean;
  readonly origin: string;
}

function partOf({ clause, whole }: Said, listed: readonly string[], origin: string): Withdrawal {
  if (says(EXCEPT, clause)) return exceptedIn(clause);
  const sure = namedIn(clause, origin);
  if (sure.numbers.length > 0 || sure.links.length > 0) return { ...NOTHING, ...sure };
  if (says(THE_FOLLOWING, clause)) return listed.length === 0 ? UNCLEAR : { ...NOTHING, links: listed };
  const isPart = says(EXCEPT, whole) || isSome(clause) || says(PART_OF, clause);
  return says(THE_REQUEST, clause) && !isPart ? { ...NOTHING, all: true } : UNCLEAR;
}

/** `All but no. 2`: with a link in it, or a count, a person reads which are meant. */
function exceptedIn(clause: string): Withdrawal {
  const plain = isSome(clause) || printedLinks(clause).length > 0 ? null : allBut(clause);
  if (plain === null) return UNCLEAR;
  const { except, numbers } = plain;
  return except.length > 0 ? { ...NOTHING, all: true, except } : { ...NOTHING, numbers };
}

const isSome = (clause: string): boolean => says(SOME, clause) || COUNTED.test(clause);

/** The printed numbers and the links that a clause names. */
export function namedIn(clause: string, origin: string): Pick<Withdrawal, 'numbers' | 'links'> {
  const printed = printedLinks(clause);
  const bare = printed.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    clause,
  );
  const links = printed.flatMap(({ text }) => {
    const read = readLocator(text, origin);
    return read.ok ? [read.value.link] : [];
  });
  return { numbers: namedNumbers(bare), links };
}
