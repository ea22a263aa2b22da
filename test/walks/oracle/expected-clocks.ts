// Which clocks a case has had, by the statements of docs/spec/legal-clocks.md alone: every clock is worked out from the whole story, by
// reading it from the start. There is no state that is carried on, and no line shared with the product.
import type { Reach } from '../../../src/domain/clock/apply.ts';
import type { LawBook } from '../../../src/domain/clock/book.ts';
import type { Occasion } from '../../../src/domain/clock/occasion.ts';
import type { Duty, Regime } from '../../../src/domain/clock/regime.ts';
import { earlier, firstFrom, isTrueAt, type Lived, missingAt } from './happening.ts';
import { HOUR } from './local-time.ts';
import { periodEnd } from './period-end.ts';
import { arrivalsFired, isDoubtful, isInsufficient, lawsApplying, mayPause } from './which-laws.ts';

export type Why = 'done' | 'insufficient' | 'law-withdrawn' | 'case-closed';

/** A due moment, and the place in the story from which it held. */
export interface DueFrom {
  readonly index: number;
  readonly due: number | null;
}

export interface ExpectedClock {
  readonly key: string;
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

/** From where to where in the story a law held, and since when its sender was certain. */
interface Applied {
  readonly law: Regime;
  readonly from: number;
  /** Taken back here. */
  readonly until: number | null;
  readonly arrivals: readonly { readonly occasion: Occasion; readonly index: number }[];
}

interface Story extends Lived {
  readonly book: LawBook;
  /** Where the platform first knew of a delay by a breach. */
  readonly delayIndex: number | null;
}

const ARRIVALS: readonly Occasion[] = [
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'order-received',
];
const OUTCOMES: readonly Occasion[] = ['decided', 'settled', 'answered'];

/** The goals the desk sets itself where the law dates nothing and the authority named no target (C30), in hours. */
const GOALS = { immediately: 1, 'without-delay': 24, timely: 48, stated: 24, 'not-stated': 48, none: 24 };

export function expectedClocks(book: LawBook, reach: Reach, lived: Lived): readonly ExpectedClock[] {
  const applied = lawsOver(book, reach, lived);
  const without = clocksOf({ ...lived, book, delayIndex: null }, applied);
  const delayIndex = firstBreach(lived, without);
  return delayIndex === null ? without : clocksOf({ ...lived, book, delayIndex }, applied);
}

function lawsOver(book: LawBook, reach: Reach, lived: Lived): readonly Applied[] {
  const { told, speaker, happenings } = lived;
  const proof = firstFrom(1, happenings.length, (index) => happenings[index]?.kind === 'proven');
  const happening = proof === null ? undefined : happenings[proof];
  const known = happening?.kind === 'proven' ? happening.speaker : null;
  const atFirst = lawsApplying(book, reach, told, speaker);
  const later = known === null ? atFirst : lawsApplying(book, reach, told, known);
  const takenBack = (law: Regime): number | null =>
    firstFrom(1, happenings.length, (index) => {
      const one = happenings[index];
      return one?.kind === 'law-withdrawn' && one.regime === law.id;
    });
  const arrivals = (from: number) => {
    const first = from === 0 ? arrivalsFired(speaker, told.letter) : [];
    const second = known === null || proof === null ? [] : arrivalsFired(known, told.letter);
    return [
      ...first.map((occasion) => ({ occasion, index: 0 })),
      ...second
        .filter((occasion) => !first.includes(occasion))
        .map((occasion) => ({ occasion, index: proof ?? 0 })),
    ];
  };
  return [...new Set([...atFirst, ...later])].map((law) => {
    const from = atFirst.includes(law) ? 0 : (proof ?? 0);
    const ruledOut = later.includes(law) ? null : proof;
    return { law, from, until: earlier(ruledOut, takenBack(law)), arrivals: arrivals(from) };
  });
}

function clocksOf(story: Story, applied: readonly Applied[]): readonly ExpectedClock[] {
  return applied.flatMap((one) => one.law.duties.flatMap((duty) => clocksOfDuty(story, one, duty)));
}

/** Only a clock that was stopped as insufficient begins again. */
function clocksOfDuty(story: Story, applied: Applied, duty: Duty): readonly ExpectedClock[] {
  const clocks: ExpectedClock[] = [];
  let from = 0;
  for (;;) {
    const start = startFrom(story, applied, duty, from, clocks.length > 0);
    if (start === null) return clocks;
    const key = `${applied.law.id}/${duty.key}${clocks.length === 0 ? '' : `#${clocks.length + 1}`}`;
    const clock = clockFrom(story, applied, duty, key, start);
    clocks.push(clock);
    if (clock.why !== 'insufficient' || clock.endIndex === null) return clocks;
    from = clock.endIndex;
  }
}

interface Start {
  readonly index: number;
  readonly at: number;
}

/** C13, C14, C18, C19, C21. */
function startFrom(story: Story, applied: Applied, duty: Duty, from: number, again: boolean): Start | null {
  const start = dutyStart(story, applied, duty, from, again);
  if (start === null || start.index >= (applied.until ?? Infinity)) return null;
  const closed = firstFrom(1, start.index + 1, (index) => story.happenings[index]?.kind === 'closed');
  return closed === null ? start : null;
}

function dutyStart(story: Story, applied: Applied, duty: Duty, from: number, again: boolean): Start | null {
  const { happenings, told } = story;
  const count = happenings.length;
  const arrived = applied.arrivals.find(({ occasion }) => occasion === duty.from)?.index ?? null;
  if (ARRIVALS.includes(duty.from)) {
    return arrived === null ? null : { index: Math.max(arrived, applied.from), at: told.receivedAt };
  }
  const lacks = (index: number) => isInsufficient(applied.law, missingAt(story, index));
  if (duty.from === 'valid-request-received') {
    if (arrived === null) return null;
    const index = firstFrom(Math.max(arrived, applied.from, from), count, (place) => !lacks(place));
    if (index === null) return null;
    const lacked = again || firstFrom(0, index, lacks) !== null;
    return { index, at: lacked ? sufficientSince(story, index, lacks) : told.receivedAt };
  }
  const reached = firstFrom(0, count, (index) => isReached(story, duty.from, index));
  if (reached === null) return null;
  return { index: Math.max(reached, applied.from), at: happenings[reached]?.at ?? 0 };
}

/** The moment of the step that completed the notice. */
function sufficientSince({ happenings }: Story, index: number, lacks: (index: number) => boolean): number {
  let since = index;
  while (since > 0 && !lacks(since - 1)) since -= 1;
  return happenings[since]?.at ?? 0;
}

/** Was this step recorded, or this state true, after the happening at `index`? */
function isReached(story: Story, occasion: Occasion, index: number): boolean {
  if (OUTCOMES.includes(occasion)) return isTrueAt(story, occasion, index);
  if (occasion === 'delay-known' && story.delayIndex !== null && index >= story.delayIndex) return true;
  return story.happenings
    .slice(0, index + 1)
    .some((one) => one.kind === 'milestone' && one.milestone === occasion);
}

function clockFrom(story: Story, applied: Applied, duty: Duty, key: string, start: Start): ExpectedClock {
  const { law } = applied;
  const { due, known } = firstDue(story, law, duty, start.at);
  const end = endOf(story, applied, duty, start);
  const moved = duesOf(story, key, start.index, due, end?.index ?? story.happenings.length);
  return {
    key,
    startedAt: start.at,
    startIndex: start.index,
    dues: moved.dues,
    ...targetOf(duty, start.at, due),
    stood: moved.stood,
    endIndex: end?.index ?? null,
    endedAt: end?.at ?? null,
    why: end?.why ?? null,
    provisional: isProvisional(story, start, end?.index ?? null),
    calendarKnown: known,
    mayPause: mayPause(law),
    mayExtend: duty.extension !== null,
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
function isProvisional({ speaker, happenings }: Story, start: Start, endIndex: number | null): boolean {
  const last = endIndex ?? happenings.length - 1;
  const proof = happenings.slice(0, Math.max(last, start.index) + 1).find(({ kind }) => kind === 'proven');
  return isDoubtful(proof?.kind === 'proven' ? proof.speaker : speaker);
}

interface End {
  readonly index: number;
  readonly at: number;
  readonly why: Why;
}

/** C18, C31, C35. */
function endOf(story: Story, applied: Applied, duty: Duty, start: Start): End | null {
  const { happenings } = story;
  const count = happenings.length;
  const done = doneAt(story, duty.ends, start);
  const lacking =
    duty.from === 'valid-request-received'
      ? firstFrom(start.index + 1, count, (index) => isInsufficient(applied.law, missingAt(story, index)))
      : null;
  const closed = firstFrom(start.index + 1, count, (index) => happenings[index]?.kind === 'closed');
  const ends: readonly (readonly [number | null, Why])[] = [
    [done, 'done'],
    [lacking, 'insufficient'],
    [applied.until, 'law-withdrawn'],
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
    const stoodFor = one.at - (happenings[pause.from]?.at ?? 0);
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

/** C19, C39: the first breach anybody heard of, from the watch or because a clock was stopped late. */
function firstBreach({ happenings }: Lived, clocks: readonly ExpectedClock[]): number | null {
  const heard = firstFrom(0, happenings.length, (index) => {
    const one = happenings[index];
    return one?.kind === 'heard' && one.alarm === 'breach';
  });
  return clocks
    .filter(stoppedLate)
    .reduce<number | null>((soFar, { endIndex }) => earlier(soFar, endIndex), heard);
}
