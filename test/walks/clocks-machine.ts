// A machine in simulated time: true time goes on, a wall clock that somebody may set wrong, a clock that only runs on and begins anew
// with each process. It also keeps what a desk that looked at these clocks could know, apart from what the product makes of them.
import type { TimeReading } from '../../src/domain/clock/desk-time.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Stretch } from './oracle/expected-alarms.ts';

export interface Machine {
  readonly trueTime: () => number;
  readonly wall: () => number;
  /** Time during which the desk ran, all its processes together. */
  readonly ran: () => number;
  /** Time since this process began. */
  readonly uptime: () => number;
  /** The least that whoever looked at the clocks so far can know of the time. */
  readonly known: () => number;
  readonly stretches: () => readonly Stretch[];
  readonly read: () => TimeReading;
  /** The watch looks and keeps what it saw: from now on that is known, whatever happens to the process. */
  readonly look: () => void;
  readonly pass: (milliseconds: number) => void;
  readonly setWall: (by: number) => void;
  /** The process is down: the world goes on, and the next process begins counting from nothing. */
  readonly restart: (downFor: number, wallBy: number) => void;
}

export function machineAt(start: number): Machine {
  let trueTime = start;
  let offset = 0;
  let ran = 0;
  let bootedAt = 0;
  let known = start;
  let kept = start;
  const stretches: { from: number; until: number; known: number }[] = [{ from: 0, until: 0, known }];
  const learn = (moment: number): void => {
    if (moment !== known) stretches.push({ from: ran, until: ran, known: moment });
    known = moment;
    kept = moment;
  };
  const pass = (milliseconds: number): void => {
    trueTime += milliseconds;
    ran += milliseconds;
    known += milliseconds;
    const present = stretches.at(-1);
    if (present !== undefined) present.until = ran;
  };
  return {
    trueTime: () => trueTime,
    wall: () => trueTime + offset,
    ran: () => ran,
    uptime: () => ran - bootedAt,
    known: () => known,
    stretches: () => stretches,
    read: () => ({ wall: instant(trueTime + offset), monotonic: 1_000 + ran - bootedAt }),
    look: () => learn(Math.max(known, trueTime + offset)),
    pass,
    setWall: (by) => {
      offset += by;
    },
    restart: (downFor, wallBy) => {
      trueTime += downFor;
      offset += wallBy;
      bootedAt = ran;
      learn(Math.max(kept, trueTime + offset));
    },
  };
}
