// By when the letter asks for an answer or a result. A date alone is no deadline: it must be one that something is asked for by, and
// what is asked for must be an answer or what the answer tells of, not for how long data are kept or a picture was seen.
import { after, HOUR, type Instant, instant, MINUTE, SECOND } from '../kernel/instant.ts';
import { addDays, instantOf, type LocalDate, localOf } from '../kernel/zone.ts';
import { oneLine, plainText } from './plain-text.ts';
import { daysIn } from './reply-day.ts';
import { type PeriodMention, periodsIn } from './reply-period.ts';
import { END_OF_DAY, timesIn, type TimeMention, type Zone, zoneIn } from './reply-time.ts';
import {
  ACTION,
  ANSWER,
  APPEAL,
  BEFORE,
  BEHIND,
  DEADLINE,
  EXTENDED,
  FROM_THE_LETTER,
  FROM_TO,
  KEEPING,
} from './reply-words.ts';
import { says } from './wording.ts';
import { WEEKENDS_ONLY, type WorkingDays, workingDayAfter } from './working-days.ts';
import { withDigits } from './written-numbers.ts';

export interface ReplyRules {
  readonly now: Instant;
  readonly date: { readonly at: number; readonly offsetMinutes: number } | null;
  /** Of the letter: they tell where its sender is, if nobody else does. */
  readonly languages: readonly string[];
  readonly country: string | null;
  readonly workingDays: Readonly<Record<string, WorkingDays>>;
}

interface Candidate {
  readonly at: Instant;
  readonly weight: number;
}

const ZONE_OF: Readonly<Record<string, Zone>> = {
  KR: 'Asia/Seoul',
  JP: 'Asia/Tokyo',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  ES: 'Europe/Madrid',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  SG: 'Asia/Singapore',
};
const COUNTRY_OF: Readonly<Record<string, string>> = { ko: 'KR', ja: 'JP', de: 'DE' };

/** `(월)` behind a day. */
const IN_BRACKETS = /^ ?\([^()]{0,40}\)/;
/** How far behind a day, and in front of it, the words say that it is a deadline. */
const [FAR_BEHIND, FAR_BEFORE] = [80, 40];
/** Not every point ends a sentence; before a capital letter or another script it does. */
const SENTENCE_END = /[.!?] (?=[A-ZÄÖÜ가-힣])/g;
const MAX_SUBJECT = 300;
/** How near a time stands to its day. */
const NEAR = 28;
const CLAUSE_END = /[,;、]|(?:하고|이며|하며|고|며) | and | und | sowie |。/gi;
/** @param sentences the letter's own, plain */
export function readReplyBy(sentences: readonly string[], rules: ReplyRules): Instant | null {
  const sender = senderOf(rules);
  const found = sentences.flatMap((text) => candidatesIn(withDigits(text), rules, sender));
  const best = found.reduce<Candidate | null>((a, b) => (a === null || b.weight > a.weight ? b : a), null);
  return best === null ? null : best.at;
}

/** The Subject of an answer is that of the mail it answers. */
const ANSWERS = /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:re|aw|antw|sv|답장|회신|返信)(?:\[\d+\])?\s*[:：]/i;

/** A deadline that the Subject names, for a letter whose own words name none. @returns null too where it has passed */
export function replyByInSubject(subject: string, rules: ReplyRules): Instant | null {
  const text = oneLine(plainText(subject)).slice(0, MAX_SUBJECT);
  if (text === '' || ANSWERS.test(text)) return null;
  const at = readReplyBy([text], rules);
  return at !== null && at > (rules.date?.at ?? rules.now) ? at : null;
}

interface Where {
  readonly zone: Zone;
  readonly days: WorkingDays;
}

/** Where the sender is: the country of its enrolment, else what its language says, else what its mail's Date says. */
function senderOf({ country, languages, date, workingDays }: ReplyRules): Where {
  const spoken = ['ko', 'ja', 'de'].find((language) => languages.includes(language)) ?? '';
  const home = country ?? COUNTRY_OF[spoken] ?? null;
  const zone = (home === null ? undefined : ZONE_OF[home]) ?? date?.offsetMinutes ?? 0;
  return { zone, days: (home === null ? undefined : workingDays[home]) ?? WEEKENDS_ONLY };
}

function candidatesIn(text: string, rules: ReplyRules, sender: Where): Candidate[] {
  if (
    !/\d|하루|일|요일|day|week|hour|tag|noon|stunde|월말|曜|日|時|end of|ende|close of|업무|오늘|내일|morgen|heute/i.test(
      text,
    )
  )
    return [];
  const zone = zoneIn(text) ?? sender.zone;
  const written = rules.date?.at ?? rules.now;
  const base = dateAt(written, zone);
  const days = daysIn(text, base);
  const blanked = days.reduce(
    (left, { start, end }) => `${left.slice(0, start)}${' '.repeat(end - start)}${left.slice(end)}`,
    text,
  );
  const times = timesIn(blanked);
  const isExtended = says(EXTENDED, text);
  const byDay = days.flatMap((day, at): Candidate[] => {
    // `from the 20th to the 27th`: the day that it is moved to stands last.
    if (isExtended && at < days.length - 1) return [];
    const time = timeOf(day, times, days[at + 1]?.start ?? text.length, days[at - 1]?.end ?? 0);
    const start = Math.min(day.start, time?.start ?? day.start);
    const end = Math.max(day.end, time?.end ?? day.end);
    if (day.on === null || !(isDeadline(text, start, end) || (isExtended && isNewDay(text, start, end))))
      return [];
    return weighed(text, start, end, moment(day.on, time?.seconds ?? END_OF_DAY, zone));
  });
  const periods = periodsIn(blanked);
  const byPeriod = periods.flatMap((period): Candidate[] => {
    const time = times.find(
      ({ start }) => Math.abs(start - period.end) < NEAR || Math.abs(period.start - start) < NEAR,
    );
    const at = periodEnd(period, time?.seconds ?? END_OF_DAY, text, rules, { ...sender, zone });
    return weighed(text, period.start, period.end, at, false);
  });
  const byTime =
    days.length + periods.length > 0
      ? []
      : times.flatMap(({ start, end, seconds }): Candidate[] => {
          if (!isDeadline(text, start, end)) return [];
          const today = moment(base, seconds, zone);
          return weighed(text, start, end, today > written ? today : moment(addDays(base, 1), seconds, zone));
        });
  return [...byDay, ...byPeriod, ...byTime];
}

