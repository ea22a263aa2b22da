// Who may be in danger, as a notice says: by the reasons of a report, or by the words of a letter. Whether it is so, a person decides; what
// is said moves the case forward in the order of work, and of somebody under age no picture is fetched or hashed.
import { THREATENED, UNDER_AGE } from './danger-words.ts';
import type { NamedDanger } from './letter.ts';
import type { Notice } from './notice.ts';
import type { Sentence } from './sentences.ts';
import { says } from './wording.ts';

/** What a letter says, in its sentences and in the cells of its tables. */
export function dangersIn(sentences: readonly Sentence[]): readonly NamedDanger[] {
  const said = (words: typeof UNDER_AGE): boolean => sentences.some(({ text }) => says(words, text));
  return [
    ...(said(THREATENED) ? (['threat'] as const) : []),
    ...(said(UNDER_AGE) ? (['minor'] as const) : []),
  ];
}

/** What a notice says, however it came. */
export function dangersOf(notice: Pick<Notice, 'reading' | 'report'> | null): readonly NamedDanger[] {
  const named = [...(notice?.report?.reasons ?? []), ...(notice?.reading.dangers ?? [])];
  return (['threat', 'minor'] as const).filter((danger) => named.includes(danger));
}
