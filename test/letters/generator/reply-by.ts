// By when a letter asks for an answer: the moment that is meant, and the words for it in the letter's own language.
import type { Chance } from './chance.ts';
import type { Tongue } from './intent.ts';

export interface ReplyBy {
  /** Epoch milliseconds. */
  readonly at: number;
  /** As it stands in the sentence that asks: `… (월) 15:00까지`, `by …`, `bis …`, `…までに`. */
  readonly words: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKDAYS: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['일', '월', '화', '수', '목', '금', '토'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
};
const MONTHS: Readonly<Record<'en' | 'de', readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
};
/** 23 November 2026 is a public holiday in Japan. */
const JAPANESE_HOLIDAY = Date.UTC(2026, 10, 23);

/**
 * @param writtenAt local wall time of the letter, which is when it was received as well
 * @param zone hours east of UTC of its sender
 */
export function replyByOf(chance: Chance, tongue: Tongue, writtenAt: number, zone: number): ReplyBy {
  const today = writtenAt - (writtenAt % DAY);
  if (chance.percent(14)) {
    const hours = chance.one([12, 24, 24, 48, 72]);
    return { at: writtenAt - zone * HOUR + hours * HOUR, words: withinHours(chance, tongue, hours) };
  }
  if (chance.percent(10)) {
    const days = chance.between(2, 5);
    const day = workingDay(today, days, tongue);
    return { at: day + DAY - 1_000 - zone * HOUR, words: withinWorkingDays(chance, tongue, days) };
  }
  const day = today + chance.between(1, 20) * DAY;
  const time = timeOf(chance, tongue);
  return { at: day + time.after - zone * HOUR, words: until(chance, tongue, day, time.words) };
}

function workingDay(today: number, count: number, tongue: Tongue): number {
  let [day, left] = [today, count];
  while (left > 0) {
    day += DAY;
    const weekday = new Date(day).getUTCDay();
    const isFree = weekday === 0 || weekday === 6 || (tongue === 'ja' && day === JAPANESE_HOLIDAY);
    if (!isFree) left -= 1;
  }
  return day;
}

const NUMBER_WORDS = ['', 'one', 'two', 'three', 'four', 'five'];

function withinHours(chance: Chance, tongue: Tongue, hours: number): string {
  return chance.one(
    {
      ko: [
        `접수 후 ${hours}시간 이내에`,
        `본 문서를 받은 때부터 ${hours}시간 안에`,
        `수신 후 ${hours}시간 내로`,
      ],
      en: [
        `within ${hours} hours of receipt`,
        `within ${hours} hours after receiving this letter`,
        `not later than ${hours} hours from receipt of this letter`,
      ],
      ja: [`受領後${hours}時間以内に`, `本書受信から${hours}時間以内に`],
      de: [
        `innerhalb von ${hours} Stunden nach Zugang`,
        `binnen ${hours} Stunden nach Erhalt dieses Schreibens`,
      ],
    }[tongue],
  );
}

function withinWorkingDays(chance: Chance, tongue: Tongue, days: number): string {
  return chance.one(
    {
      ko: [`접수일로부터 ${days}영업일 이내에`, `${days}근무일 이내에`],
      en: [`within ${NUMBER_WORDS[days] ?? days} working days of receipt`, `within ${days} business days`],
      ja: [`受領後${days}営業日以内に`, `${days}営業日以内に`],
      de: [`innerhalb von ${days} Arbeitstagen nach Zugang`, `binnen ${days} Arbeitstagen`],
    }[tongue],
  );
}

interface Time {
  /** Milliseconds after the day's beginning. */
  readonly after: number;
  readonly words: string | null;
}

