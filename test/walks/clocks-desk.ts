// The product under test, driven as in production: commands answered by `step`, a watch that wakes every 15 seconds of running time and
// raises what is owed, the desk's own time. Beside it, the story is written down in the oracle's words.
import { apply, type Case, NO_CASE } from '../../src/domain/case/case.ts';
import { alarmsOwed } from '../../src/domain/case/clock-state.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { advance, type KnownTime, startTime, type Step } from '../../src/domain/clock/desk-time.ts';
import { type Instant, instant } from '../../src/domain/kernel/instant.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { type Machine, machineAt } from './clocks-machine.ts';
import type { Raised } from './oracle/expected-alarms.ts';
import type { Happened, Happening } from './oracle/happening.ts';

const WAKES_EVERY = 15_000;
/** One stretch of waiting raises no more than this many alarms, or something is wrong. */
const MOST_WAKES = 500;

export interface Desk {
  readonly machine: Machine;
  readonly state: () => Case;
  readonly now: () => Instant;
  /** The moment that commands are dated with. */
  readonly stamp: () => Instant;
  /** Asks the product; writes down what happened if it allowed it. @returns `allowed` or the code of the refusal */
  readonly tell: (command: Command, happened: Happened | null) => string;
  readonly wait: (milliseconds: number) => void;
  readonly restart: (downFor: number, wallBy: number) => void;
  readonly story: () => readonly Happening[];
  /** For each happening: running time and true time. */
  readonly ranAt: () => readonly number[];
  readonly trueAt: () => readonly number[];
  readonly raised: () => readonly Raised[];
  readonly steppedTold: () => readonly Step[];
}

/** @param stamps how commands are dated: by the desk's own time, or by the wall as the present entries do */
export function deskAt(start: number, stamps: 'desk' | 'wall'): Desk {
  const machine = machineAt(start);
  const story: Happening[] = [];
  const ranAt: number[] = [];
  const trueAt: number[] = [];
  const raised: Raised[] = [];
  const told: Step[] = [];
  let state = NO_CASE;
  let stored: Instant | null = null;
  let known: KnownTime = begin();

  function begin(): KnownTime {
    const begun = startTime(stored, machine.read());
    if (begun.stepped !== null) told.push(begun.stepped);
    return begun.known;
  }
  function now(): Instant {
    const advanced = advance(known, machine.read());
    known = advanced.known;
    if (advanced.stepped !== null) told.push(advanced.stepped);
    return advanced.now;
  }
  function stamp(): Instant {
    const seen = now();
    return stamps === 'desk' ? seen : instant(machine.wall());
  }
  function tell(command: Command, happened: Happened | null): string {
    const at = command.kind === 'raise-alarm' ? now() : stamp();
    const change = step(state, [command], DESK, at);
    if (!change.ok) return change.error.code;
    for (const event of change.value.events) {
      state = apply(state, event);
      if (event.kind !== 'clock-alarm') continue;
      const { clock, alarm, moment } = event;
      raised.push({ clock, alarm, moment, at, index: story.length, ran: machine.ran() });
    }
    if (happened === null) return 'allowed';
    story.push({ ...happened, at });
    ranAt.push(machine.ran());
    trueAt.push(machine.trueTime());
    return 'allowed';
  }
  /** What the watch does when it wakes, and first of all when its process begins. */
  function look(): void {
    machine.look();
    const at = now();
    stored = at;
    for (const held of state.clocks) {
      for (const owed of alarmsOwed(held)) {
        if (owed.at > at) continue;
        const { key } = held.clock;
        const answer = tell(
          { kind: 'raise-alarm', clock: key, alarm: owed.alarm },
          { kind: 'heard', clock: key, alarm: owed.alarm },
        );
        if (answer !== 'allowed')
          throw new Error(`the watch was refused: ${owed.alarm} of ${key}: ${answer}`);
      }
    }
  }
  const nextOwed = (): number =>
    state.clocks.flatMap(alarmsOwed).reduce((soonest, { at }) => Math.min(soonest, at), Infinity);
  /** Running time to the first wake at least `atLeast` from now. */
  const toWake = (atLeast: number): number => {
    const uptime = machine.uptime();
    return Math.ceil((uptime + Math.max(1, atLeast)) / WAKES_EVERY) * WAKES_EVERY - uptime;
  };
  /** Sleeps over the wakes at which there is nothing to do: they are the same as none. */
  function wait(milliseconds: number): void {
    let left = milliseconds;
    for (let wakes = 0; ; wakes += 1) {
      if (wakes > MOST_WAKES) throw new Error('the watch raises without end');
      const uptime = machine.uptime();
      const toLast = Math.floor((uptime + left) / WAKES_EVERY) * WAKES_EVERY - uptime;
      if (toLast <= 0) break;
      const sleep = Math.min(toLast, toWake(wakes === 0 ? 0 : nextOwed() - known.latest));
      machine.pass(sleep);
      left -= sleep;
      look();
    }
    machine.pass(left);
  }
  function restart(downFor: number, wallBy: number): void {
    machine.restart(downFor, wallBy);
    known = begin();
    look();
  }
  return {
    machine,
    state: () => state,
    now,
    stamp,
    tell,
    wait,
    restart,
    story: () => story,
    ranAt: () => ranAt,
    trueAt: () => trueAt,
    raised: () => raised,
    steppedTold: () => told,
  };
}
