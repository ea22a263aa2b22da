// Times of day and time zones as letters write them: `오후 6시 30분`, `3 p.m.`, `15.30 Uhr`, `正午`, `close of business`, `KST`, `UTC+9`.

export interface TimeMention {
  readonly start: number;
  readonly end: number;
  /** Seconds since midnight; 86,400 is the midnight that ends the day. */
  readonly seconds: number;
}

const [HOUR, MINUTE] = [3_600, 60];
export const END_OF_DAY = 24 * HOUR - 1;
const CLOSE_OF_BUSINESS = 18 * HOUR;
const HALF = String.raw`오전|오후|午前|午後|아침|새벽|낮|저녁|밤`;

const CLOSE =
  /close of (?:business|play)|\bcob\b|end of (?:the )?(?:business|working) (?:day|hours)|end of business|(?:업무|근무|일과) ?(?:시간)? ?(?:종료|마감|내|중|끝)|퇴근|dienst(?:schluss|ende)|gesch(?:ä|ae)ftsschluss|b(?:ü|ue)roschluss|ende der (?:geschäfts|büro|dienst)zeit\w*|(?:営業|業務|就業|執務)(?:時間)?(?:の)?(?:終了|内|中)|終業|営業日の終わり/gi;
const DAY_END = /end of (?:the )?day|\beod\b|ende des tages|tagesende|中に/gi;
const NOON = /정오|正午|\bnoon\b|\bmidday\b|\bmittags?\b(?! \d)/gi;
const MIDNIGHT = /자정|\bmidnight\b|mitternacht|深夜0時/gi;
const CLOCKS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:(${HALF}) ?)?(?<![\d:.])(\d{1,2}):(\d{2})(?::\d{2})?(?![\d]) ?(?:(a|p)\.? ?m\b\.?)?`,
    'gi',
  ),
  new RegExp(
    String.raw`(?:(${HALF}) ?)?(?<![\d:.])(\d{1,2}) ?(?:시(?!간)|時(?!間))(?: ?(?:(\d{1,2}) ?(?:분|分)|반|半))?`,
    'gi',
  ),
  /()(?<![\d:.])(\d{1,2})(?:[.:](\d{2}))? ?(a|p)\.? ?m\b\.?/gi,
  /()(?<![\d:.])(\d{1,2})(?:[.:](\d{2}))? ?(?:uhr|o['’]clock)/gi,
  /()(?<![\d:.])(\d{2})(\d{2}) ?(?:hrs?|hours|h)\b/gi,
  /()(?<![\d:.])(\d{1,2}) ?h ?(\d{2})?\b/gi,
];

/** All times of day that a text names, none inside another. A time that no clock shows is left out. */
export function timesIn(text: string): TimeMention[] {
  let left = text;
  const found: TimeMention[] = [];
  const take = (form: RegExp, secondsOf: (match: RegExpExecArray) => number | null): void => {
    for (const match of [...left.matchAll(form)]) {
      const seconds = secondsOf(match);
      const end = match.index + match[0].length;
      if (seconds !== null) found.push({ start: match.index, end, seconds });
      left = `${left.slice(0, match.index)}${' '.repeat(match[0].length)}${left.slice(end)}`;
    }
  };
  take(CLOSE, () => CLOSE_OF_BUSINESS);
  for (const clock of CLOCKS) take(clock, clockTime);
  take(NOON, () => 12 * HOUR);
  take(MIDNIGHT, () => 24 * HOUR);
  take(DAY_END, () => END_OF_DAY);
  return found.sort((a, b) => a.start - b.start);
}

function clockTime([whole, half = '', hours = '', minutes, latin = '']: RegExpExecArray): number | null {
  const said = Number(hours);
  const past = minutes === undefined ? (/반|半/.test(whole) ? 30 : 0) : Number(minutes);
  const hour = hourOf(said, half, latin.toLowerCase());
  const seconds = hour * HOUR + past * MINUTE;
  return past > 59 || seconds > 24 * HOUR ? null : seconds;
}

function hourOf(said: number, half: string, latin: string): number {
  if (half === '밤' && said === 12) return 24;
  const isLate =
    latin === 'p' || ['오후', '午後', '저녁', '밤'].includes(half) || (half === '낮' && said < 6);
  const isEarly = latin === 'a' || ['오전', '午前', '새벽', '아침'].includes(half);
  if (isLate && said < 12) return said + 12;
  return isEarly && said === 12 ? 0 : said;
}

/** A zone: minutes east of UTC, or the name of a zone with daylight saving. */
export type Zone = number | string;

const ZONES: readonly (readonly [RegExp, Zone])[] = [
  [
    /\bKST\b|한국 ?(?:표준시|시간|시각|기준)|서울 ?(?:시간|시각|기준)|대한민국 ?(?:시간|표준시)|korea(?:n)? (?:standard )?time|seoul (?:local )?time|koreanische[rn]? zeit|韓国(?:標準)?時間/i,
    540,
  ],
  [
    /\bJST\b|일본 ?(?:표준시|시간)|日本(?:標準)?時間|japan(?:ese)? (?:standard )?time|tokyo (?:local )?time|japanische[rn]? zeit/i,
    540,
  ],
  [/\bCEST\b|\bMESZ\b|central european summer time/i, 120],
  [/\bCET\b|\bMEZ\b|central european time/i, 60],
  [
    /berlin(?:er)? (?:local )?(?:time|zeit)|german time|deutsche[rn]? zeit|독일 ?(?:시간|시각)|베를린 ?시간|ドイツ時間/i,
    'Europe/Berlin',
  ],
  [/london time|british time|uk time/i, 'Europe/London'],
  [/\bE[D]T\b/, -240],
  [/\bEST\b/, -300],
  [/\bPDT\b/, -420],
  [/\bPST\b/, -480],
  [/\bBST\b/, 60],
  [/\bSGT\b|singapore time/i, 480],
  [/\bAEST\b/, 600],
  [/\bAEDT\b/, 660],
  [
    /\beastern (?:standard |daylight )?time\b|new york(?:er)? (?:local )?(?:time|zeit)|ostküstenzeit|(?:동부|뉴욕) ?(?:표준시|시간)|東部(?:標準)?時間/i,
    'America/New_York',
  ],
  [
    /\bpacific (?:standard |daylight )?time\b|pazifi(?:k|sche) ?(?:stand?ard)?zeit|(?:태평양|미국? ?서부) ?(?:표준시|시간)|太平洋(?:標準)?時間/i,
    'America/Los_Angeles',
  ],
  [
    /\b(?<!european )central (?:standard |daylight )?time\b|中部(?:標準)?時間|중부 ?(?:표준시|시간)/i,
    'America/Chicago',
  ],
  [/(?<=[\dm.)] ?)\bET\b/, 'America/New_York'],
  [/(?<=[\dm.)] ?)\bPT\b/, 'America/Los_Angeles'],
  [/\bHKT\b|hong kong time|\bbeijing time|베이징 ?시간|北京時間/i, 480],
  [/\bindian? (?:standard )?time/i, 330],
];
const OFFSET = /(?:\b(?:UTC|GMT)\b ?|(?<=\d:\d{2}(?::\d{2})?) ?|\( ?)([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)/;
const UTC = /\b(?:UTC|GMT)\b|협정 ?세계시|세계 ?표준시|協定世界時|weltzeit|(?<=\d\d:\d\d(?::\d\d)?)Z\b/i;

/** The zone that a text names beside its times, or null. */
export function zoneIn(text: string): Zone | null {
  const offset = OFFSET.exec(text.replace(/(?<!\d)\d{4}-\d{2}-\d{2}/g, '          '));
  if (offset !== null && Number(offset[2]) <= 14) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === '+' ? minutes : -minutes;
  }
  return ZONES.find(([words]) => words.test(text))?.[1] ?? (UTC.test(text) ? 0 : null);
}
