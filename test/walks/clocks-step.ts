// One step of a walk: something is done to the case, and is written into the story if the product allows it. Where the spec says whether
// it may be done, the oracle says so first.
import { lawsFor } from '../../src/domain/clock/apply.ts';
import { ALARMS, type ClockKey } from '../../src/domain/clock/clock.ts';
import { MILESTONES } from '../../src/domain/clock/occasion.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { CloseReason, WithdrawalReason } from '../../src/domain/case/event.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { acted, decision, found, locatedAs, looked, replied, swept } from '../support/fixtures.ts';
import { factsOf, type Walker } from './clocks-walker.ts';
import { statementsOf } from './clocks-notice.ts';
import { expectedClocks, type ExpectedClock, isStanding } from './oracle/expected-clocks.ts';
import type { Happened } from './oracle/happening.ts';

const HOUR = 3_600_000;
const MOST = 90 * 24 * HOUR;
const SETTLED = 5;

type Step = (walker: Walker) => void;

/** Each as often as its weight says. */
const STEPS: readonly (readonly [number, Step])[] = [
  [20, milestone],
  [16, moveItem],
  [6, decideAll],
  [9, settleAll],
  [7, answer],
  [10, complete],
  [8, judge],
  [8, prove],
  [4, withdraw],
  [8, pause],
  [8, resume],
  [6, extend],
  [2, cryWolf],
  [2, close],
];
const WEIGHT = STEPS.reduce((sum, [weight]) => sum + weight, 0);

export function takeStep(walker: Walker): void {
  let drawn = walker.random.whole(WEIGHT);
  for (const [weight, step] of STEPS) {
    if (drawn < weight) {
      step(walker);
      return;
    }
    drawn -= weight;
  }
}

function tell({ desk, log }: Walker, command: Command, happened: Happened | null): string {
  const answer = desk.tell(command, happened);
  log.push(`${command.kind} ${happened === null ? '' : JSON.stringify(happened)}: ${answer}`);
  return answer;
}

/** Compares the product's word with the oracle's. */
function tellAs(walker: Walker, may: boolean | null, command: Command, happened: Happened): void {
  if (walker.desk.state().status === 'closed') return;
  const answer = tell(walker, command, happened);
  if (may === null || may === (answer === 'allowed')) return;
  walker.verdicts.push(`${JSON.stringify(happened)}: the product says ${answer}, the oracle ${String(may)}`);
}

function milestone(walker: Walker): void {
  const milestone = walker.random.pick(MILESTONES);
  tell(walker, { kind: 'record-milestone', milestone, act: walker.act() }, { kind: 'milestone', milestone });
}

function moveItem(walker: Walker): void {
  if (walker.items > 0) moveOne(walker, walker.random.whole(walker.items), walker.random.chance(0.2));
}

/** @param short the shorter way: not ours, or refused */
function moveOne(walker: Walker, at: number, short: boolean): void {
  const item = at + 1;
  const stage = walker.stages[at] ?? SETTLED;
  const settles: Happened = { kind: 'item-settled', item, touched: stage > 1, there: stage > 0 };
  const steps: readonly (readonly [Command, Happened | null])[] = [
    short ? [locatedAs(item, { kind: 'not-ours' }), settles] : [found(item, `c${item}`), null],
    short
      ? [decided(walker, item, 'refuse'), settles]
      : [decided(walker, item, 'hide'), { kind: 'item-decided', item }],
    [acted(item, `c${item}`), null],
    [looked(item, `c${item}`, 'gone'), null],
    [swept(item), settles],
  ];
  const step = steps[stage];
  if (step === undefined || tell(walker, ...step) !== 'allowed') return;
  walker.stages[at] = step[1]?.kind === 'item-settled' ? SETTLED : stage + 1;
}

/** Decided just now: a decision that is dated ahead would be refused. */
function decided({ desk }: Walker, item: number, act: 'hide' | 'refuse'): Command {
  return { kind: 'decide', item, decision: { ...decision(act, { id: `${act}-${item}` }), at: desk.stamp() } };
}

function moveAllTo(walker: Walker, goal: number): void {
  const short = walker.random.chance(0.2);
  for (const at of walker.stages.keys()) {
    for (let tries = 0; tries < SETTLED && (walker.stages[at] ?? SETTLED) < goal; tries += 1) {
      moveOne(walker, at, short);
    }
  }
}

function decideAll(walker: Walker): void {
  moveAllTo(walker, 2);
}

function settleAll(walker: Walker): void {
  moveAllTo(walker, SETTLED);
}

function answer(walker: Walker): void {
  tell(walker, replied(walker.desk.state().replies + 1), { kind: 'answered' });
}

const focusOf = ({ random, book }: Walker) => random.pick(book.regimes);

function complete(walker: Walker): void {
  const { missing } = walker.desk.state();
  const stated = walker.random.chance(0.6) ? missing : statementsOf(walker.random, focusOf(walker));
  tell(walker, { kind: 'complete-notice', stated, act: walker.act() }, { kind: 'completed', stated });
}

