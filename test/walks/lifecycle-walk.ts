// One walk: some dozens of commands, wild and sensible mixed, while time goes on by nothing, minutes, days or weeks.
import { apply, type Case, NO_CASE } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { decide } from '../../src/domain/case/lifecycle.ts';
import type { RefusalCode } from '../../src/domain/kernel/errors.ts';
import { after, DAY, HOUR, type Instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { DESK } from '../../src/workflow/step.ts';
import { T0 } from '../support/fixtures.ts';
import { type Chance, chanceOf } from './lifecycle-chance.ts';
import { sensible } from './lifecycle-sensible.ts';
import { wild } from './lifecycle-wild.ts';

/** A command that was answered with events. */
export interface Step {
  readonly command: Command;
  readonly at: Instant;
  readonly events: readonly Recorded[];
}

export interface Walk {
  readonly steps: readonly Step[];
  /** What the desk shows at the end. */
  readonly state: Case;
  readonly refusals: readonly RefusalCode[];
}

const FEWEST_STEPS = 4;
const MOST_STEPS = 60;
const WILD_PERCENT = 15;

/** The walk of a seed, always the same. */
export function walk(seed: number): Walk {
  const chance = chanceOf(seed);
  const length = FEWEST_STEPS + chance.below(MOST_STEPS - FEWEST_STEPS + 1);
  const way = new Way();
  let now: Instant = T0;
  for (let serial = 0; serial < length; serial += 1) {
    now = after(now, isHeld(way.state, now) && chance.percent(35) ? LATE_IN_A_CLAIM : pauseOf(chance));
    const place = { state: way.state, now, chance, serial };
    way.go(chance.percent(WILD_PERCENT) ? wild(place) : sensible(place), now);
  }
  return way;
}

/** The same commands again, or some of them: what a broken walk is cut down by. */
export function walkAgain(steps: readonly Pick<Step, 'command' | 'at'>[]): Walk {
  const way = new Way();
  for (const { command, at } of steps) way.go(command, at);
  return way;
}

class Way implements Walk {
  state: Case = NO_CASE;
  readonly steps: Step[] = [];
  readonly refusals: RefusalCode[] = [];

  go(command: Command, at: Instant): void {
    const answer = decide(this.state, command, at);
    if (!answer.ok) {
      this.refusals.push(answer.error.code);
      return;
    }
    const { version } = this.state;
    const events = answer.value.map((event, index) => ({
      ...event,
      seq: version + index + 1,
      at,
      actor: DESK,
    }));
    this.state = events.reduce(apply, this.state);
    this.steps.push({ command, at, events });
  }
}

/** Somebody may go on with her claim: now and then it is late in it, so that people renew for as long as they may. */
const LATE_IN_A_CLAIM = 100 * MINUTE;
const isHeld = ({ held }: Case, now: Instant): boolean => held !== null && now < held.until + HOUR;

/** Often nothing, often minutes; now and then days, seldom weeks: long enough that every deadline is met and missed. */
function pauseOf(chance: Chance): number {
  const luck = chance.below(100);
  if (luck < 30) return 0;
  if (luck < 65) return chance.below(90) * MINUTE;
  if (luck < 85) return chance.below(30) * HOUR;
  return luck < 97 ? chance.below(6) * DAY : chance.below(25) * DAY;
}
