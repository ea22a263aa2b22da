// The numbers of items that a clause names: `3번, 5번`, `items 3 and 5`, `Nr. 7 bis 9`, `項番3及び5`. Not how many there are (`3건`, `two items`),
// and no date, time or number of a document.

/** In front of the numbers, lower case. */
const LABELS: readonly string[] = [
  ...[
    'items',
    'item',
    'nos',
    'no',
    'numbers',
    'number',
    'entries',
    'entry',
    'links',
    'link',
    'rows',
    'row',
    'posts',
    'post',
  ],
  ...[
    'nummern',
    'nummer',
    'nrn',
    'nr',
    'ziffern',
    'ziffer',
    'positionen',
    'position',
    'pos',
    'punkte',
    'punkt',
    'einträge',
    'eintrag',
  ],
  ...['항목', '번호', '순번', '연번', '목록', '項目', '項番', '番号', '通番', '第', '제'],
];
/** Behind each number, or behind the last. */
const UNITS: readonly string[] = ['번째', '번', '호', '항', '番目', '番', '号', '項'];
const BETWEEN: readonly string[] = [
  ...[
    ',',
    '、',
    '·',
    '・',
    '및',
    '와',
    '과',
    '그리고',
    'and',
    'as well as',
    '&',
    'und',
    'sowie',
    'or',
    'または',
    '及び',
    'および',
    'と',
  ],
];
const UP_TO: readonly string[] = ['부터', '에서', '~', '-', '–', 'to', 'through', 'bis', 'から', '〜'];
const MAX_RANGE = 1_000;
const MAX_NUMBERS = 1_000;

const oneOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');

const UNIT = `(?: ?(?:${oneOf(UNITS)})(?:까지|まで)?(?: ?(?:항목|게시물))?)`;
const LIST = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}./:-])((?:${oneOf(LABELS)})[.:]* ?(?:no\.? |nr\.? |nos\.? )?)?(?:#|제|第)?(\d{1,4}(?![\d/%])${UNIT}?(?:(?: ?(?:${oneOf([...BETWEEN, ...UP_TO])}) ?)+(?:(?:no|nr|item|항목|第|제)\.? ?)?#?\d{1,4}(?![\d/%])${UNIT}?)*)(?:까지|まで)?`,
  'giu',
);
/** `2026년 11월 20일`, `11월 20일`, `20 November 2026`, `20.11.2026`, `§ 5`, `제44조의7 제1항`: no numbers of items. */
const NO_ITEMS =
  /\d{2,4} ?(?:년|年)[^.,;]{0,16}?(?:일|日)|\d{1,2} ?(?:월|月) ?\d{1,2} ?(?:일|日)|\d{1,4} ?(?:월|月|일|日|시|時|분|分|건|件|개|個|명|名|years?|days?|hours?|tage?n?|stunden)|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}\.?|\d{4}[-./] ?\d{1,2}[-./] ?\d{1,2}\.?|\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-zä]{3,9}\.? \d{4}|[a-z]{3,9} \d{1,2}, ?\d{4}|§+ ?\d+\S*|(?:section|article|art\.|abs\.|absatz) ?\d+\S*|(?:제|第) ?\d+ ?(?:조|条)\S*(?: ?(?:제|第) ?\d+ ?(?:항|호|項|号))*/giu;
/** Words with digits among letters, dashes and strokes, `総第123号`, links: numbers of documents, and addresses. */
const COMPOUND =
  /[\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}\p{N}_]+(?:[-/][\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}\p{N}_]+)+|(?<!項|番)[\p{Script=Han}]{1,8}(?<!項目|項番|番号)第\d+号|[a-z]+:\/\/\S+/giu;

/** @param clause of one sentence; @returns the numbers in the order they are named, each once */
export function namedNumbers(clause: string): number[] {
  const text = clause.replace(NO_ITEMS, ' ').replace(COMPOUND, (word) => (isList(word) ? word : ' '));
  const found = [...text.matchAll(LIST)].flatMap(([, label, list = '']) =>
    label !== undefined || new RegExp(UNIT, 'iu').test(list) ? expanded(list) : [],
  );
  return [...new Set(found)].slice(0, MAX_NUMBERS);
}

/** `7-9번` and `items 7-9` are numbers; `KC-2026-9` is none. */
const isList = (word: string): boolean => /^[#(]?\d{1,4}[-–~]\d{1,4}(?:\p{L}{0,3})[).]?$/u.test(word);

function expanded(list: string): number[] {
  const numbers: number[] = [];
  const [, ...parts] = list.split(/(\d{1,4})/);
  for (let at = 0; at < parts.length; at += 2) {
    const [last, next] = [numbers.at(-1), Number(parts[at])];
    const between = parts[at - 1] ?? '';
    if (last !== undefined && UP_TO.some((word) => between.includes(word)) && next - last <= MAX_RANGE)
      for (let one = last + 1; one < next; one += 1) numbers.push(one);
    numbers.push(next);
  }
  return numbers;
}
