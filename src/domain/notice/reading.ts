// Reads a plain-text letter in Korean or English: a numbered list of links, the document number, what is asked and by when.
// Whatever it cannot read is said in `unread`, so that a person opens the letter: nothing is dropped silently.
import { type Locator, plainLink, readLocator } from '../content/locator.ts';
import { readReplyBy } from './reply-by.ts';
import type {
  Language,
  LetterKind,
  ListedItem,
  Measure,
  ParsedLetter,
  Reading,
  RejectedLine,
  UnreadCode,
} from './letter.ts';

/** Security limit per letter; the rest waits for a person, with the raw mail kept. */
export const MAX_ITEMS = 1_000;
/** Security limit on text; a longer letter is read up to here and marked. */
const MAX_TEXT = 1_000_000;

const LISTED = /^\s*[[(#]?\s*(?:No\.|Nr\.)?\s*(\d{1,5})\s*(?:[\])]|번)?\s*[.:)]?\s+(\S.*)$/i;
const LINK = /(?:h(?:tt|xx)ps?:\/\/|tg:|matrix:|mxc:|(?:[\w-]+(?:\.|\[\.\]))+[a-z]{2,}\/)\S*/i;
const UNFINISHED = /[/\-_=&?]$/;
const END_OF_LETTER = /^\s*(?:-- ?|-?\s*끝\s*[-.]?|- end -)\s*$/i;
const QUOTED = /^\s*>/;

interface Line {
  readonly number: number | null;
  readonly link: string;
}

/**
 * Reads one letter.
 * @param messengerOrigin public origin of the built-in messenger, to know its links
 */
export function readLetter(letter: ParsedLetter, messengerOrigin: string): Reading {
  const lines = bodyLines(letter.text.slice(0, MAX_TEXT));
  const text = lines.join('\n');
  const found = listedLines(lines);
  const read = found.lines
    .slice(0, MAX_ITEMS)
    .map((line) => ({ line, locator: readLocator(line.link, messengerOrigin) }));
  const items = read.flatMap(({ line, locator }) =>
    locator.ok ? [{ number: line.number, locator: locator.value }] : [],
  );
  const kind = kindOf(text);
  return {
    kind,
    documentNumber: documentNumberOf(text),
    replyBy: readReplyBy(text),
    measures: measuresOf(text),
    language: languageOf(text),
    items: withoutRepeats(items),
    rejected: read.flatMap(({ line, locator }): RejectedLine[] =>
      locator.ok ? [] : [{ text: line.link, code: locator.error.code }],
    ),
    unread: unreadCodes(letter, found, items.length, kind),
  };
}

/** The letter's own lines: earlier letters quoted with `>` are history, and nothing after its end mark is an item. */
function bodyLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => !QUOTED.test(line));
  const end = lines.findIndex((line) => END_OF_LETTER.test(line));
  return end === -1 ? lines : lines.slice(0, end);
}

function listedLines(lines: readonly string[]): { lines: Line[]; loose: boolean } {
  const listed: Line[] = [];
  let loose = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').normalize('NFKC');
    if (!LINK.test(plainLink(line))) continue;
    const whole = joinWrapped(line, lines[at + 1]);
    const match = LISTED.exec(whole);
    const rest = (match?.[2] ?? whole).trim();
    if (/\s/.test(rest)) loose = true;
    else listed.push({ number: match?.[1] === undefined ? null : Number(match[1]), link: rest });
  }
  return { lines: listed, loose };
}

/** A link broken over two lines: the first ends unfinished, the second is one indented word without a link of its own. */
function joinWrapped(line: string, next: string | undefined): string {
  if (!UNFINISHED.test(line.trimEnd()) || next === undefined) return line;
  const tail = next.normalize('NFKC');
  return /^\s+\S+\s*$/.test(tail) && !LINK.test(tail) ? `${line.trimEnd()}${tail.trim()}` : line;
}

/** Same number and same place again is one item; a link without a number that repeats a listed one is no new item. */
function withoutRepeats(items: readonly ListedItem[]): ListedItem[] {
  const same = (a: ListedItem, b: ListedItem): boolean =>
    link(a.locator) === link(b.locator) && (a.number === b.number || b.number === null);
  return items.filter((item, at) => !items.slice(0, at).some((earlier) => same(earlier, item)));
}

const link = (locator: Locator): string => locator.link;

function unreadCodes(
  letter: ParsedLetter,
  found: { lines: readonly Line[]; loose: boolean },
  items: number,
  kind: LetterKind,
): UnreadCode[] {
  return [
    ...(letter.text.trim() === '' ? (['reading.no-text'] as const) : []),
    ...(items === 0 ? (['reading.no-items'] as const) : []),
    ...(letter.attachments.length > 0 ? (['reading.attachment'] as const) : []),
    ...(found.loose ? (['reading.loose-link'] as const) : []),
    ...(found.lines.length > MAX_ITEMS || letter.text.length > MAX_TEXT
      ? (['reading.too-many-items'] as const)
      : []),
    ...(kind === 'unclear' ? (['reading.kind-unclear'] as const) : []),
  ];
}

function kindOf(text: string): LetterKind {
  if (/시정\s*요구|correction request/i.test(text)) return 'correction-request';
  return /요청|request/i.test(text) ? 'voluntary-request' : 'unclear';
}

function documentNumberOf(text: string): string | null {
  const match =
    /^\s*(?:문서\s*번호|document\s+(?:no|number)\.?)\s*:?\s*(\S.*?)\s*(?:\(\d{4}[^)]*\))?\s*$/im.exec(
      text.normalize('NFKC'),
    );
  return match?.[1] ?? null;
}

function measuresOf(text: string): Measure[] {
  return [
    ...(/삭제|delet|remov/i.test(text) ? (['delete'] as const) : []),
    ...(/접속\s*차단|block/i.test(text) ? (['block'] as const) : []),
  ];
}

/** Korean as soon as one line has a run of Hangul: English letters rarely hold any, Korean ones often hold English. */
function languageOf(text: string): Language {
  return /[가-힣]{2}/.test(text) ? 'ko' : 'en';
}
