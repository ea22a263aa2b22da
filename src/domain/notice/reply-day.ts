// Days as letters write them: `2026. 11. 23.(월)`, `23 November`, `23.11.2026`, `11月23日`, `next Monday`, `내일`, `Ende November`.
import { addDays, addMonths, compareDates, endOfMonth, type LocalDate, weekday } from '../kernel/zone.ts';

export interface DayMention {
  readonly start: number;
  readonly end: number;
  /** The day that is meant, or null where no calendar has it. */
  readonly on: LocalDate | null;
}

/** A year that letters of this office can mean: a number outside is no year. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2099];
const MONTH_NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz', 'maerz', 'mrz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
];
const WEEKDAYS: readonly (readonly string[])[] = [
  ['sunday', 'sonntag', '일요일', '日曜'],
  ['monday', 'montag', '월요일', '月曜'],
  ['tuesday', 'dienstag', '화요일', '火曜'],
  ['wednesday', 'mittwoch', '수요일', '水曜'],
  ['thursday', 'donnerstag', '목요일', '木曜'],
  ['friday', 'freitag', '금요일', '金曜'],
  ['saturday', 'samstag', 'sonnabend', '토요일', '土曜'],
];
const oneOf = (words: readonly (readonly string[])[]): string =>
  words
    .flat()
    .sort((a, b) => b.length - a.length)
    .join('|');
const placeOf = (words: readonly (readonly string[])[], word: string): number =>
  words.findIndex((names) => names.includes(word.toLowerCase()));
const MONTH = `(${oneOf(MONTH_NAMES)})`;
/** `(월)`, `(Monday)`, `(月曜日)` behind a date says nothing new. */
const IN_BRACKETS = String.raw`(?: ?\([월화수목금토일月火水木金土日A-Za-z]{1,9}(?:요일|曜日?)?\.?\))?`;
const NAMED = `(?:(?:${oneOf(WEEKDAYS)})(?:日|s)?,? ?(?:dem |den |the )?)?`;

type Reader = (groups: readonly string[], base: LocalDate) => LocalDate | null;

