// The sender's own number of its letter, as printed behind a label. The number of an earlier letter, or ours, is another matter.
import type { OwnRow } from './own-rows.ts';
import { oneLine } from './plain-text.ts';

/** Labels, the surest first; within one kind of label the first in the letter counts. */
const LABELS: readonly string[] = [
  '문서 ?번호|공문 ?번호|문서 ?관리 ?번호|文書番号|文書番號|document (?:no|number|nr|reference|ref|id)|doc\\.? ?(?:no|nr|number)|letter (?:no|number)|notice (?:no|number)|dokument(?:en)?-?(?:nr|nummer)',
  '시행 ?번호|발신 ?번호|발송 ?번호|관리 ?번호|発番|発信番号|発出番号|整理番号|管理番号|our ref(?:erence)?(?: (?:no|number))?|reference (?:no|number)|ref(?:erence)?(?: no)?|file (?:no|number|ref(?:erence)?)|aktenzeichen|gesch(?:ä|ae)ftszeichen|az|gz|unser zeichen',
  '시행',
  '결정 ?번호|의결 ?번호|사건 ?번호|(?:decision|order|request|case|complaint|grievance) (?:no|number|nr)|bescheid-?(?:nr|nummer)|事件番号|事案番号',
];
/** So many of them also count in the middle of a sentence; the others are there mostly somebody else's numbers. */
const IN_SENTENCES = 2;
const EARLIER =
  /(?:관련|이전|지난|종전|기존|앞선|선행|귀사|귀 ?기관|접수|your|previous|earlier|former|ihr(?:e|er)?|貴|前回|関連|先の)[^:]{0,20}$/i;
/** A sentence that goes back to an earlier letter of the sender's own: `with reference to our letter no. 7`, `zu unserem Schreiben Az. 7`. */
const GOES_BACK =
  /\b(?:refer\w*|further|pursuant|regard\w*|respon[sd]\w*|repl(?:y|ies)|follow\w*|concerning|connection)[^:,;.]{0,30}$|\b(?:zu|auf|bezug\w*|wegen|gemäß|betreffend)\b[^:;.]{0,20}\bunser\w*[^:;.]{0,25}$/i;
