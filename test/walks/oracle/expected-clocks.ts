// Which clocks a case has had, by the statements of docs/spec/legal-clocks.md alone: every clock is worked out from the whole story, by
// reading it from the start. There is no state that is carried on, and no line shared with the product.
import type { Reach } from '../../../src/domain/clock/apply.ts';
import type { LawBook } from '../../../src/domain/clock/book.ts';
import type { Occasion } from '../../../src/domain/clock/occasion.ts';
import type { Duty, Regime } from '../../../src/domain/clock/regime.ts';
import {
  earlier,
  firstFrom,
  isNothingToKeepAt,
  isTrueAt,
  isUntouchedAt,
  type Lived,
  missingAt,
} from './happening.ts';
import { type Applied, type Arrived, lawsOver, type Span } from './laws-over.ts';
import { HOUR } from './local-time.ts';
import { periodEnd } from './period-end.ts';
import { isDoubtful, isInsufficient, isVerified, mayPause } from './which-laws.ts';

export type Why = 'done' | 'moot' | 'nobody-to-tell' | 'insufficient' | 'law-withdrawn' | 'case-closed';

/** A due moment, and the place in the story from which it held. */
export interface DueFrom {
  readonly index: number;
  readonly due: number | null;
}

export interface ExpectedClock {
  readonly key: string;
  readonly ends: Occasion;
  readonly pace: Duty['pace']['kind'];
  readonly startedAt: number;
  /** Place in the story at which it was started. */
  readonly startIndex: number;
  readonly dues: readonly DueFrom[];
  readonly target: number | null;
  readonly targetOf: 'authority' | 'desk' | null;
  /** Places between which it stood still; the second is null while it still does. */
  readonly stood: readonly { readonly from: number; readonly until: number | null }[];
  readonly endIndex: number | null;
  readonly endedAt: number | null;
  readonly why: Why | null;
  readonly provisional: boolean;
  readonly calendarKnown: boolean;
  readonly mayPause: boolean;
  readonly mayExtend: boolean;
}

interface Breach {
  readonly regime: string;
  readonly index: number;
}

interface Story extends Lived {
  readonly book: LawBook;
  /** Places at which the platform knows, by a breach, that the notifier waits longer than the law allows; and by which law. */
  readonly breaches: readonly Breach[];
}

const ARRIVALS: readonly Occasion[] = [
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'order-received',
];
const VALID: Occasion = 'valid-request-received';
const SAID_BY_THE_ANSWER: readonly Occasion[] = ['receipt-confirmed', 'status-told', 'delay-told'];
const OUTCOMES: readonly Occasion[] = ['decided', 'settled', 'answered'];
/** A breach starts clocks whose breach starts none: soon nothing new is found. */
const MOST_ROUNDS = 20;

/** The goals the desk sets itself where the law dates nothing and the authority named no target (C30), in hours. */
const GOALS = { immediately: 1, 'without-delay': 24, timely: 48, stated: 24, 'not-stated': 48, none: 24 };

export function expectedClocks(book: LawBook, reach: Reach, lived: Lived): readonly ExpectedClock[] {
  const applied = lawsOver(book, reach, lived);
  let breaches: readonly Breach[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const clocks = clocksOf({ ...lived, book, breaches }, applied);
    const heard = breachesOf(lived, clocks);
    if (JSON.stringify(heard) === JSON.stringify(breaches)) return clocks;
    breaches = heard;
  }
  throw new Error('the oracle finds ever more breaches');
}

function clocksOf(story: Story, applied: readonly Applied[]): readonly ExpectedClock[] {
  return applied.flatMap((one) => one.law.duties.flatMap((duty) => clocksOfDuty(story, one, duty)));
}