const number = (text: string | undefined): number => Number(text ?? '');
const FORMS: readonly (readonly [RegExp, Reader])[] = (
  [
    [
      String.raw`(?<!\d)(\d{4}) ?[.년年/-] ?(\d{1,2}) ?[.월月/-] ?(\d{1,2})(?:T(?=\d)|(?!\d) ?[.일日]?)`,
      ([y, m, d]) => day(y, m, d),
    ],
    [
      // The year 1 of an era is written 元年.
      String.raw`(?:令和|(?<![a-z\d])R\.?) ?(\d{1,2}|元) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})(?!\d) ?日?`,
      ([y, m, d]) => day(2018 + (y === '元' ? 1 : number(y)), m, d),
    ],
    [
      String.raw`['’](\d{2}) ?[./] ?(\d{1,2}) ?[./] ?(\d{1,2})(?!\d)\.?`,
      ([y, m, d]) => day(2000 + number(y), m, d),
    ],
    [
      String.raw`(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2}(?![\d:.]))(?! ?(?:까지|uhr))`,
      ([d, m, y]) => day(fullYear(y), m, d),
    ],
    [
      String.raw`(?<![\d./])(\d{2})([./])(\d{1,2})\2(\d{2})(?![\d/])(?! ?(?:uhr|시|時|:|h\b))\.?`,
      ([a, , b, c], base) => shortYear([number(a), number(b), number(c)], base),
    ],
    [String.raw`(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})`, ([a, b, y]) => day(y, b, a) ?? day(y, a, b)],
    [
      String.raw`${NAMED}(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ${MONTH}\b\.?,? (\d{4})\b`,
      ([d, m, y]) => named(m, d, y),
    ],
    [String.raw`${NAMED}\b${MONTH}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`, ([m, d, y]) => named(m, d, y)],
    [
      String.raw`${NAMED}(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ${MONTH}\b`,
      ([d, m], base) => nextNamed(m, d, base),
    ],
    [
      String.raw`${NAMED}\b${MONTH}\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)`,
      ([m, d], base) => nextNamed(m, d, base),
    ],
    [
      String.raw`(?:(?<!\d)(\d{1,2}) ?월|(?<!\d)(\d{1,2}) ?月|\b${MONTH}) ?(?:말일?|마지막 ?날|末日?|最終日)`,
      ([a, b], base) => monthEnd(number(a ?? b), base),
    ],
    [
      String.raw`\b(?:the )?(?:end of|last day of|ende|letzten tage? des) (?:${MONTH})(?:s|es)?\b`,
      ([m], base) => monthEnd(placeOf(MONTH_NAMES, m ?? '') + 1, base),
    ],
    [
      String.raw`(?:이번 ?달|이달|금월|당월|월) ?말일?|(?:今月|当月)?月?末日?|\b(?:the )?end of (?:the|this) month|ende (?:des|dieses) monats`,
      (_, base) => endOfMonth(base),
    ],
    [
      String.raw`(?:다음 ?달|익월|내달|来月|翌月) ?(\d{1,2}) ?[일日]`,
      ([d], base) => inMonth(addMonths({ ...base, day: 1 }, 1), d),
    ],
    [String.raw`(?:이번 ?달|이달|금월|당월|今月|当月) ?(\d{1,2}) ?[일日]`, ([d], base) => inMonth(base, d)],
    [String.raw`(?<![\d.])(\d{1,2}) ?[월月] ?(\d{1,2}) ?[일日]`, ([m, d], base) => nextDate(m, d, base)],
    [
      String.raw`(?<![\d./])(\d{1,2})\. ?(\d{1,2})\.?(?= ?\([월화수목금토일])|(?<![\d./])(\d{1,2})/(\d{1,2})(?= ?\([월화수목금토일月火水木金土日])|(?<![\d./])(\d{1,2})\. ?(\d{1,2})\. ?(?=(?:오전|오후|정오|\d{1,2}:\d\d|\d{1,2}시)?[^.]{0,14}까지)`,
      ([a, b, c, d, e, f], base) => nextDate(a ?? c ?? e, b ?? d ?? f, base),
    ],
    [
      String.raw`(?<![\d./])(\d{1,2})/(\d{1,2})(?= ?(?:\d{1,2}:\d\d ?)?(?:까지|まで))`,
      ([m, d], base) => nextDate(m, d, base),
    ],
    [String.raw`(?<![\d.])(\d{1,2})\. ?(\d{1,2})\.(?!\d)`, ([d, m], base) => nextDate(m, d, base)],
    [
      String.raw`(다음 ?주|차주|내주|이번 ?주|금주|오는|돌아오는|next|this(?: coming)?|coming|nächste[nrs]?|kommende[nrs]?|diese[nrs]?|来週の?|今週の?|次の)? ?(${oneOf(WEEKDAYS)})日?`,
      ([which, name], base) => weekdayFrom(which ?? '', placeOf(WEEKDAYS, name ?? ''), base),
    ],
    [String.raw`모레|\bday after tomorrow\b|übermorgen|明後日`, (_, base) => addDays(base, 2)],
    [String.raw`내일|명일|익일|\btomorrow\b|\bmorgen\b|明日|翌日`, (_, base) => addDays(base, 1)],
    [String.raw`오늘|금일|당일|\btoday\b|\bheute\b|本日|今日`, (_, base) => base],
    [
      String.raw`(?<![\d.:월月/-])(\d{1,2}) ?(?:일|日)(?!간| ?이내|間|以内|씩|째)|\bthe (\d{1,2})(?:st|nd|rd|th)\b|\b(?:zum|am|den) (\d{1,2})\.(?! ?\d)`,
      ([a, b, c], base) => nextDayOfMonth(number(a ?? b ?? c), base),
    ],
  ] as readonly (readonly [string, Reader])[]
).map(([form, reader]) => [new RegExp(`(?:${form})${IN_BRACKETS}`, 'giu'), reader]);

