// Laws for walks: invented ones of every shape beside the real ones, so that what no present law does is tried as well.
import type { LawBook } from '../../src/domain/clock/book.ts';
import type { Occasion } from '../../src/domain/clock/occasion.ts';
import { ARRIVALS, MILESTONES, OUTCOMES } from '../../src/domain/clock/occasion.ts';
import type { Period } from '../../src/domain/clock/period.ts';
import {
  CONTENT_CLASSES,
  type Duty,
  type Element,
  type Mark,
  type Regime,
  STATEMENTS,
  VISIBILITIES,
} from '../../src/domain/clock/regime.ts';
import type { LocalDate } from '../../src/domain/kernel/zone.ts';
import { LETTER_KINDS } from '../../src/domain/notice/letter.ts';
import type { Standing } from '../../src/domain/notice/notifier.ts';
import type { Random } from '../../prove/rig/random.ts';
import { duty, element, regime } from '../support/laws.ts';
import { DAY, isoDay } from './oracle/local-time.ts';

const PLACES = [
  ['KR', 'Asia/Seoul'],
  ['US', 'America/New_York'],
  ['US-CA', 'America/Los_Angeles'],
  ['EU', 'Europe/Brussels'],
  ['GB', 'Europe/London'],
  ['AU', 'Australia/Sydney'],
  ['IN', 'Asia/Kolkata'],
  ['JP', 'Asia/Tokyo'],
  ['SG', 'Asia/Singapore'],
  ['BR', 'America/Sao_Paulo'],
  ['CA', 'America/Toronto'],
  /** Places whose clocks change by half an hour, at midnight, or twice around a month of fasting. */
  ['AU', 'Australia/Lord_Howe'],
  ['BR', 'America/Santiago'],
  ['IN', 'Asia/Beirut'],
  ['US', 'America/Havana'],
  ['CA', 'America/St_Johns'],
  ['GB', 'Africa/Casablanca'],
] as const;

const INVOKERS = [
  ...(['self', 'representative', 'guardian', 'designated-institution', 'anyone'] as const),
  ...(['agency', 'police', 'prosecutor', 'court', 'provider'] as const),
];
/** Laws of people are invoked by people; what an office may send to have its own way is no notice of a person. */
const PEOPLE: readonly Standing[] = INVOKERS.slice(0, 5);
const LETTERS_OF_OFFICES = LETTER_KINDS.filter((kind) => kind !== 'victim-notice');
const NEEDED = STATEMENTS.slice(0, 6);
const MOST = { hours: 200, days: 40, 'working-days': 12, months: 8 };

const some = <T>(random: Random, list: readonly T[], share: number): readonly T[] =>
  list.filter(() => random.chance(share));

const sourced = (random: Random, share = 0.8): { article: string | null; mark: Mark } => ({
  article: random.chance(share) ? 'Art. 1' : null,
  mark: random.chance(share) ? random.pick(['A', 'B'] as const) : 'M',
});

function period(random: Random): Period {
  const unit = random.pick(['hours', 'days', 'days', 'working-days', 'working-days', 'months'] as const);
  return { unit, count: 1 + random.whole(random.chance(0.7) ? 4 : MOST[unit]) };
}

function pace(random: Random): Duty['pace'] {
  if (random.chance(0.75)) return { kind: 'within', period: period(random) };
  return {
    kind: random.pick(['stated', 'immediately', 'without-delay', 'timely', 'not-stated', 'none'] as const),
  };
}

/** A law either starts by awareness or does not: no page says what half of each would mean. */
function startOf(random: Random, isAware: boolean, isFirst: boolean): Occasion {
  if (isFirst && isAware) return 'awareness';
  if (!isFirst && random.chance(0.5)) return random.pick([...MILESTONES, ...OUTCOMES]);
  return isAware ? 'awareness' : random.pick(ARRIVALS.filter((one) => one !== 'awareness'));
}

function duties(random: Random): readonly Duty[] {
  const isAware = random.chance(0.2);
  return Array.from({ length: 1 + random.whole(4) }, (_, at) => {
    const from = startOf(random, isAware, at === 0);
    const ends = random.pick([...OUTCOMES, ...MILESTONES, 'settled' as const].filter((one) => one !== from));
    return duty({
      key: `duty-${at}`,
      from,
      ends,
      pace: from === 'delay-known' ? { kind: 'within', period: period(random) } : pace(random),
      targetHours: random.chance(0.25) ? 1 + random.whole(72) : null,
      extension: random.chance(0.4) ? sourced(random) : null,
      ...sourced(random),
    });
  });
}

const elements = (random: Random): readonly Element[] =>
  Array.from({ length: random.whole(4) }, (_, at) =>
    element({
      key: `element-${at}`,
      needs: [random.pick(NEEDED), ...some(random, NEEDED, 0.15)],
      required: random.chance(0.8),
      ...sourced(random),
    }),
  );

function dateOf(day: number): LocalDate {
  const [year = 0, month = 0, date = 0] = isoDay(day).split('-').map(Number);
  return { year, month, day: date };
}

const FIRST_DAY = Date.UTC(2024, 0, 1) / DAY;
const DAYS = 6 * 365;

function invented(random: Random, id: string, calendars: readonly string[]): readonly Regime[] {
  const [jurisdiction, zone] = random.pick(PLACES);
  const invokers = some(random, INVOKERS, 0.4);
  const law = regime({
    id,
    kind: invokers.some((one) => PEOPLE.includes(one)) ? 'removal-notice' : 'authority-order',
    jurisdiction,
    zone,
    calendar: random.pick(calendars),
    use: random.chance(0.97) ? 'live' : 'comparator',
    status: random.chance(0.97) ? 'in-force' : 'enacted-not-commenced',
    invokers: invokers.map((standing) => ({ standing, ...sourced(random) })),
    letters: some(random, LETTERS_OF_OFFICES, 0.5),
    content: {
      classes: [random.pick(CONTENT_CLASSES), ...some(random, CONTENT_CLASSES, 0.4)].filter(
        (one, at, all) => all.indexOf(one) === at,
      ),
      text: { ko: '', en: '' },
      ...sourced(random),
    },
    surface: { visibility: some(random, VISIBILITIES, 0.7), text: { ko: '', en: '' }, ...sourced(random) },
    elements: elements(random),
    duties: duties(random),
    pause: random.chance(0.6) ? sourced(random) : null,
  });
  if (random.chance(0.7)) return [law];
  const change = FIRST_DAY + random.whole(DAYS);
  return [
    { ...law, inForceUntil: dateOf(change - 1) },
    { ...law, duties: duties(random), elements: elements(random), inForceFrom: dateOf(change) },
  ];
}

/** Invented laws, each with all its editions. */
export function inventedLaws(random: Random, book: LawBook, count: number): readonly (readonly Regime[])[] {
  const calendars = Object.keys(book.calendars);
  return Array.from({ length: count }, (_, at) => invented(random, `invented-${at + 1}`, calendars));
}