/** At every place of the story at which no clock of the duty runs: does one start there? */
function clocksOfDuty(story: Story, applied: Applied, duty: Duty): readonly ExpectedClock[] {
  const clocks: ExpectedClock[] = [];
  for (let index = 0; index < story.happenings.length; index += 1) {
    const last = clocks.at(-1);
    const isFree = last === undefined || (last.endIndex !== null && last.endIndex < index);
    const span = applied.spans.find(({ from, until }) => from <= index && index < until);
    if (!isFree || span === undefined || isClosedAt(story, index)) continue;
    const at = startedAt(story, applied.law, duty, span, index, clocks);
    if (at === null) continue;
    const key = `${applied.law.id}/${duty.key}${last === undefined ? '' : `#${clocks.length + 1}`}`;
    clocks.push(clockFrom(story, applied.law, span, duty, key, { index, at }));
  }
  return clocks;
}

/** Closed, and not opened again by the proof. */
function isClosedAt({ happenings }: Story, index: number): boolean {
  const last = happenings.slice(0, index + 1).findLast(({ kind }) => kind === 'closed' || kind === 'proven');
  return last?.kind === 'closed';
}

interface Start {
  readonly index: number;
  readonly at: number;
}

/** C13, C14, C18, C19, C21. @returns since when a clock counts that starts at this place, or null when none does */
function startedAt(
  story: Story,
  law: Regime,
  { from }: Duty,
  span: Span,
  index: number,
  earlier: readonly ExpectedClock[],
): number | null {
  const { told, happenings } = story;
  const now = happenings[index]?.at ?? 0;
  const isArrivedThere = (one: Arrived): boolean =>
    one.occasion === from && one.index <= index && index < one.until;
  const arrived = span.arrivals.find(isArrivedThere)?.index ?? null;
  const isSufficient = (place: number) => !isInsufficient(law, missingAt(story, place));
  const isDone = earlier.some(({ why }) => why === 'done');
  const isNew = index === Math.max(span.from, arrived ?? 0);
  const last = earlier.at(-1);
  const isReopened = happenings[index]?.kind === 'proven' && last?.why === 'case-closed';
  const isValid = from === 'valid-request-received';
  if (isValid && (!isSufficient(index) || arrived === null || isDone)) return null;
  if (ARRIVALS.includes(from) && (arrived === null || isDone)) return null;
  if (isReopened && !isDone) return last.startedAt;
  if (ARRIVALS.includes(from)) return isNew ? told.receivedAt : null;
  if (isValid) {
    if (isNew) return told.receivedAt;
    return isSufficient(index - 1) ? null : now;
  }
  const late = isNew && !isDone ? broughtLate(story, from, index) : null;
  if (late !== null) return late;
  const isDelay = from === 'delay-known' && earlier.length === 0 && isBreachedAt(story, law, index);
  return isDelay || comesAboutAt(story, from, index) ? now : null;
}

/** C19: does the platform know by a breach under this law that it is late? */
function isBreachedAt({ breaches }: Story, { id }: Regime, at: number): boolean {
  return breaches.some(({ regime, index }) => regime === id && index === at);
}

/** Is this step recorded, or does this state become true, with this very happening? */
function comesAboutAt(story: Story, occasion: Occasion, index: number): boolean {
  if (OUTCOMES.includes(occasion)) {
    return isTrueAt(story, occasion, index) && (index === 0 || !isTrueAt(story, occasion, index - 1));
  }
  const one = story.happenings[index];
  return one?.kind === 'milestone' && one.milestone === occasion;
}

/**
 * C21: for a law that the proof brings, a step that was recorded since the receipt counts from then; a state that is so already counts
 * from the proof. Delays of other laws were no delays of this one.
 */
function broughtLate({ happenings, ...story }: Story, occasion: Occasion, index: number): number | null {
  if (OUTCOMES.includes(occasion)) {
    return isTrueAt({ ...story, happenings }, occasion, index) ? (happenings[index]?.at ?? null) : null;
  }
  const past = happenings.slice(0, index);
  return past.findLast((one) => one.kind === 'milestone' && one.milestone === occasion)?.at ?? null;
}

