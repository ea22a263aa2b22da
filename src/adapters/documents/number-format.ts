// A number of a workbook as it is shown (ECMA-376, part 1, 18.8.30-31): list numbers such as `007`, `[7]` or `7번`, dates, thousands.
// The formats of lists are covered; fractions and colours are not, and give the plain number.

const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: 'h:mm:ss',
  47: 'mm:ss',
  49: '@',
};
/** Dates in the writing of the machine's language. */
const LOCAL_DATES = [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** The format of a number: those with a number of their own, or as the workbook writes it. */
export function formatOf(id: number, custom: ReadonlyMap<number, string>): string {
  return custom.get(id) ?? BUILT_IN[id] ?? (LOCAL_DATES.includes(id) ? 'yyyy-mm-dd' : 'General');
}

/** @param written the value in the file */
export function shownNumber(written: string, format: string, is1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (/^general$/i.test(format) || format === '@') return plainNumber(value, written);
  const sections = sectionsOf(format);
  const tokens = (value < 0 ? sections[1] : value === 0 ? sections[2] : undefined) ?? sections[0] ?? [];
  if (tokens.some(({ kind }) => kind === 'date')) return shownDate(value, tokens, is1904);
  if (!tokens.some(({ kind }) => kind === 'digit'))
    return tokens.some(({ kind }) => kind === 'general')
      ? decorated(tokens, plainNumber(value, written))
      : literal(tokens);
  return shownDigits(value, tokens, value < 0 && sections[1] === undefined);
}

/** Whole numbers in full: a workbook would shorten long ids to powers of ten. */
function plainNumber(value: number, written: string): string {
  if (/^-?\d+$/.test(written.trim())) return written.trim();
  return String(Number(value.toPrecision(11)));
}

interface Token {
  readonly kind: 'literal' | 'digit' | 'point' | 'comma' | 'percent' | 'date' | 'general';
  readonly text: string;
}

const TOKEN =
  /"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[(h+|m+|s+)\]|\[[^\]]*\]|(AM\/PM|A\/P|오전\/오후)|(general)|(y+|m+|d+|h+|s+|e+(?![+-])|g+|b+|a{3,})|([0#?])|(\.)|(,)|(%)|@|E[+-]|(.)/giu;

function sectionsOf(format: string): Token[][] {
  const sections: Token[][] = [[]];
  for (const match of format.slice(0, 300).matchAll(TOKEN)) {
    const [, quoted, escaped, currency, elapsed, half, general, date, digit, point, comma, percent, other] =
      match;
    const text =
      quoted ??
      escaped ??
      currency ??
      elapsed ??
      half ??
      general ??
      date ??
      digit ??
      point ??
      comma ??
      percent ??
      other ??
      '';
    if (other === ';') {
      sections.push([]);
      continue;
    }
    const kind =
      general !== undefined
        ? 'general'
        : (elapsed ?? half ?? date) !== undefined
          ? 'date'
          : digit !== undefined
            ? 'digit'
            : point !== undefined
              ? 'point'
              : comma !== undefined
                ? 'comma'
                : percent !== undefined
                  ? 'percent'
                  : 'literal';
    sections.at(-1)?.push({ kind, text });
  }
  return sections;
}

const literal = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');
const decorated = (tokens: readonly Token[], number: string): string =>
  tokens.map(({ kind, text }) => (kind === 'general' ? number : text)).join('');

/** Digits from the right into the places of the whole part; what is left over goes in front of the first. */
function shownDigits(value: number, tokens: readonly Token[], isNegative: boolean): string {
  const point = tokens.findIndex(({ kind }) => kind === 'point');
  const first = tokens.findIndex(({ kind }) => kind === 'digit');
  const isWhole = (at: number): boolean => point === -1 || at < point;
  const places = tokens.filter(({ kind }, at) => kind === 'digit' && !isWhole(at)).length;
  const percents = tokens.filter(({ kind }) => kind === 'percent').length;
  const [whole = '0', fraction = ''] = Math.abs(value * 100 ** percents)
    .toFixed(Math.min(places, 20))
    .split('.');
  const grouped = tokens.some(({ kind }, at) => kind === 'comma' && at > first);
  const digits = [...(whole === '0' ? '' : whole)];
  const least = tokens.filter(({ kind, text }, at) => kind === 'digit' && text === '0' && isWhole(at)).length;
  // With thousands apart the whole part is one text; without, each place takes its digit, and words stand between them.
  const inPlace = (at: number, text: string): string => {
    if (grouped) return at === first ? thousands(digits.join('').padStart(least, '0')) : '';
    return at === first
      ? digits.join('') || text.replace(/[^0]/, '')
      : (digits.pop() ?? text.replace(/[^0]/, ''));
  };
  let [decimals, shown] = [0, ''];
  for (const [back, { kind, text }] of tokens.toReversed().entries()) {
    const at = tokens.length - 1 - back;
    if (kind === 'comma') continue;
    if (kind === 'digit' && !isWhole(at)) {
      decimals += 1;
      shown = (fraction[places - decimals] ?? '0') + shown;
    } else shown = (kind === 'digit' ? inPlace(at, text) : text) + shown;
  }
  return (isNegative ? '-' : '') + shown;
}

const thousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

function shownDate(value: number, tokens: readonly Token[], is1904: boolean): string {
  const at = new Date((is1904 ? EPOCH_1904 : EPOCH) + Math.round(value * DAY_MS));
  if (Number.isNaN(at.getTime())) return String(value);
  const hasHalf = tokens.some(({ text }) => /^(?:am|a|오전)\//i.test(text));
  let wasHour = false;
  return tokens
    .map(({ kind, text }, index) => {
      if (kind !== 'date') return text;
      const nextIsSecond =
        tokens
          .slice(index + 1)
          .find((token) => token.kind === 'date')
          ?.text.startsWith('s') === true;
      const isMinute = /^m{1,2}$/i.test(text) && (wasHour || nextIsSecond);
      wasHour = /^h/i.test(text);
      return dateWord(at, text, isMinute, hasHalf);
    })
    .join('');
}

function dateWord(at: Date, text: string, isMinute: boolean, hasHalf: boolean): string {
  const padded = (value: number): string => String(value).padStart(Math.min(text.length, 2), '0');
  const hour = at.getUTCHours();
  switch (text[0]?.toLowerCase()) {
    case 'y':
    case 'e':
    case 'b':
      return text.length <= 2 && text[0] !== 'e'
        ? String(at.getUTCFullYear()).slice(-2)
        : String(at.getUTCFullYear());
    case 'm':
      if (isMinute) return padded(at.getUTCMinutes());
      return text.length > 2 ? (MONTHS[at.getUTCMonth()] ?? '') : padded(at.getUTCMonth() + 1);
    case 'd':
      return text.length > 2
        ? (['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][at.getUTCDay()] ?? '')
        : padded(at.getUTCDate());
    case 'h':
      return padded(hasHalf ? ((hour + 11) % 12) + 1 : hour);
    case 's':
      return padded(at.getUTCSeconds());
    case 'a':
      if (!text.includes('/')) return [...'일월화수목금토'][at.getUTCDay()] ?? '';
      return hour < 12 ? 'AM' : 'PM';
    case '오':
      return hour < 12 ? '오전' : '오후';
    default:
      return '';
  }
}
