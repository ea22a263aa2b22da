// The number a letter prints in front of an item: `7.`, `[007]`, `(7)`, `#7`, `No. 7`, `Nr. 7`, `7번`, `7호`, `第7号`, `Item 7:`, `七、`.

export interface PrintedNumber {
  readonly number: number;
  /** What follows it. */
  readonly rest: string;
  /** False where only a space follows (`7 https://…`): then it is a number only in front of a link or alone. */
  readonly isMarked: boolean;
}

/** Bullets and marks that stand before a number or a link and say nothing. */
const BULLETS = /^[\s*\u2022\u2023\u25A0-\u25FF\u2605\u2606\u2013\u2014\u203B\u30FB\u00B7\u25AA|>-]{0,20}/u;
const LABEL = String.raw`(?:(?:no|nr|nos|number|num|item|link|url|pos|position|entry|ziffer|lfd\.? ?nr|번호|순번|연번|항목|게시물|링크|대상|증거|[갑을] ?제?|제|第|番号|項目|項番|対象|投稿|リンク|(?:beitrag|eintrag|post|link|item|location|exhibit|fundstelle)(?: (?:nr|no))?)[.:]?|#|№) ?#?`;
const UNIT = String.raw`(?:번째|번|호증|호|항|건|号|番目|個目|番|件|項|st|nd|rd|th)?`;
const NUMBERED = new RegExp(
  String.raw`^([[({<]?) ?(?:(${LABEL}) {0,2}\|? {0,2})?([[({<]?)(\d{1,5})(${UNIT})([\])}>]?)[\])}>]? ?([.:)、,|\-–—]?[.:]?)(?=\s|$|[a-z#!$(\[<"“]|h?ttps?|[^\x00-\x7F])`,
  'i',
);
/** `2026. 11. 20.`, `11.16.`, `11/16`, `15:00`, `2-7`: dates, times and numbers of chapters are no numbers of items. */
const NO_NUMBER =
  /^[[({]?\d{1,5} ?(?:[./:,-] ?\d|년|월|일|시|분|초|명|개|年|月|日|時|分|名|個(?!目)|%|원|円)/;
const LETTERS = '가나다라마바사아자차카타파하';
/** `1-가`, `1.가.`, `1a)`, `1(b)`, `1.①`, `제1호의2`: the name of a row below another is no number, and least of all the one it begins with. */
const BELOW_ANOTHER = new RegExp(
  String.raw`^[[({]?(?:${LABEL} ?)?\d{1,4}(?:(?:번|호증|호|항|조)?의 ?\d|[-.)]? ?[${LETTERS}](?=[.)\]]|\s|$)|[-.]?[a-z](?=[.)\]:]|\s|$)|[-.)]?\((?:\d{1,3}|[a-z]|[${LETTERS}])\))`,
  'i',
);
/** `1-1.`, `2.3`: a chapter of a list, or a day of a month. */
const CHAPTER = /^[[({]?(\d{1,3})[-–.](\d{1,3})(?:[-–.]\d{1,3})?[\])}]?[.):]?(?=\s|$|h)/i;
/** `가.`, `(나)`, `a)`, `iv.`: a row that is named by a letter. */
const LETTER = new RegExp(
  String.raw`^(?:[[(](?:[${LETTERS}]|[a-z]|[ivx]{1,5})[\])]|(?:[${LETTERS}]|[a-z]|[ivx]{1,5})[.)])(?=\s|$|h(?:tt|xx)p)`,
  'i',
);
const KANJI =
  /^[[(第]?([一二三四五六七八九十]{1,3})(?:号|番目?|[)\]、．.:]|(?=\s+(?:h(?:tt|xx)ps?:|t\.me\/)))\s*/;
const KANJI_DIGITS = '一二三四五六七八九';

/** The number at the beginning of a line, or null. @param line plain text */
export function printedNumber(line: string): PrintedNumber | null {
  const text = line.replace(BULLETS, '');
  if (NO_NUMBER.test(text) || BELOW_ANOTHER.test(text)) return null;
  const kanji = KANJI.exec(text);
  if (kanji !== null)
    return { number: kanjiNumber(kanji[1] ?? ''), rest: text.slice(kanji[0].length), isMarked: true };
  const match = NUMBERED.exec(text);
  if (match === null) return null;
  const [whole, open = '', label = '', inner = '', digits = '', unit = '', close = '', sign = ''] = match;
  const isMarked = `${open}${label}${inner}${unit}${close}${sign}` !== '';
  return { number: Number(digits), rest: text.slice(whole.length).trim(), isMarked };
}

/** A row that has a name and no number. */
export interface RowName {
  /** `가.`, `a)`, `iv.`; otherwise it names a row below a numbered one: `1-1.`, `제1호의2`. */
  readonly isLetter: boolean;
  readonly rest: string;
}

/** @param above the number over the line, or null: `11.16.` is a day unless it stands below a row 11 */
export function rowName(line: string, above: number | null): RowName | null {
  const text = line.replace(BULLETS, '');
  const chapter = CHAPTER.exec(text);
  const [below] = Number(chapter?.[1] ?? -1) === above ? (chapter ?? []) : (BELOW_ANOTHER.exec(text) ?? []);
  const name = below ?? LETTER.exec(text)?.[0];
  return name === undefined ? null : { isLetter: below === undefined, rest: text.slice(name.length) };
}

/** The number of a cell that holds nothing else, or null. */
export function numberCell(text: string): number | null {
  const plain = text.trim();
  if (/^\d{1,5}(?:\.0)?$/.test(plain)) return Number.parseInt(plain, 10);
  const read = printedNumber(plain);
  return read !== null && read.rest === '' ? read.number : null;
}

function kanjiNumber(text: string): number {
  const ten = text.indexOf('十');
  const digit = (sign: string): number => KANJI_DIGITS.indexOf(sign) + 1;
  if (ten === -1) return digit(text);
  return (ten === 0 ? 1 : digit(text.slice(0, ten))) * 10 + digit(text.slice(ten + 1));
}
