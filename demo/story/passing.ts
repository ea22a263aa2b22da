// How time passes in the story: in steps of at most two hours, and after each the desk has looked at its clocks and done what is due before the
// next. Between two steps everything runs at its own speed.
import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from '../options.ts';
import { HOUR_MS, MINUTE_MS } from './clock.ts';
import type { StoryStage } from './stage.ts';

const STEP_MS = 2 * HOUR_MS;
/** A smaller step is not one that the desk speaks of. */
const SPOKEN_OF_MS = 2 * MINUTE_MS;
const HEARD_LIMIT_MS = 60_000;
const IDLE_LIMIT_MS = 300_000;
const LOOK_MS = 100;
const STEPPED = 'clock.stepped-ahead';

export interface Passing {
  /** Lets the time go by until a moment; none where it has come already. */
  until(moment: number): Promise<void>;
  /** How often the desk said that its clock was set ahead. */
  steps(): number;
}

/** Waits until the desk has nothing to do that is due. */
export async function idle({ due }: Pick<StoryStage, 'due'>): Promise<void> {
  for (const began = performance.now(); (await due()) > 0; await delay(LOOK_MS))
    if (performance.now() - began > IDLE_LIMIT_MS)
      throw new DemoError('demo.stuck', 'work that is due is not done', 'run ./redress doctor');
}

export function passing({ clock, desk, due }: StoryStage): Passing {
  let heard = 0;
  let waiting: (() => void) | undefined;
  desk.onLine((line) => {
    if (line['code'] !== STEPPED) return;
    heard += 1;
    waiting?.();
  });
  const step = async (moment: number): Promise<void> => {
    const spokenOf = moment - clock.now() > SPOKEN_OF_MS;
    const before = heard;
    await clock.set(moment);
    if (!spokenOf || heard > before) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new DemoError('demo.stuck', 'the desk did not see the time go by', 'run ./redress doctor')),
        HEARD_LIMIT_MS,
      );
      waiting = () => {
        clearTimeout(timer);
        waiting = undefined;
        resolve();
      };
    });
  };
  return {
    steps: () => heard,
    async until(moment) {
      while (clock.now() < moment) {
        await step(Math.min(moment, clock.now() + STEP_MS));
        await idle({ due });
      }
    },
  };
}
