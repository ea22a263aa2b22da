// The marks of a notice's source, made while its words are at hand; no word and no name of it is kept with them.
import type { Platform } from '../domain/content/locator.ts';
import { type NoticeSource, notifierText, sameWords, wordsText } from '../domain/notice/source.ts';
import type { FoundReport } from '../ports/connector.ts';
import type { ReadMail } from '../ports/mail.ts';
import type { Marks } from '../ports/marks.ts';

/** Of a letter: its address, apart from everybody who only writes it in From, and what it says in its own words. */
export function mailSource(
  { facts, letter }: Pick<ReadMail, 'facts' | 'letter'>,
  marks: Marks,
): NoticeSource {
  const body = letter?.parts.filter(({ from, isAlternative }) => from === 'body' && !isAlternative) ?? [];
  const own = body.flatMap(({ rows }) => rows.filter(({ quoted }) => quoted === 0));
  const text = own.map(({ cells }) => cells.map((cell) => cell.text).join(' ')).join(' ');
  return sourceOf(facts.dmarc === 'pass' ? 'mail proven' : 'mail', facts.from, text, marks);
}

/** Of a report: the account that made it, where she was signed in, and what she wrote. */
export function reportSource(
  platform: Platform,
  { reporter, said }: Pick<Extract<FoundReport, { kind: 'report' }>, 'reporter' | 'said'>,
  marks: Marks,
): NoticeSource {
  return sourceOf(`report ${platform}`, reporter ?? null, said ?? '', marks);
}

function sourceOf(channel: string, name: string | null, text: string, { mark }: Marks): NoticeSource {
  const words = sameWords(text);
  return {
    notifier: name === null ? null : mark(notifierText(channel, name)),
    words: words === null ? null : mark(wordsText(words)),
  };
}
