// What a letter says of earlier ones: which it names, what it takes back or objects to, whether it adds to a list or moves a deadline.
import { earlierNumbers } from './earlier-numbers.ts';
import type { AboutEarlier, Measure } from './letter.ts';
import { keepingIn, objectionIn } from './objection.ts';
import type { OwnRow } from './own-rows.ts';
import { saidIn } from './saying.ts';
import { ADDS, MOVES_DEADLINE } from './saying-words.ts';
import type { Sentence } from './sentences.ts';
import { withdrawalIn, withoutWithdrawals } from './withdrawal.ts';

export interface AboutFacts {
  readonly rows: readonly OwnRow[];
  readonly sentences: readonly Sentence[];
  readonly subject: string;
  /** The letter's own number, or null. */
  readonly documentNumber: string | null;
  /** Canonical links of its list. */
  readonly listed: readonly string[];
  /** What these sentences ask for. */
  readonly measuresOf: (sentences: readonly Sentence[]) => readonly Measure[];
  /** Public origin of the built-in messenger. */
  readonly origin: string;
}

/** `… item 3. Please …`: a point behind a number ends a sentence where no month and no name follows it. */
const BEHIND_A_NUMBER =
  /(?<=\d\.) (?=(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)[A-ZÄÖÜ][a-zäöü]|[가-힣]{2})/;

export function aboutEarlier(facts: AboutFacts): AboutEarlier {
  const { rows, subject, documentNumber, listed, origin } = facts;
  const sentences = facts.sentences.flatMap((one) =>
    one.text.split(BEHIND_A_NUMBER).map((text) => ({ ...one, text })),
  );
  const asksAnew = facts.measuresOf(withoutWithdrawals(sentences)).length > 0;
  const says = (words: typeof ADDS): boolean =>
    sentences.some(({ text, isCell }) => !isCell && saidIn(text, words) !== null);
  const objects = objectionIn(sentences, origin);
  const keeping = keepingIn(sentences);
  return {
    ...earlierNumbers(rows, subject, documentNumber),
    withdraws: withdrawalIn(sentences, { listed, asksAnew, origin }),
    asksAnew,
    adds: says(ADDS),
    movesDeadline: says(MOVES_DEADLINE),
    ...(objects === null ? {} : { objects }),
    ...(keeping === null ? {} : { keeping }),
  };
}
