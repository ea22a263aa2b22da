// Small numbers in words, as letters write them in front of "hours", "days", "weeks": English, German, Korean, Japanese. And numbers in
// Chinese characters before the year, the month, the day, the hour: `令和八年十一月二十五日`.

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'one ein eine einem einer eines a an 한 하루 一',
    'two zwei 두 이틀 二',
    'three drei 세 사흘 三',
    'four vier 네 나흘 四',
    'five fünf fuenf 닷새 다섯 五',
    'six sechs 여섯 六',
    'seven sieben 일곱 일주일 七',
    'eight acht 여덟 八',
    'nine neun 아홉 九',
    'ten zehn 열 열흘 十',
  ].flatMap((words, at) => words.split(' ').map((word) => [word, at + 1])),
);
const TENS: Readonly<Record<string, number>> = {
  twelve: 12,
  zwölf: 12,
  fourteen: 14,
  vierzehn: 14,
  fifteen: 15,
  twenty: 20,
  'twenty-four': 24,
  vierundzwanzig: 24,
  thirty: 30,
  'forty-eight': 48,
  achtundvierzig: 48,
  'seventy-two': 72,
  zweiundsiebzig: 72,
};

/** Matches a number in digits or words, as one group. */
export const NUMBER = `(\\d{1,3}|${[...Object.keys(TENS), ...Object.keys(NUMBERS)].sort((a, b) => b.length - a.length).join('|')})`;

/** The number that words or digits say, or null. */
export function numberSaid(text: string): number | null {
  const word = text.toLowerCase();
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return TENS[word] ?? NUMBERS[word] ?? null;
}

const KANJI_DIGITS = '〇一二三四五六七八九';
const KANJI_BEFORE_A_UNIT =
  /(?<![〇一二三四五六七八九十百])(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?(?=年|月|日|時|分|営業日|週間)/g;

/** The same words with the numbers up to 99 that stand before a unit of time in digits. A year of four signs is read sign by sign. */
export function withDigits(text: string): string {
  if (!/[一二三四五六七八九十〇]/.test(text)) return text;
  return text
    .replace(/二〇[〇一二三四五六七八九]{2}(?=年)/g, (year) =>
      [...year].map((sign) => KANJI_DIGITS.indexOf(sign)).join(''),
    )
    .replace(KANJI_BEFORE_A_UNIT, (whole, tens: string = '', ten: string = '', ones: string = '') => {
      if (whole === '') return '';
      const digit = (sign: string): number => (sign === '' ? 0 : KANJI_DIGITS.indexOf(sign));
      return String((ten === '' ? 0 : (digit(tens) || 1) * 10) + digit(ones));
    });
}