function judge(walker: Walker): void {
  const missing = statementsOf(walker.random, focusOf(walker));
  tell(walker, { kind: 'judge-notice', missing, act: walker.act() }, { kind: 'judged-missing', missing });
}

const STANDINGS = ['self', 'representative', 'anyone', 'agency', 'police', 'court', 'unknown'] as const;

function prove(walker: Walker): void {
  const { random, speaker, book, reach, desk } = walker;
  const standing = random.chance(0.6) ? speaker.standing : random.pick(STANDINGS);
  const known = { ...speaker, standing, proven: true };
  if (desk.state().notice?.sender.level !== 'L0') return;
  const laws = lawsFor(book, factsOf(walker, known, []), reach);
  const sender = { level: 'L1', authority: null, reasons: [] } as const;
  tell(walker, { kind: 'prove-sender', sender, laws }, { kind: 'proven', speaker: known });
}

const REASONS: readonly WithdrawalReason[] = ['not-this-law', 'place-not-covered', 'content-not-covered'];

function withdraw(walker: Walker): void {
  const { laws } = walker.desk.state();
  if (laws.length === 0) return;
  const { regime } = walker.random.pick(laws);
  const reason = walker.random.pick(REASONS);
  tell(
    walker,
    { kind: 'withdraw-law', regime, reason, act: walker.act() },
    { kind: 'law-withdrawn', regime },
  );
}

function someClock(
  walker: Walker,
): { readonly key: ClockKey; readonly clock: ExpectedClock | undefined } | null {
  const { random, desk } = walker;
  const { clocks } = desk.state();
  if (clocks.length === 0) return null;
  const { key } = random.pick(clocks).clock;
  const expected = expectedClocks(walker.book, walker.reach, { ...walker, happenings: desk.story() });
  return { key, clock: expected.find((one) => one.key === key) };
}

const isOpen = (clock: ExpectedClock): boolean => clock.endIndex === null;

function pause(walker: Walker): void {
  const chosen = someClock(walker);
  if (chosen?.clock === undefined) return;
  const { key, clock } = chosen;
  const may = isOpen(clock) && clock.mayPause && !isStanding(clock);
  tellAs(walker, may, { kind: 'pause-clock', clock: key, act: walker.act() }, { kind: 'paused', clock: key });
}

/** Mostly a clock that stands still. */
function resume(walker: Walker): void {
  const standing = walker.desk.state().clocks.find(({ status }) => status === 'paused');
  if (standing === undefined && walker.random.chance(0.8)) return;
  const chosen = someClock(walker);
  const key = standing?.clock.key ?? chosen?.key;
  const clock = expectedClocks(walker.book, walker.reach, {
    ...walker,
    happenings: walker.desk.story(),
  }).find((one) => one.key === key);
  if (key === undefined || clock === undefined) return;
  const may = isOpen(clock) && isStanding(clock);
  tellAs(
    walker,
    may,
    { kind: 'resume-clock', clock: key, act: walker.act() },
    { kind: 'resumed', clock: key },
  );
}

/** C34. What a law owes whose notice the proof made another is nowhere said. */
function mayExtend(
  { desk }: Walker,
  clock: ExpectedClock,
  present: number | null,
  due: number,
): boolean | null {
  const isUnread = clock.pace === 'stated' && present === null;
  const from = present ?? clock.startedAt;
  const mayBe = isUnread || (present !== null && clock.mayExtend);
  if (!isOpen(clock) || !mayBe || due <= from || due > from + MOST) return false;
  return desk.story().some(({ kind }) => kind === 'proven') ? null : true;
}

function extend(walker: Walker): void {
  const chosen = someClock(walker);
  if (chosen?.clock === undefined) return;
  const { key, clock } = chosen;
  const present = clock.dues.at(-1)?.due ?? null;
  const from = present ?? clock.startedAt;
  const due = instant(from + walker.random.pick([0, 1, -HOUR, HOUR, 24 * HOUR, 96 * HOUR, MOST, MOST + 1]));
  const may = isStanding(clock) ? null : mayExtend(walker, clock, present, due);
  tellAs(
    walker,
    may,
    { kind: 'extend-clock', clock: key, due, act: walker.act() },
    { kind: 'extended', clock: key, due },
  );
}

/** An alarm nobody owes: if the product takes it, the comparison of alarms finds it. */
function cryWolf(walker: Walker): void {
  const chosen = someClock(walker);
  if (chosen === null) return;
  const alarm = walker.random.pick(ALARMS);
  const { key } = chosen;
  tell(walker, { kind: 'raise-alarm', clock: key, alarm }, { kind: 'heard', clock: key, alarm });
}

const CLOSES: readonly CloseReason[] = ['nothing-to-answer', 'sender-never-proven', 'duplicate'];

function close(walker: Walker): void {
  const reason = walker.random.pick(CLOSES);
  tell(walker, { kind: 'close-case', reason, act: walker.act() }, { kind: 'closed' });
}
