// The rules of clocks (L37 to L55 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Occasion } from '../../src/domain/clock/occasion.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import {
  ARRIVING,
  type ClockStory,
  type History,
  isIncomplete,
  NOTHING,
  type Of,
  OUTCOME,
  type Standing,
  stands,
} from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';
import { isFoundIn, isKeptIn, isMootIn, revives } from './lifecycle-moot.ts';
import type { Step } from './lifecycle-walk.ts';

/** A step with what stood before and after it. */
export interface Moment {
  readonly history: History;
  readonly events: readonly Recorded[];
  readonly at: Instant;
  readonly before: Standing;
  readonly after: Standing;
}

function momentOf(history: History, { events }: Step, place: number): Moment {
  const [before, after] = [history.standings[place - 1] ?? NOTHING, history.standings[place] ?? NOTHING];
  return { history, events, at: events[0]?.at ?? history.receivedAt, before, after };
}

/** A rule on each step, with what stood before and after it. */
export const inMoments =
  (broken: (moment: Moment) => Recorded | undefined): Rule =>
  (history) => {
    for (const [place, step] of history.steps.entries()) {
      const found = broken(momentOf(history, step, place));
      if (found !== undefined) return found;
    }
    return undefined;
  };

/** A step that ends with an open clock of which something must not be so. */
export const noneOpen = (isWrong: (clock: Clock, moment: Moment) => boolean): Rule =>
  inMoments((moment) =>
    moment.after.open.some((clock) => isWrong(clock, moment)) ? moment.events.at(-1) : undefined,
  );

const inClocks =
  (isBroken: (story: ClockStory, at: number, event: Recorded, clock: Clock) => boolean): Rule =>
  ({ clocks }) => {
    for (const [key, story] of clocks) {
      const start = story[0];
      if (key === '') continue;
      if (start?.kind !== 'clock-started') return start;
      const broken = story.find((event, at) => isBroken(story, at, event, start.clock));
      if (broken !== undefined) return broken;
    }
    return undefined;
  };

const stepWith = ({ steps }: History, seq: number) =>
  steps.findIndex(({ events }) => events.some((event) => event.seq === seq));

const has = (events: readonly Recorded[], kind: Recorded['kind']): boolean =>
  events.some((event) => event.kind === kind);

const appliesNow = (events: readonly Recorded[], regime: string): boolean =>
  events.some((event) => event.kind === 'law-applied' && event.law.regime === regime);

function starts(isBroken: (started: Of<'clock-started'>, moment: Moment) => boolean): Rule {
  return inMoments((moment) =>
    moment.events.find(
      (event): event is Of<'clock-started'> => event.kind === 'clock-started' && isBroken(event, moment),
    ),
  );
}

/** When the last clock of the same duty had started, if closing the case interrupted it; else null. */
function interrupted({ clock, seq }: Of<'clock-started'>, { of, clocks }: History): Instant | null {
  const last = of('clock-started').findLast(
    (other) => other.seq < seq && other.clock.regime === clock.regime && other.clock.duty === clock.duty,
  );
  const end = clocks.get(last?.clock.key ?? '')?.findLast(({ kind }) => kind === 'clock-stopped');
  return end?.kind === 'clock-stopped' && end.why === 'case-closed' ? (last?.clock.startedAt ?? null) : null;
}

/** The law applies in this step, or its sender is proven in it and closing had interrupted the clock. */
const bringsBack = (started: Of<'clock-started'>, history: History, events: readonly Recorded[]): boolean =>
  appliesNow(events, started.clock.regime) ||
  (has(events, 'sender-proven') && interrupted(started, history) !== null);

function isWrongArrival(started: Of<'clock-started'>, moment: Moment): boolean {
  const { history, events, at } = moment;
  const { clock } = started;
  if (!ARRIVING.includes(clock.from) || runsAgain(started, history, events)) return false;
  if (revives(started, moment)) return false;
  const isCounted = clock.startedAt === (interrupted(started, history) ?? history.receivedAt);
  if (bringsBack(started, history, events) && isCounted) return false;
  const completes = clock.from === 'valid-request-received' && has(events, 'notice-completed');
  return !completes || clock.startedAt !== at;
}

