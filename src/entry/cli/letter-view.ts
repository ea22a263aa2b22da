// A letter's reading as lines for a person to check at a glance: every field, every item, and every reason why something is not one.
import type { Reading } from '../../domain/notice/letter.ts';
import type { ReadMail } from '../../ports/mail.ts';
import type { LetterForm } from './letter-form.ts';
import { LETTER_WORDS } from './letter-words.ts';
import { printable } from './printable.ts';

export function letterLines(
  form: LetterForm,
  reading: Reading | null,
  { letter }: ReadMail,
  lang: 'ko' | 'en',
): string[] {
  const { labels, values, codes, none, clean } = LETTER_WORDS[lang];
  const width =
    1 +
    Math.max(
      ...['sender', 'kind', 'documentNumber', 'replyBy', 'measures', 'confidential', 'languages'].map(
        (name) => wide(labels[name] ?? ''),
      ),
    );
  const field = (name: string, value: string): string =>
    `${padded(labels[name] ?? name, width)} ${printable(value)}`;
  const word = (value: string): string => values[value] ?? value;
  const why = (code: string): string => `${codes[code] ?? code} [${code}]`;
  const list = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ['', `${labels[name]} (${lines.length})`, ...lines.map((line) => `  ${printable(line)}`)];
  const { authority } = form;
  return [
    field('sender', `${authority.id === null ? '' : `${authority.id}, `}${word(authority.level)}`),
    ...authority.reasons.map((code) => `${' '.repeat(width)} - ${why(code)}`),
    field('kind', word(form.kind)),
    field('documentNumber', form.documentNumber ?? none),
    field('replyBy', form.replyBy ?? none),
    field('measures', form.measures.map(word).join(', ') || none),
    field('confidential', word(form.confidential ? 'yes' : 'no')),
    field('languages', form.languages.join(', ') || none),
    ...list(
      'parts',
      (letter?.parts ?? []).map(
        ({ name, format, rows, isAlternative }) =>
          `${name ?? format}${isAlternative ? ' (=)' : ''}: ${rows.length}`,
      ),
    ),
    ...list(
      'items',
      form.items.map(
        ({ number, locator, platform }) =>
          `${number === null ? '   -' : String(number).padStart(4)}  ${locator}  (${platform})`,
      ),
    ),
    ...list(
      'rejected',
      (reading?.rejected ?? []).map(
        ({ number, text, code }) =>
          `${number === null ? '   -' : String(number).padStart(4)}  ${text}  ${why(code)}`,
      ),
    ),
    ...list(
      'leftOut',
      (reading?.leftOut ?? []).map(({ text, why: aside }) => `${text}  ${word(aside)}`),
    ),
    ...list('look', (reading?.unread ?? ['reading.broken-mail']).map(why)),
    ...(reading?.unread.length === 0 ? ['', clean] : []),
  ];
}

/** Hangul takes two places on a screen. */
const wide = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u10ff' ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - wide(text)));