/** `공문(문서번호: 7) 관련` */
const CONCERNS = /^[^()]{1,60}\) ?(?:(?:와|과|에|의|으로|로) ?)?(?:관련|관하|관한|대하|대한|따른|따라|건)/;
/** `본 공문(문서번호: 7)` */
const THIS_LETTER = /(?:(?<![가-힣])[본이] ?[가-힣]{2,6}|\b(?:this|dieses?) \S{1,12}) ?\(?$/i;
const LABELLED = LABELS.map(
  (labels) =>
    new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${labels})(?![\p{L}])\.? ?(?:\([^)]{1,20}\)|[\]】」])? ?[:：]? ?`,
      'giu',
    ),
);
/** `문서번호 / Document No.`: the same label once more, in another language. A sign of the office may begin like one: `Ref-406`. */
const LABEL_AGAIN = new RegExp(
  String.raw`^[\s/(|·]*(?:${LABELS.slice(0, 2).join('|')})(?:\.?[\s)]*[:：]\s*|\.?[\s)]+|\.)`,
  'i',
);
/** What stands behind the number on the same line: its date, another label of the letterhead. */
const DATE_BEHIND =
  /[ ,;/]*(?:\((?=[^()]*\d[^()\d]+\d|令|平)[^()]*(?:\d{4}|令和|平成)[^()]*\)|\(\d{1,2}\.[^)]*\)|(?:dated|of|vom|from) \d.*|(?<![^\s,;/()])(?:\d{4} ?[.年년-] ?\d{1,2} ?[.月월-] ?\d{1,2}(?!\d).*|\d{1,2}\.\d{1,2}\.\d{4}.*)|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}.*)$/i;
const NEXT_LABEL =
  /(?: {2,}|[;,|] ?)(?:시행|수신|발신|일자|날짜|제목|담당|작성|date|datum|to|from|subject|betreff|日付|宛先|件名)[^\n]*$/i;
/** File numbers of courts and prosecutors, with spaces in them: `4 Js 1123/26`, `XII ZR 12/20`, `2026 형제 1234호`. */
const OF_A_COURT =
  /^(?:(?:\d{1,4}|[IVX]{1,5}) [A-Z][A-Za-z]{0,4} (?:\d{1,4} [A-Z][A-Za-z]{0,4} )?\d{1,6}\/\d{2,4}|\d{4} [가-힣]{1,4} \d{1,7}호?)(?![\p{L}\p{N}])/u;
const MAX_LINE = 200;
const MAX_NUMBER = 80;
/** A number has a digit in it, or is as short as a sign. */
const HAS_DIGIT = /\p{N}/u;

/** @param rows of the whole letter. Behind the end mark stands the footer, in which Korean offices number their letters. */
export function documentNumberOf(rows: readonly OwnRow[]): string | null {
  const own = linesOf(rows.filter(({ aside }) => aside === null));
  const footer = linesOf(rows.filter(({ aside }) => aside === 'behind-end'));
  for (const lines of [own, footer]) {
    for (const [place, label] of LABELLED.entries()) {
      for (const isAtStart of place < IN_SENTENCES ? [true, false] : [true]) {
        const found = lines.map((line) => numberIn(line, label, isAtStart)).find((number) => number !== null);
        if (found !== undefined && found !== null) return found;
      }
    }
  }
  return null;
}

/** Lines as they are; a label alone in a cell or on a line takes the next cell or line with it. */
function linesOf(rows: readonly OwnRow[]): string[] {
  const texts = rows.flatMap(({ cells, isTable }) => {
    const all = cells
      .flatMap(({ text }) => text.split('\n'))
      .map((text) => text.trim())
      .filter((text) => text !== '');
    return isTable ? all : all.slice(0, 50);
  });
  return texts
    .map((text, at) => {
      const isAlone = LABELLED.some((label) => text.length < 40 && text.replace(label, '') === '');
      return isAlone ? `${text.replace(/[ :：]+$/, '')}: ${texts[at + 1] ?? ''}` : text;
    })
    .filter(
      (text) =>
        text.length <= MAX_LINE || LABELLED.some((label) => text.slice(0, MAX_LINE).search(label) !== -1),
    );
}

function numberIn(line: string, label: RegExp, isAtStart: boolean): string | null {
  for (const { 0: whole, index } of line.slice(0, 2_000).matchAll(label)) {
    const before = line.slice(0, index);
    const isStart = /^[\s[(【「<■□○●▶*#・-]*(?:\d{1,2}[.)] )?$/.test(before);
    if (isStart !== isAtStart || EARLIER.test(before)) continue;
    if (!isStart && !/[:：.]\s?$|[a-z가-힣] $/i.test(whole)) continue;
    const behind = line.slice(index + whole.length).replace(LABEL_AGAIN, '');
    if (!isStart && goesBack(before, behind)) continue;
    const number = isStart ? printedNumber(behind) : firstWords(behind);
    if (number !== null) return number;
  }
  return null;
}

/** The number in a sentence is that of an earlier letter, of which this one only speaks. */
const goesBack = (before: string, behind: string): boolean =>
  !THIS_LETTER.test(before) && (GOES_BACK.test(before) || CONCERNS.test(behind));

/** The rest of the line, without what is not the number any more. */
function printedNumber(text: string): string | null {
  if (text.length > MAX_LINE) return null;
  const whole = text.replace(NEXT_LABEL, '');
  const single = oneLine(whole.split(/ {2,}/)[0] ?? '');
  const bare = withoutDate(single).replace(/^[([]\s*(.*?)\s*[)\]]$/, '$1');
  if (bare.length > MAX_NUMBER || !HAS_DIGIT.test(bare))
    return bare.split(' ').length > 6 ? firstWords(text) : null;
  return bare.split(' ').length > 6 ? firstWords(text) : bare;
}

const withoutDate = (text: string): string =>
  text
    .replace(DATE_BEHIND, '')
    .replace(/[\s,.;:]+$/, '')
    .trim();

/** In a sentence: up to the first word with a digit in it. */
function firstWords(text: string): string | null {
  const words = oneLine(text)
    .slice(0, MAX_NUMBER * 2)
    .split(' ');
  const ofCourt = OF_A_COURT.exec(words.join(' '));
  if (ofCourt !== null) return ofCourt[0];
  const at = words.findIndex((word) => HAS_DIGIT.test(word));
  if (at === -1 || at > 2) return null;
  const number = words
    .slice(0, at + 1)
    .join(' ')
    .replace(/[),.;:\]」】].*$/, '');
  return HAS_DIGIT.test(number) && number.length <= MAX_NUMBER ? number : null;
}