/** A refusal that an appeal found wrong ended nothing, nor did an answer that came back: its clocks run again, from where they began. */
function runsAgain(
  { clock, seq }: Of<'clock-started'>,
  history: History,
  events: readonly Recorded[],
): boolean {
  const ruled = has(events, 'appeal-decided') && has(events, 'item-decided') && clock.ends === 'settled';
  const undone = has(events, 'withdrawal-undone') && (clock.ends === 'settled' || clock.ends === 'decided');
  const cameBack = has(events, 'mail-bounced') && clock.ends === 'answered';
  if (!ruled && !undone && !cameBack) return false;
  const last = history
    .of('clock-started')
    .findLast(
      (other) => other.seq < seq && other.clock.regime === clock.regime && other.clock.duty === clock.duty,
    );
  return last?.clock.startedAt === clock.startedAt;
}

function isWrongFollower(started: Of<'clock-started'>, moment: Moment): boolean {
  const { clock, at } = started;
  if (ARRIVING.includes(clock.from) || runsAgain(started, moment.history, moment.events)) return false;
  if (revives(started, moment)) return false;
  if (cameAbout(clock, moment) && clock.startedAt === (reachedAt(clock.from, moment.events) ?? at))
    return false;
  const isBrought = bringsBack(started, moment.history, moment.events);
  return !isBrought || clock.startedAt !== cameBefore(started, moment);
}

function cameAbout({ from, regime }: Clock, { before, after, events, history }: Moment): boolean {
  if (OUTCOME.includes(from)) return stands(after, from) && !stands(before, from);
  return (
    events.some((event) => event.kind === 'milestone-reached' && event.milestone === from) ||
    (from === 'delay-known' && lateWith(history, events, regime))
  );
}

/** What a notifier waits for was breached, and heard of while it ran. */
const lateWith = ({ clocks }: History, events: readonly Recorded[], regime: string): boolean =>
  events[0]?.kind === 'clock-alarm' &&
  events.some((event) => {
    if (event.kind !== 'clock-alarm' || event.alarm !== 'breach') return false;
    const [start] = clocks.get(event.clock) ?? [];
    return (
      start?.kind === 'clock-started' && start.clock.regime === regime && OUTCOME.includes(start.clock.ends)
    );
  });

function reachedAt(from: Occasion, events: readonly Recorded[]): Instant | null {
  const step = events.find((event) => event.kind === 'milestone-reached' && event.milestone === from);
  return step?.kind === 'milestone-reached' ? step.reachedAt : null;
}

/** From when a duty counts that is new to a case in which its occasion came about before. */
function cameBefore(started: Of<'clock-started'>, { before, history }: Moment): Instant | null {
  const { clock, at, seq } = started;
  const own = interrupted(started, history);
  if (own !== null) return own;
  if (OUTCOME.includes(clock.from)) return stands(before, clock.from) ? at : null;
  const steps = history.of('milestone-reached');
  return steps.findLast((step) => step.milestone === clock.from && step.seq < seq)?.reachedAt ?? null;
}

const misnamed: Rule = ({ of }) => {
  const counted = new Map<string, number>();
  return of('clock-started').find(({ clock }) => {
    const name = `${clock.regime}/${clock.duty}`;
    const nth = (counted.get(name) ?? 0) + 1;
    counted.set(name, nth);
    return clock.key !== (nth === 1 ? name : `${name}#${nth}`);
  });
};

const isLast = (story: ClockStory, at: number): boolean => at === story.length - 1;

/** Where the deadline and the state of a clock stood before a place in its story. */
function stateBefore(story: ClockStory, at: number, clock: Clock) {
  let due = clock.due;
  let pausedAt: Instant | null = null;
  for (const event of story.slice(0, at)) {
    if (event.kind === 'clock-paused') pausedAt = event.at;
    if (event.kind === 'clock-resumed') [due, pausedAt] = [event.due, null];
    if (event.kind === 'clock-extended') due = event.due;
  }
  return { due, pausedAt };
}

