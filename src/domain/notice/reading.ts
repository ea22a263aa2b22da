// Reads a plain-text letter in Korean or English: a numbered list of links, the document number, what is asked and by when.
// Whatever it cannot read is said in `unread`, so that a person opens the letter: nothing is dropped silently.
import { type Locator, MAX_LINK_LENGTH, plainLink, readLocator } from '../content/locator.ts';
import { refuse, type Result } from '../kernel/result.ts';
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
/** Security limit on text; a longer letter is read up to here, in whole lines, and marked. */
const MAX_TEXT = 400_000;
/** Security limit: no listed link fits a longer line. It is left to a person, never cut: half a link is another link. */
const MAX_LINE = 2 * MAX_LINK_LENGTH;

const LISTED = /^\s*[[(#]?\s*(?:No\.|Nr\.)?\s*(\d{1,5})\s*(?:[\])]|번)?\s*[.:)]?\s+(\S.*)$/i;
/** Host names are looked for from their beginning only: a long word costs one look, not one from each of its letters. */
const LINK = /(?:h(?:tt|xx)ps?:\/\/|tg:|matrix:|mxc:|(?<![\w-]|[\w-]\.)(?:[\w-]+\.)+[a-z]{2,}\/)\S*/i;
const UNFINISHED = /[/\-_=&?]$/;
const END_OF_LETTER = /^ ?(?:--|- ?끝 ?[-.]?|끝 ?[-.]?|- end -) ?$/i;
const DOCUMENT_NUMBER = /^ ?(?:문서 ?번호|document (?:no|number)\.?) ?:? ?([^\s:].*)$/i;
/** A longer line holds no document number; the number goes into the subject of our reply. */
const MAX_NUMBER_LINE = 200;
const DATE_IN_BRACKETS = /\(\d{4}[^)]*\)$/;
const QUOTED = /^\s*>/;
/** With the two Japanese sound marks, which become combining ones, and with invisible characters, which only hide a run. */
const LONG_RUN_OF_MARKS =
  /([\p{M}\uFF9E\uFF9F\u200B-\u200D\u2060\uFEFF\u00AD]{8})[\p{M}\uFF9E\uFF9F\u200B-\u200D\u2060\uFEFF\u00AD]+/gu;

interface Line {
  readonly number: number | null;
  readonly link: string;
  /** True when the next line may be the rest of the link: half a link is another link. */
  readonly torn: boolean;
}

interface Body {
  readonly lines: readonly string[];
  /** Listed links outside the letter's own lines: quoted, or behind its end mark. */
  readonly outside: { readonly quoted: boolean; readonly behindEnd: boolean };
}

/**
 * Reads one letter.
 * @param messengerOrigin public origin of the built-in messenger, to know its links
 */
export function readLetter(letter: ParsedLetter, messengerOrigin: string): Reading {
  const body = bodyOf(wholeLines(letter.text));
  const text = body.lines.join('\n');
  const found = listedLines(body.lines);
  const read = found.lines
    .slice(0, MAX_ITEMS)
    .map((line) => ({ line, locator: locatorOf(line, messengerOrigin) }));
  const items = read.flatMap(({ line, locator }) =>
    locator.ok ? [{ number: line.number, locator: locator.value }] : [],
  );
  const rejected = read.flatMap(({ line, locator }): RejectedLine[] =>
    locator.ok ? [] : [{ number: line.number, text: line.link, code: locator.error.code }],
  );
  const kind = kindOf(text);
  return {
    kind,
    documentNumber: documentNumberOf(body.lines),
    replyBy: readReplyBy(text),
    measures: measuresOf(text),
    language: languageOf(text),
    items: withoutRepeats(items),
    rejected,
    unread: unreadCodes(letter, body, found, { items: items.length, rejected: rejected.length, kind }),
  };
}

function locatorOf(line: Line, messengerOrigin: string): Result<Locator> {
  if (line.torn) return refuse('locator.ambiguous', 'the link may go on in the next line');
  return readLocator(line.link, messengerOrigin);
}

function wholeLines(text: string): string {
  return text.length <= MAX_TEXT ? text : text.slice(0, text.lastIndexOf('\n', MAX_TEXT) + 1);
}

/**
 * The letter's own lines, each run of white space as one space (patterns that meet long runs take for ever).
 * Earlier letters quoted with `>` are history, and what stands behind the end mark is a footer; listed links there are said.
 */
function bodyOf(text: string): Body {
  const all = text.split(/\r?\n/);
  const own = all.filter((line) => !QUOTED.test(line)).map(calm);
  const end = own.findIndex((line) => END_OF_LETTER.test(line));
  const behind = end === -1 ? [] : own.slice(end + 1);
  const quoted = all.filter((line) => QUOTED.test(line)).map((line) => calm(line.replace(/^[>\s]+/, '')));
  return {
    lines: end === -1 ? own : own.slice(0, end),
    outside: { quoted: quoted.some(isListedLink), behindEnd: behind.some(isListedLink) },
  };
}

/**
 * Compatibility forms to plain ones, a line at a time. Endless runs of combining marks are cut in every line, however long:
 * whoever makes it plain later must sort them, and sorting them is slow.
 */
function calm(line: string): string {
  const short = line.replace(LONG_RUN_OF_MARKS, '$1');
  return (short.length > MAX_LINE ? short : short.normalize('NFKC')).replace(/\s+/g, ' ');
}

const isListedLink = (line: string): boolean =>
  line.length <= MAX_LINE && LISTED.test(line) && LINK.test(plainLink(line));

function listedLines(lines: readonly string[]): { lines: Line[]; loose: boolean } {
  const listed: Line[] = [];
  let loose = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!LINK.test(plainLink(line))) continue;
    if (line.length > MAX_LINE) {
      loose = true;
      continue;
    }
    const whole = joinWrapped(line, lines[at + 1]);
    const torn = whole === line && isRestOfLink(lines[at + 1]);
    const match = LISTED.exec(whole);
    const rest = (match?.[2] ?? whole).trim();
    if (/\s/.test(rest)) loose = true;
    else listed.push({ number: match?.[1] === undefined ? null : Number(match[1]), link: rest, torn });
  }
  return { lines: listed, loose };
}

