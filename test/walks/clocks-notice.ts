// Notices for walks: any sender, any letter, at the moments that hurt (changes of the clocks, leap days, ends of years and months, holidays,
// Fridays, the first and last moments of a law).
import type { Reach } from '../../src/domain/clock/apply.ts';
import type { LawBook } from '../../src/domain/clock/book.ts';
import {
  CONTENT_CLASSES,
  type Regime,
  type Statement,
  STATEMENTS,
  VISIBILITIES,
} from '../../src/domain/clock/regime.ts';
import { LETTER_KINDS } from '../../src/domain/notice/letter.ts';
import type { Random } from '../../prove/rig/random.ts';
import { changesOf, DAY, HOUR, momentOf, weekdayOf } from './oracle/local-time.ts';
import type { Speaker, Told } from './oracle/which-laws.ts';

const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2029, 11, 31);
const COUNTRIES = ['KR', 'US', 'DE', 'FR', 'EU', 'GB', 'AU', 'IN', 'JP', 'SG', 'BR', 'CA'];
const STANDINGS = [
  ...(['unknown', 'self', 'representative', 'guardian', 'designated-institution', 'anyone'] as const),
  ...(['agency', 'police', 'prosecutor', 'court'] as const),
];
const FRIDAY = 5;

/** Everything a walk begins with. */
export interface Beginning {
  readonly book: LawBook;
  readonly reach: Reach;
  readonly told: Told;
  readonly speaker: Speaker;
  readonly items: number;
}

export interface Laws {
  readonly real: LawBook;
  readonly invented: readonly (readonly Regime[])[];
}

const some = <T>(random: Random, list: readonly T[], share: number): readonly T[] =>
  list.filter(() => random.chance(share));

export function beginning(random: Random, laws: Laws): Beginning {
  const { regimes, focus } = regimesFor(random, laws);
  const book = { regimes, calendars: laws.real.calendars };
  const speaker = speakerFor(random, focus);
  const receivedAt = receiptFor(random, focus, book);
  const visibility = random.chance(0.5) ? null : random.pick(VISIBILITIES);
  return {
    book,
    reach: reachFor(random, focus),
    speaker,
    items: random.pick([1, 1, 1, 2, 3, 0]),
    told: {
      receivedAt,
      letter: letterFor(random, focus),
      content: random.chance(0.5) ? [] : some(random, CONTENT_CLASSES, 0.4),
      visibility:
        random.chance(0.5) && focus.surface.visibility[0] ? focus.surface.visibility[0] : visibility,
      missing: random.chance(0.6) ? [] : statementsOf(random, focus),
      replyBy: random.chance(0.4)
        ? null
        : receivedAt + random.whole(5 * DAY) - (random.chance(0.05) ? DAY : 0),
    },
  };
}

function regimesFor(random: Random, { real, invented }: Laws): { regimes: readonly Regime[]; focus: Regime } {
  const own = Array.from({ length: 2 }, () => random.pick(invented)).filter(
    (one, at, all) => all.indexOf(one) === at,
  );
  const actual = random.chance(0.05) ? real.regimes : some(random, real.regimes, 0.2);
  const focus = random.chance(0.6) ? random.pick(real.regimes) : random.pick(own.flat());
  const regimes = [...new Set([...actual, ...own.flat(), focus])];
  return { regimes, focus };
}

/** Mostly somebody who may invoke the law. */
function speakerFor(random: Random, { invokers, jurisdiction }: Regime): Speaker {
  const named = invokers.map(({ standing }) => standing).filter((standing) => standing !== 'provider');
  const standing = named.length > 0 && random.chance(0.65) ? random.pick(named) : random.pick(STANDINGS);
  const home = jurisdiction === 'EU' ? random.pick(['DE', 'FR', 'EU']) : jurisdiction.slice(0, 2);
  const country = random.chance(0.75) ? home : random.pick([null, ...COUNTRIES]);
  return { standing, country, proven: random.chance(0.65) };
}

function letterFor(random: Random, { letters }: Regime): Told['letter'] {
  if (letters.length > 0 && random.chance(0.7)) return random.pick(letters);
  return random.chance(0.4) ? 'victim-notice' : random.pick(LETTER_KINDS);
}

function reachFor(random: Random, focus: Regime): Reach {
  const ruledOut = random.chance(0.04) ? [focus.id] : [];
  if (random.chance(0.7)) return { jurisdictions: 'all', ruledOut };
  return { jurisdictions: [...some(random, [...COUNTRIES, 'US-CA'], 0.5), focus.jurisdiction], ruledOut };
}

/** Some statements, mostly such as the law asks for. */
export function statementsOf(random: Random, { elements }: Regime): readonly Statement[] {
  const asked = elements.flatMap(({ needs }) => needs);
  if (asked.length === 0 || random.chance(0.2)) return [random.pick(STATEMENTS)];
  return [random.pick(asked), ...some(random, asked, 0.2)];
}

const changes = new Map<string, readonly number[]>();

function changesIn(zone: string): readonly number[] {
  const known = changes.get(zone) ?? changesOf(zone, FIRST, LAST);
  changes.set(zone, known);
  return known;
}

const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

/** A day that is often trouble. */
function sadDay(random: Random, { calendar }: Regime, { calendars }: LawBook): number {
  const year = 2024 + random.whole(6);
  const holidays = Object.keys(calendars[calendar]?.holidays ?? {});
  const any = FIRST / DAY + random.whole((LAST - FIRST) / DAY);
  switch (random.whole(6)) {
    case 0:
      return dayNumber(random.pick([2024, 2028]), 2, 27 + random.whole(4));
    case 1:
      return dayNumber(year, 12, 28 + random.whole(8));
    case 2:
      return dayNumber(year, 1 + random.whole(12), 28 + random.whole(5));
    case 3:
      return any + ((FRIDAY - weekdayOf(any) + 7) % 7);
    case 4:
      return holidays.length === 0 ? any : Date.parse(random.pick(holidays)) / DAY - random.whole(5);
    default:
      return any;
  }
}

function receiptFor(random: Random, focus: Regime, book: LawBook): number {
  const change = changesIn(focus.zone);
  if (change.length > 0 && random.chance(0.3)) {
    const near = random.pick([HOUR, DAY, 3 * DAY, 31 * DAY]);
    return random.pick(change) + random.whole(2 * near) - Math.floor(1.5 * near);
  }
  const time = random.chance(0.6)
    ? random.whole(DAY)
    : random.pick([0, 1, DAY - 1, 18 * HOUR, 2.5 * HOUR, 23.5 * HOUR]);
  const first = focus.inForceFrom ?? focus.inForceUntil;
  if (first !== null && random.chance(0.1)) {
    const day = dayNumber(first.year, first.month, first.day);
    return momentOf(focus.zone, day, 0) + random.pick([-1, 0, 1, DAY - 1, DAY]);
  }
  return momentOf(focus.zone, sadDay(random, focus, book), time);
}