function isSilent(story: ClockStory, at: number, event: Recorded, clock: Clock): boolean {
  if (event.kind !== 'clock-stopped' && event.kind !== 'clock-extended' && event.kind !== 'clock-paused')
    return false;
  const { due, pausedAt } = stateBefore(story, at, clock);
  if (due === null || (pausedAt ?? event.at) <= due) return false;
  return !story
    .slice(0, at)
    .some((one) => one.kind === 'clock-alarm' && one.alarm === 'breach' && one.moment === due + 1);
}

function isWrongAlarm(story: ClockStory, at: number, event: Recorded, clock: Clock): boolean {
  if (event.kind !== 'clock-alarm') return false;
  const { due } = stateBefore(story, at, clock);
  if (event.moment > event.at) return true;
  if (event.alarm === 'target-missed') return event.moment !== clock.target;
  if (due === null) return true;
  return event.alarm === 'breach' ? event.moment !== due + 1 : event.moment > due && due >= clock.startedAt;
}

const isRepeated = (story: ClockStory, at: number, event: Recorded): boolean =>
  event.kind === 'clock-alarm' &&
  story
    .slice(0, at)
    .some((one) => one.kind === 'clock-alarm' && one.alarm === event.alarm && one.moment === event.moment);

const MOVES: readonly Recorded['kind'][] = ['clock-paused', 'clock-alarm', 'clock-extended'];

function isWrongPause(story: ClockStory, at: number, event: Recorded, clock: Clock): boolean {
  const { pausedAt } = stateBefore(story, at, clock);
  return event.kind === 'clock-resumed' ? pausedAt === null : pausedAt !== null && MOVES.includes(event.kind);
}

const unpausable: Rule = (history) =>
  history.of('clock-paused').find(({ clock, seq }) => {
    const regime = clock.split('/')[0] ?? '';
    return history.standings[stepWith(history, seq) - 1]?.laws.get(regime)?.pausable !== true;
  });

function isWrongResume(story: ClockStory, at: number, event: Recorded, clock: Clock): boolean {
  if (event.kind !== 'clock-resumed') return false;
  const { due, pausedAt } = stateBefore(story, at, clock);
  return event.due !== (due === null ? null : due + (event.at - (pausedAt ?? event.at)));
}

/** 90 days. */
const LONGEST_EXTENSION = 90 * 86_400_000;

const wrongExtension: Rule = (history) =>
  history.of('clock-extended').find(({ clock: key, seq, due }) => {
    const story = history.clocks.get(key) ?? [];
    const [start] = story;
    if (start?.kind !== 'clock-started') return true;
    const { regime, duty } = start.clock;
    const law = history.standings[stepWith(history, seq) - 1]?.laws.get(regime);
    const allowed = law?.duties.find(({ key: name }) => name === duty)?.extension ?? null;
    const held = stateBefore(
      story,
      story.findIndex((event) => event.seq === seq),
      start.clock,
    ).due;
    const from = held ?? start.clock.startedAt;
    const may = held === null ? start.clock.pace === 'stated' : allowed !== null;
    return !may || due <= from || due > from + LONGEST_EXTENSION;
  });

/** Why a clock stopped is so. */
function isWrongStop(event: Of<'clock-stopped'>, clock: Clock, moment: Moment): boolean {
  const { events } = moment;
  switch (event.why) {
    case 'case-closed':
      return !has(events, 'case-closed');
    case 'law-withdrawn':
      return !events.some((one) => one.kind === 'law-withdrawn' && one.regime === clock.regime);
    case 'insufficient':
      return clock.from !== 'valid-request-received' || !has(events, 'notice-judged');
    case 'done':
      return !hasEnded(clock, moment);
    case 'moot':
      return !isMootIn(clock, moment);
    case 'nobody-to-tell':
      return clock.ends !== 'uploader-told' || !isFoundIn(moment, clock);
  }
}

