// What happens to the machine of a walk: somebody sets its clock, the process dies and comes back, both at once.
import type { Random } from '../../prove/rig/random.ts';
import type { Desk } from './clocks-desk.ts';

const HOUR = 3_600_000;
const STEPS = [48 * HOUR, -48 * HOUR, 48 * HOUR, -48 * HOUR, HOUR, -HOUR, 300_000, -300_000, 30_000, -30_000];

interface Troubled {
  readonly random: Random;
  readonly desk: Desk;
  readonly log: string[];
  readonly count: { restarts: number; wallSteps: number };
}

export function troubleTheMachine({ random, desk, log, count }: Troubled): void {
  if (random.chance(0.5)) {
    const by = random.pick(STEPS);
    desk.machine.setWall(by);
    count.wallSteps += 1;
    log.push(`the wall clock is set by ${by / 1_000} s`);
    return;
  }
  const down = Math.trunc(60_000 * Math.exp(random.next() * Math.log(5 * 24 * 60)));
  const by = random.chance(0.3) ? random.pick(STEPS) : 0;
  desk.restart(down, by);
  count.restarts += 1;
  if (by !== 0) count.wallSteps += 1;
  log.push(
    `the process is down for ${down / 1_000} s${by === 0 ? '' : `, the wall clock set by ${by / 1_000} s`}`,
  );
}