function clockFrom(
  story: Story,
  law: Regime,
  span: Span,
  duty: Duty,
  key: string,
  start: Start,
): ExpectedClock {
  const { due, known } = firstDue(story, law, duty, start.at);
  const end = endOf(story, law, span, duty, start);
  const moved = duesOf(story, key, start.index, due, end?.index ?? story.happenings.length);
  return {
    key,
    ends: duty.ends,
    pace: duty.pace.kind,
    startedAt: start.at,
    startIndex: start.index,
    dues: moved.dues,
    ...targetOf(duty, start.at, due),
    stood: moved.stood,
    endIndex: end?.index ?? null,
    endedAt: end?.at ?? null,
    why: end?.why ?? null,
    provisional: isProvisional(story, span, start, end?.index ?? null),
    calendarKnown: known,
    mayPause: mayPause(law),
    mayExtend: duty.extension !== null && isVerified(duty.extension),
  };
}

/** C22 to C25, C28, C29. */
function firstDue(
  { told, book }: Story,
  law: Regime,
  { pace }: Duty,
  from: number,
): { readonly due: number | null; readonly known: boolean } {
  if (pace.kind === 'stated') return { due: told.replyBy, known: true };
  if (pace.kind !== 'within') return { due: null, known: true };
  const place = { zone: law.zone, calendar: book.calendars[law.calendar] };
  const { at, known } = periodEnd(from, pace.period, place);
  return { due: at, known };
}

/** C30. */
function targetOf(duty: Duty, from: number, due: number | null): Pick<ExpectedClock, 'target' | 'targetOf'> {
  if (duty.targetHours !== null) return { target: from + duty.targetHours * HOUR, targetOf: 'authority' };
  if (due !== null || duty.pace.kind === 'within') return { target: null, targetOf: null };
  return { target: from + GOALS[duty.pace.kind] * HOUR, targetOf: 'desk' };
}

/** C20, C21: certain from the start, or made certain by the proof while it ran. */
function isProvisional(
  { speaker, happenings }: Story,
  { isProvable }: Span,
  start: Start,
  endIndex: number | null,
): boolean {
  const proof = happenings.findIndex(({ kind }) => kind === 'proven');
  const isInTime = isProvable && proof >= 0 && (proof <= start.index || proof < (endIndex ?? Infinity));
  const happening = happenings[proof];
  return isDoubtful(isInTime && happening?.kind === 'proven' ? happening.speaker : speaker);
}

interface End {
  readonly index: number;
  readonly at: number;
  readonly why: Why;
}

/** C18, C31, C35, C41. */
function endOf(story: Story, law: Regime, span: Span, duty: Duty, start: Start): End | null {
  const { happenings } = story;
  const count = happenings.length;
  const done = doneAt(story, duty.ends, start);
  const lacking =
    duty.from === 'valid-request-received'
      ? firstFrom(start.index + 1, count, (index) => isInsufficient(law, missingAt(story, index)))
      : null;
  const closed = firstFrom(start.index + 1, count, (index) => happenings[index]?.kind === 'closed');
  const ends: readonly (readonly [number | null, Why])[] = [
    [done, 'done'],
    [foundAt(story, duty.ends, start), 'nobody-to-tell'],
    [mootAt(story, duty, start), 'moot'],
    [lacking, 'insufficient'],
    [span.until === Infinity ? null : span.until, 'law-withdrawn'],
    [closed, 'case-closed'],
  ];
  const first = ends.reduce<number | null>((soFar, [index]) => earlier(soFar, index), null);
  if (first === null) return null;
  const why = ends.find(([index]) => index === first)?.[1] ?? 'done';
  return { index: first, at: happenings[first]?.at ?? 0, why };
}

/** A state that is true ends it at once; a step does so only if it was recorded at or after the start. */
function doneAt(story: Story, ends: Occasion, start: Start): number | null {
  const { happenings } = story;
  if (OUTCOMES.includes(ends)) {
    return firstFrom(start.index, happenings.length, (index) => isTrueAt(story, ends, index));
  }
  const step = happenings.findIndex(
    (one) => one.kind === 'milestone' && one.milestone === ends && one.at >= start.at,
  );
  return step < 0 ? null : Math.max(step, start.index);
}