/** All days a text names, none inside another. @param base the day of the letter, for what has no year or no month */
export function daysIn(text: string, base: LocalDate): DayMention[] {
  let left = text;
  const found: DayMention[] = [];
  for (const [form, reader] of FORMS) {
    for (const match of [...left.matchAll(form)]) {
      if (match[0].trim() === '') continue;
      const { index } = match;
      const end = index + match[0].length;
      found.push({ start: index, end, on: reader(match.slice(1), base) });
      left = `${left.slice(0, index)}${' '.repeat(end - index)}${left.slice(end)}`;
    }
  }
  return withoutNames(
    found.sort((a, b) => a.start - b.start),
    text,
  );
}

/** `Dienstag, den 24.11.`: the name of a day in front of its date says nothing new. */
function withoutNames(days: readonly DayMention[], text: string): DayMention[] {
  const namesNext = (at: number): boolean => {
    const [day, next] = [days[at], days[at + 1]];
    return (
      day !== undefined &&
      next !== undefined &&
      /^,? ?(?:den|dem|the)? ?$/i.test(text.slice(day.end, next.start))
    );
  };
  return days.flatMap((day, at) => {
    if (namesNext(at)) return [];
    return [{ ...day, start: namesNext(at - 1) ? (days[at - 1]?.start ?? day.start) : day.start }];
  });
}

function day(
  y: string | number | undefined,
  m: string | number | undefined,
  d: string | number | undefined,
): LocalDate | null {
  const [year, month, of] = [Number(y), Number(m), Number(d)];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || of < 1) return null;
  return of <= endOfMonth({ year, month, day: 1 }).day ? { year, month, day: of } : null;
}

/** `24/11/26`, `11/24/26`, `26/11/24`: the first of these ways to read it that lies ahead, else the first that is a day. */
function shortYear([a, b, c]: readonly [number, number, number], base: LocalDate): LocalDate | null {
  const ways = [day(2000 + c, b, a), day(2000 + c, a, b), day(2000 + a, b, c)].filter((on) => on !== null);
  return ways.find((on) => compareDates(on, base) >= 0) ?? ways[0] ?? null;
}

const fullYear = (text: string | undefined): number =>
  text?.length === 2 ? 2000 + Number(text) : Number(text);
const named = (month: string | undefined, d: string | undefined, y: string | undefined): LocalDate | null =>
  day(y, placeOf(MONTH_NAMES, month ?? '') + 1, d);
const nextNamed = (month: string | undefined, d: string | undefined, base: LocalDate): LocalDate | null =>
  nextDate(placeOf(MONTH_NAMES, month ?? '') + 1, d, base);
const inMonth = ({ year, month }: LocalDate, d: string | undefined): LocalDate | null => day(year, month, d);

/** No year: the first such day from the letter's own on. */
function nextDate(m: string | number | undefined, d: string | undefined, base: LocalDate): LocalDate | null {
  for (let year = base.year; year < base.year + 9; year += 1) {
    const on = day(year, m, d);
    if (on !== null && compareDates(on, base) >= 0) return on;
  }
  return null;
}

/** No month: the first such day from the letter's own on. */
function nextDayOfMonth(d: number, base: LocalDate): LocalDate | null {
  for (let months = 0; months < 3; months += 1) {
    const { year, month } = addMonths({ ...base, day: 1 }, months);
    const on = day(year, month, d);
    if (on !== null && compareDates(on, base) >= 0) return on;
  }
  return null;
}

function monthEnd(month: number, base: LocalDate): LocalDate | null {
  if (month < 1 || month > 12) return null;
  return endOfMonth({ year: month < base.month ? base.year + 1 : base.year, month, day: 1 });
}

/** `next Monday` in its own week: the one of the week that follows, weeks beginning on Monday. Alone: the first one to come. */
function weekdayFrom(which: string, name: number, base: LocalDate): LocalDate {
  const sinceMonday = (weekday(base) + 6) % 7;
  const monday = addDays(base, -sinceMonday);
  const place = (name + 6) % 7;
  if (/다음|차주|내주|来週/.test(which)) return addDays(monday, 7 + place);
  if (/이번|금주|今週/.test(which)) return addDays(monday, place);
  const ahead = (place - sinceMonday + 7) % 7;
  return addDays(base, ahead === 0 ? 7 : ahead);
}