/** A link broken over two lines: the first ends unfinished, the second is one indented word without a link of its own. */
function joinWrapped(line: string, next: string | undefined): string {
  if (!UNFINISHED.test(line.trimEnd()) || next === undefined || !isRestOfLink(next)) return line;
  return `${line.trimEnd()}${next.trim()}`;
}

/** One indented word of characters that links are made of, and no link of its own. */
function isRestOfLink(next: string | undefined): boolean {
  return next !== undefined && /^ [\w/?=&%#.~$!:@+-]+ ?$/.test(next) && !LINK.test(plainLink(next));
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
  { outside }: Body,
  found: { lines: readonly Line[]; loose: boolean },
  read: { readonly items: number; readonly rejected: number; readonly kind: LetterKind },
): UnreadCode[] {
  const codes: readonly (readonly [UnreadCode, boolean])[] = [
    ['reading.no-text', letter.text.trim() === ''],
    ['reading.no-items', read.items === 0],
    ['reading.rejected-line', read.rejected > 0],
    ['reading.attachment', letter.attachments.length > 0],
    ['reading.html-part', letter.hasHtml],
    ['reading.loose-link', found.loose],
    ['reading.quoted-link', outside.quoted],
    ['reading.text-after-end', outside.behindEnd],
    ['reading.too-many-items', found.lines.length > MAX_ITEMS || letter.text.length > MAX_TEXT],
    ['reading.kind-unclear', read.kind === 'unclear'],
  ];
  return codes.flatMap(([code, holds]) => (holds ? [code] : []));
}

/** The sternest kind whose own words stand in the letter leads. Keeping alone is asked for only where nothing is to be removed. */
const KINDS: readonly (readonly [LetterKind, RegExp])[] = [
  [
    'order',
    /시정\s*명령|제?\s*44\s*조의\s*7|removal notice|we (?:hereby )?order\b|\b(?:this|an) order (?:under|of)\b|\border under\b/i,
  ],
  ['correction-request', /시정\s*요구|correction request/i],
  ['police-request', /수사|경찰|police|criminal investigation/i],
  ['voluntary-request', /요청|request/i],
];
const KEEPING = /보전\s*(?:요청|요구)|215\s*조의\s*2|preservation request|\bpreserve\b/i;

function kindOf(text: string): LetterKind {
  if (KEEPING.test(text) && measuresOf(text).length === 0) return 'preservation';
  return KINDS.find(([, words]) => words.test(text))?.[0] ?? 'unclear';
}

function documentNumberOf(lines: readonly string[]): string | null {
  const printed = lines
    .filter((line) => line.length <= MAX_NUMBER_LINE)
    .map((line) => DOCUMENT_NUMBER.exec(line)?.[1])
    .find((number) => number !== undefined);
  return printed?.trimEnd().replace(DATE_IN_BRACKETS, '').trimEnd() ?? null;
}

function measuresOf(text: string): Measure[] {
  return [
    ...(/삭제|delet|remov/i.test(text) ? (['delete'] as const) : []),
    ...(/접속\s*차단|block/i.test(text) ? (['block'] as const) : []),
  ];
}

/** The language most of the letter is in, links aside; a Hangul syllable says about as much as two Latin letters. */
function languageOf(text: string): Language {
  const words = text.replace(new RegExp(LINK.source, 'gi'), ' ');
  const hangul = words.match(/[가-힣]/g)?.length ?? 0;
  const latin = words.match(/[a-z]/gi)?.length ?? 0;
  return hangul > 0 && hangul * 2 >= latin ? 'ko' : 'en';
}
