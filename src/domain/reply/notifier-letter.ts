// What a notifier is told of a warning, a limit, or its end: which of her notices, why, until when, and how to object (DSA 23(2), (4)). Only her own
// numbers: nothing of what they were about, of other notifiers, or of who decided.
import type { NotifierAct } from '../case/limiting.ts';
import { kst, utc } from '../kernel/instant.ts';
import type { Language } from '../notice/letter.ts';
import { NOTIFIER_WORDS } from './notifier-words.ts';

export interface NotifierLetter {
  readonly subject: string;
  readonly text: string;
}

/** In her language. @param act with its cases: the first names it to her */
export function notifierLetter(
  { kind, cases, reason, until }: Pick<NotifierAct, 'kind' | 'cases' | 'reason' | 'until'>,
  language: Language,
): NotifierLetter {
  const words = NOTIFIER_WORDS[language];
  const [number = ''] = cases;
  const ends = until === null ? '' : language === 'ko' ? `${kst(until)} (${utc(until)})` : utc(until);
  const done = { warn: words.warned, limit: words.limited(ends), lift: words.lifted }[kind];
  const found =
    reason === null ? [] : [words.found(words.reasons[reason]), ...cases.map((one) => `  ${one}`), ''];
  const paragraphs = [
    ...found,
    ...done,
    words.always,
    '',
    ...(kind === 'lift' ? [] : [words.object(number)]),
  ];
  return { subject: words.subject(number), text: [...paragraphs, ''].join('\n') };
}
