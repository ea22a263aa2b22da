// A letter's reading as lines for a person to check at a glance: every field, every item, and every reason why something is not one.
import type { AboutEarlier, Reading, Withdrawal } from '../../domain/notice/letter.ts';
import type { WrittenLetter } from '../../domain/notice/written.ts';
import type { ReadMail } from '../../ports/mail.ts';
import type { LetterForm } from './letter-form.ts';
import { type Label, LETTER_WORDS, type Said } from './letter-words.ts';
import { printable } from './printable.ts';

export function letterLines(
  form: LetterForm,
  reading: Reading | null,
  { letter }: ReadMail,
  lang: 'ko' | 'en',
): string[] {
  const { labels, none, clean, ...words } = LETTER_WORDS[lang];
  const [values, codes] = [words.values as Words, words.codes as Words];
  const width = 1 + Math.max(...FIELDS.map((name) => wide(labels[name])));
  const field = (name: Label, value: string): string =>
    `${labels[name]}${' '.repeat(Math.max(0, width - wide(labels[name])))} ${printable(value)}`;
  const word = (value: string): string => values[value] ?? value;
  const why = (code: string): string => `${codes[code] ?? code} [${code}]`;
  const list = (name: Label, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ['', `${labels[name]} (${lines.length})`, ...lines.map((line) => `  ${printable(line)}`)];
  const { authority } = form;
  const items = form.items.map(
    ({ number, locator, platform }) => `${numbered(number)}  ${locator}  (${platform})`,
  );
  const rejected = reading?.rejected.map(
    ({ number, text, code }) => `${numbered(number)}  ${text}  ${why(code)}`,
  );
  return [
    field('sender', `${authority.id === null ? '' : `${authority.id}, `}${word(authority.level)}`),
    ...authority.reasons.map((code) => `${' '.repeat(width)} - ${why(code)}`),
    field('kind', word(form.kind)),
    field('documentNumber', form.documentNumber ?? none),
    field('legalBasis', reading?.legalBasis.join('; ') || none),
    field('replyBy', form.replyBy ?? none),
    field('measures', form.measures.map(word).join(', ') || none),
    field('confidential', word(form.confidential ? 'yes' : 'no')),
    field('languages', form.languages.join(', ') || none),
    ...aboutLines(reading?.about, field, (said) => words.values[said]),
    ...list('parts', partLines(letter)),
    ...list('items', items),
    ...list('rejected', rejected ?? []),
    ...list('leftOut', reading?.leftOut.map((link) => `${link.text}  ${word(link.why)}`) ?? []),
    ...list('look', (reading?.unread ?? ['reading.broken-mail']).map(why)),
    ...(reading?.unread.length === 0 ? ['', clean] : []),
  ];
}

/** What the letter says of earlier ones; nothing where it says nothing of any. */
function aboutLines(
  about: AboutEarlier | undefined,
  field: (name: Label, value: string) => string,
  word: (said: Said) => string,
): string[] {
  if (about === undefined) return [];
  const { documents, cases, withdraws, adds, movesDeadline } = about;
  const earlier = [...cases, ...documents].join(', ');
  const also = [...(adds ? [word('adds')] : []), ...(movesDeadline ? [word('moves-deadline')] : [])];
  return [
    ...(earlier === '' ? [] : [field('earlier', earlier)]),
    ...(withdraws === null ? [] : [field('withdraws', withdrawnText(withdraws, word))]),
    ...(also.length === 0 ? [] : [field('says', also.join(', '))]),
  ];
}

const withdrawnText = (
  { all, except = [], numbers, links, unclear }: Withdrawal,
  word: (said: Said) => string,
): string =>
  [
    ...(all ? [word('all-items')] : []),
    ...(except.length > 0 ? [`${word('but-for')} ${except.join(', ')}`] : []),
    ...numbers.map(String),
    ...links,
    ...(unclear ? [word('unclear-items')] : []),
  ].join(', ');

type Words = Readonly<Record<string, string | undefined>>;

const FIELDS = [
  'sender',
  'kind',
  'documentNumber',
  'legalBasis',
  'replyBy',
  'measures',
  'confidential',
  'languages',
  'earlier',
  'withdraws',
  'says',
] as const;

/** What was read, and how many rows it has; `=` for the other form of the part before. */
const partLines = (letter: WrittenLetter | null): string[] =>
  (letter?.parts ?? []).map(
    ({ name, format, rows, isAlternative }) =>
      `${name ?? format}${isAlternative ? ' (=)' : ''}: ${rows.length}`,
  );

const numbered = (number: number | null): string => String(number ?? '-').padStart(4);

/** Hangul takes two places on a screen. */
const wide = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u10ff' ? 2 : 1), 0);