function hasEnded(clock: Clock, moment: Moment): boolean {
  const { ends, startedAt } = clock;
  const { after, events, history } = moment;
  if (OUTCOME.includes(ends)) return stands(after, ends);
  if (isKeptIn(clock, moment)) return true;
  const last = events.at(-1)?.seq ?? 0;
  return history
    .of('milestone-reached')
    .some(({ milestone, reachedAt: at, seq }) => milestone === ends && at >= startedAt && seq <= last);
}

const wrongStop: Rule = inMoments((moment) =>
  moment.events.find((event) => {
    if (event.kind !== 'clock-stopped') return false;
    const [start] = moment.history.clocks.get(event.clock) ?? [];
    return start?.kind !== 'clock-started' || isWrongStop(event, start.clock, moment);
  }),
);

/** What a proof or a person took back; a proof that takes one back brings another. */
const wrongWithdrawal: Rule = inMoments(({ events }) =>
  events.find(
    (event) =>
      event.kind === 'law-withdrawn' &&
      (event.act === null) !==
        (event.reason === 'sender-proven' && has(events, 'sender-proven') && has(events, 'law-applied')),
  ),
);

const doneAgain: Rule = starts((started, moment) => {
  const { clock, seq } = started;
  const { history, events } = moment;
  if (!ARRIVING.includes(clock.from) || runsAgain(started, history, events)) return false;
  if (revives(started, moment)) return false;
  return history.of('clock-stopped').some((event) => {
    const [start] = history.clocks.get(event.clock) ?? [];
    return (
      event.seq < seq &&
      event.why === 'done' &&
      start?.kind === 'clock-started' &&
      start.clock.regime === clock.regime &&
      start.clock.duty === clock.duty
    );
  });
});

/** A breach of what a notifier waits for is the latest moment at which the desk knows that it is late. */
const untoldDelay: Rule = inMoments(({ history, events, after }) => {
  if (after.closed) return undefined;
  const last = events.at(-1)?.seq ?? 0;
  const untold = [...after.laws.values()].some(
    ({ regime, duties }) =>
      lateWith(history, events, regime) &&
      duties.some(
        ({ key, from }) =>
          from === 'delay-known' &&
          !history
            .of('clock-started')
            .some(({ clock, seq }) => seq <= last && clock.regime === regime && clock.duty === key),
      ),
  );
  return untold ? events[0] : undefined;
});

const doubleRun: Rule = noneOpen(({ key, regime, duty }, { after }) =>
  after.open.some((other) => other.key !== key && other.regime === regime && other.duty === duty),
);

export const CLOCK_RULES = {
  L37: starts(isWrongArrival),
  L38: starts(isWrongFollower),
  L39: misnamed,
  L40: doubleRun,
  L41: inClocks((story, at, event) => event.kind === 'clock-stopped' && !isLast(story, at)),
  L42: (history) => inClocks(isWrongPause)(history) ?? unpausable(history),
  L43: inClocks(isWrongResume),
  L44: wrongExtension,
  L45: inClocks(isSilent),
  L46: inClocks(isRepeated),
  L47: inClocks(isWrongAlarm),
  L48: noneOpen(
    (clock, { after }) =>
      clock.from === 'valid-request-received' && isIncomplete(after, after.laws.get(clock.regime)),
  ),
  L49: inMoments(({ events }) =>
    has(events, 'sender-proven') ? undefined : events.find(({ kind }) => kind === 'clock-confirmed'),
  ),
  L50: noneOpen(({ provisional, regime }, { after }) => provisional !== after.laws.get(regime)?.provisional),
  L51: (history) =>
    wrongWithdrawal(history) ?? noneOpen(({ regime }, { after }) => !after.laws.has(regime))(history),
  L52: wrongStop,
  L53: noneOpen((clock, moment) => moment.after.closed || hasEnded(clock, moment)),
  L54: doneAgain,
  L55: untoldDelay,
} satisfies Record<string, Rule>;