/** C41: the first place at which nothing is left to do of it. Nothing is kept by decision in these histories. */
function mootAt(story: Story, { from, ends }: Duty, start: Start): number | null {
  const isMoot = (index: number): boolean => {
    if (SAID_BY_THE_ANSWER.includes(ends)) return isTrueAt(story, 'answered', index);
    if (ends === 'uploader-told') return isUntouchedAt(story, index);
    return ends === 'preserved' && [...ARRIVALS, VALID].includes(from) && isNothingToKeepAt(story, index);
  };
  return firstFrom(start.index, story.happenings.length, isMoot);
}

/** C42: the first place after the start at which a person found that nobody can be told. */
function foundAt({ happenings }: Story, ends: Occasion, start: Start): number | null {
  if (ends !== 'uploader-told') return null;
  return firstFrom(start.index + 1, happenings.length, (index) => {
    const one = happenings[index];
    return one?.kind === 'milestone' && one.milestone === 'nobody-to-tell' && one.at >= start.at;
  });
}

/** C33, C34: how the due moment moved, and when the clock stood still. */
function duesOf(
  { happenings }: Story,
  key: string,
  from: number,
  due: number | null,
  until: number,
): Pick<ExpectedClock, 'dues' | 'stood'> {
  const dues: DueFrom[] = [{ index: from, due }];
  const stood: { from: number; until: number | null }[] = [];
  for (let index = from + 1; index < until; index += 1) {
    const one = happenings[index];
    if (one === undefined || !('clock' in one) || one.clock !== key) continue;
    const present = dues.at(-1)?.due ?? null;
    if (one.kind === 'paused') stood.push({ from: index, until: null });
    if (one.kind === 'extended') dues.push({ index, due: one.due });
    const pause = stood.at(-1);
    if (one.kind !== 'resumed' || pause === undefined) continue;
    pause.until = index;
    const stoodFor = Math.max(0, one.at - (happenings[pause.from]?.at ?? 0));
    dues.push({ index, due: present === null ? null : present + stoodFor });
  }
  return { dues, stood };
}

export const isStanding = ({ stood }: ExpectedClock): boolean => stood.at(-1)?.until === null;

/** C32: it was stopped after its due moment, while it ran. */
export function stoppedLate(clock: ExpectedClock): boolean {
  const due = clock.dues.at(-1)?.due ?? null;
  if (clock.endedAt === null || due === null || isStanding(clock)) return false;
  return clock.endedAt > due;
}

/** Breaches nobody had heard of when the clock stood still, or when more time was allowed. */
export function movedLate(
  clock: ExpectedClock,
  { happenings }: Pick<Lived, 'happenings'>,
): readonly number[] {
  const moves = [...clock.stood.map(({ from }) => from), ...clock.dues.slice(1).map(({ index }) => index)];
  return moves.filter((index) => {
    const due = clock.dues.findLast((one) => one.index < index)?.due ?? null;
    const one = happenings[index];
    if (one === undefined || due === null || one.kind === 'resumed' || one.at <= due) return false;
    return !isHeardBefore(clock, happenings, index);
  });
}

function isHeardBefore(
  { key, dues }: ExpectedClock,
  happenings: Lived['happenings'],
  index: number,
): boolean {
  const due = dues.findLast((one) => one.index < index)?.due ?? null;
  const since = dues.find((one) => one.due === due)?.index ?? 0;
  return happenings
    .slice(since, index)
    .some((one) => one.kind === 'heard' && one.alarm === 'breach' && one.clock === key);
}

/**
 * C19: breaches of what the notifier waits for, heard of while it was still waited for: from the watch, or when the due moment was moved
 * late. A delay that is over is none to tell of.
 */
function breachesOf(lived: Lived, clocks: readonly ExpectedClock[]): readonly Breach[] {
  return clocks
    .filter(({ ends }) => OUTCOMES.includes(ends))
    .flatMap((clock) => {
      const isHeard = (one: Lived['happenings'][number]): boolean =>
        one.kind === 'heard' && one.alarm === 'breach' && one.clock === clock.key;
      const heard = lived.happenings.flatMap((one, at) => (isHeard(one) ? [at] : []));
      const [regime = ''] = clock.key.split('/');
      return [...heard, ...movedLate(clock, lived)].map((index) => ({ regime, index }));
    });
}