const dateAt = (at: number, zone: Zone): LocalDate =>
  typeof zone === 'string' ? localOf(instant(at), zone) : localOf(instant(at + zone * MINUTE), 'UTC');

/** The moment at which a clock in the zone shows so many seconds of a day; 24:00 is the first moment of the next day. */
function moment(on: LocalDate, seconds: number, zone: Zone): Instant {
  const isNextDay = seconds === 24 * (HOUR / SECOND);
  const { year, month, day } = isNextDay ? addDays(on, 1) : on;
  const left = isNextDay ? 0 : seconds;
  const wall = {
    year,
    month,
    day,
    hour: Math.floor(left / 3_600),
    minute: Math.floor(left / 60) % 60,
    second: left % 60,
  };
  if (typeof zone === 'string') return instantOf(wall, zone);
  return after(instantOf(wall, 'UTC'), -zone * MINUTE);
}

/** The time that stands beside a day, and nearer to it than to any other. */
function timeOf(
  day: { readonly start: number; readonly end: number },
  times: readonly TimeMention[],
  next: number,
  previous: number,
): TimeMention | undefined {
  const behind = times.find(({ start }) => start >= day.end && start < next && start - day.end <= NEAR);
  return (
    behind ?? times.find(({ start, end }) => end <= day.start && start >= previous && day.start - end <= NEAR)
  );
}

function isDeadline(text: string, start: number, end: number): boolean {
  const behind = text
    .slice(end, end + FAR_BEHIND)
    .replace(IN_BRACKETS, '')
    .trimStart();
  const before =
    text
      .slice(Math.max(0, start - FAR_BEFORE), start)
      .split(/[.;!?]/)
      .at(-1) ?? '';
  return says(BEHIND, behind) || says(BEFORE, before);
}

const isNewDay = (text: string, start: number, end: number): boolean =>
  /(?:\bto|\buntil|\btill|\bauf|\bbis|\bzum)(?: the| den| zum)? ?$/i.test(text.slice(0, start).slice(-12)) ||
  /^ ?(?:\([^()]{0,9}\) ?)?(?:로|으로|まで|に)/.test(text.slice(end, end + 16));

/** How surely this is what an answer is asked for by; nothing where the words around it speak of something else. */
function weighed(text: string, start: number, end: number, at: Instant, maySpan = true): Candidate[] {
  const breaks = [...text.matchAll(CLAUSE_END)].map(({ index, 0: mark }) => index + mark.length);
  const from = breaks.filter((place) => place <= start).at(-1) ?? 0;
  const to = breaks.find((place) => place > end) ?? text.length;
  const here = clauseAround(text.slice(from, to), start - from);
  if (says(APPEAL, here) && !says(ANSWER, here)) return [];
  const near = weightOf(text.slice(from, to));
  const weight = near ?? weightOf(text) ?? 0;
  const isSpan =
    says(FROM_TO, text.slice(Math.max(from, start - 25), start)) && !says(ANSWER, text.slice(from, to));
  return weight > 0 && !(maySpan && isSpan) ? [{ at, weight }] : [];
}

/** The words up to the next end of a sentence on both sides of a place. */
function clauseAround(words: string, place: number): string {
  const ends = [...words.matchAll(SENTENCE_END)].map(({ index }) => index + 1);
  return words.slice(
    ends.filter((end) => end <= place).at(-1) ?? 0,
    ends.find((end) => end > place),
  );
}

/** Null where the words say nothing of what the date is for. */
function weightOf(words: string): number | null {
  if (says(ANSWER, words)) return says(KEEPING, words) && !says(DEADLINE, words) ? 3 : 4;
  if (says(KEEPING, words)) return 0;
  if (says(DEADLINE, words)) return 3;
  return says(ACTION, words) ? 2 : null;
}

function periodEnd(
  { count, unit }: PeriodMention,
  seconds: number,
  text: string,
  { now, date }: ReplyRules,
  { zone, days }: Where,
): Instant {
  const from = says(FROM_THE_LETTER, text) ? (date?.at ?? now) : now;
  if (unit === 'hours') return after(instant(from), count * HOUR);
  const first = dateAt(from, zone);
  if (unit === 'working-days') return moment(workingDayAfter(days, first, count), seconds, zone);
  return moment(addDays(first, unit === 'weeks' ? count * 7 : count), seconds, zone);
}