function timeOf(chance: Chance, tongue: Tongue): Time {
  if (chance.percent(22)) return { after: DAY - 1_000, words: null };
  if (chance.percent(6))
    return { after: DAY, words: { ko: '24:00', en: '24:00', ja: '24時', de: '24:00 Uhr' }[tongue] };
  const [hour, minute] = [chance.between(9, 20), chance.one([0, 0, 0, 30, 15, 45])];
  const two = String(minute).padStart(2, '0');
  const half = hour > 12 ? hour - 12 : hour;
  const isWhole = minute === 0;
  const forms: Readonly<Record<Tongue, readonly string[]>> = {
    ko: [
      `${hour}:${two}`,
      isWhole ? `${hour}시` : `${hour}시 ${minute}분`,
      `${hour < 12 ? '오전' : '오후'} ${half}시${isWhole ? '' : minute === 30 ? ' 반' : ` ${minute}분`}`,
      ...(hour === 12 && isWhole ? ['정오'] : []),
    ],
    en: [
      `${hour}:${two}`,
      `${half}:${two} ${hour < 12 ? 'am' : 'pm'}`,
      `${half}${isWhole ? '' : `:${two}`} ${hour < 12 ? 'a.m.' : 'p.m.'}`,
      ...(hour === 12 && isWhole ? ['noon'] : []),
    ],
    ja: [
      `${hour}:${two}`,
      `${hour}時${isWhole ? '' : `${minute}分`}`,
      `${hour < 12 ? '午前' : '午後'}${half === 12 ? 0 : half}時${isWhole ? '' : `${minute}分`}`,
      ...(hour === 12 && isWhole ? ['正午'] : []),
    ],
    de: [`${hour}:${two} Uhr`, isWhole ? `${hour} Uhr` : `${hour}.${two} Uhr`],
  };
  return { after: (hour * 60 + minute) * 60_000, words: chance.one(forms[tongue]) };
}

function until(chance: Chance, tongue: Tongue, day: number, time: string | null): string {
  const date = new Date(day);
  const [y, m, d, weekday] = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCDay(),
  ];
  const named = WEEKDAYS[tongue][weekday] ?? '';
  switch (tongue) {
    case 'ko': {
      const on = chance.one([
        `${y}. ${m}. ${d}.(${named})`,
        `${y}년 ${m}월 ${d}일(${named})`,
        `${y}년 ${m}월 ${d}일`,
        `${m}월 ${d}일(${named})`,
        `${m}월 ${d}일`,
        `${m}. ${d}.(${named})`,
        `${y}-${m}-${String(d).padStart(2, '0')}`,
        `'${y - 2000}. ${m}. ${d}.`,
      ]);
      return `${on}${time === null ? '' : ` ${time}`}까지`;
    }
    case 'ja': {
      const on = chance.one([
        `${y}年${m}月${d}日（${named}）`,
        `${y}年${m}月${d}日`,
        `令和${y - 2018}年${m}月${d}日`,
        `${m}月${d}日（${named}）`,
        `${m}月${d}日`,
        `${y}/${m}/${d}`,
      ]);
      return `${on}${time === null ? '' : ` ${time}`}までに`;
    }
    case 'de': {
      const month = MONTHS.de[m - 1] ?? '';
      const on = chance.one([
        `${d}. ${month} ${y}`,
        `${named}, den ${d}. ${month} ${y},`,
        `${d}.${m}.${y}`,
        `${d}. ${month}`,
        `${String(d).padStart(2, '0')}.${m}.${y},`,
      ]);
      const before = chance.one(['bis zum', 'bis spätestens', 'spätestens bis zum']);
      return `${before} ${time === null ? on.replace(/,$/, '') : `${on.replace(/,$/, '')}${chance.one([',', ' um'])} ${time}`}`;
    }
    case 'en':
      return englishUntil(chance, { y, m, d, named }, time);
  }
}

function englishUntil(
  chance: Chance,
  { y, m, d, named }: { y: number; m: number; d: number; named: string },
  time: string | null,
): string {
  const month = MONTHS.en[m - 1] ?? '';
  const on = chance.one([
    `${named}, ${d} ${month} ${y}`,
    `${month} ${d}, ${y}`,
    `${d} ${month.slice(0, 3)} ${y}`,
    `${d} ${month}`,
    `${named}, ${month} ${d}`,
    `${y}-${m}-${String(d).padStart(2, '0')}`,
  ]);
  const before = chance.one(['by', 'no later than', 'on or before', 'not later than']);
  if (time === null) return `${before} ${on}`;
  // The sender sits in Seoul; its letters in English say so more often than not.
  const zone = chance.percent(70) ? chance.one([' KST', ' (KST)', ' Korea time', ' (UTC+9)']) : '';
  return chance.percent(50)
    ? `${before === 'on or before' ? 'by' : before} ${time}${zone} on ${on}`
    : `${before} ${on}, ${time}${zone}`;
}
