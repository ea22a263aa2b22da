// Who walks: the case of a walk, its chance, and what is written down on the way.
import type { Facts } from '../../src/domain/clock/apply.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Random } from '../../prove/rig/random.ts';
import type { signed } from '../support/fixtures.ts';
import type { Desk } from './clocks-desk.ts';
import type { Beginning } from './clocks-notice.ts';
import type { Speaker } from './oracle/which-laws.ts';

/** What a step of a walk may use. */
export interface Walker extends Beginning {
  readonly random: Random;
  readonly desk: Desk;
  readonly stages: number[];
  readonly log: string[];
  readonly verdicts: string[];
  readonly act: () => ReturnType<typeof signed>;
  readonly count: { restarts: number; wallSteps: number };
}

/** What the desk knows of the notice when this is who speaks. */
export function factsOf(
  { told }: Pick<Beginning, 'told'>,
  { standing, country, proven }: Speaker,
  missing: Facts['missing'],
): Facts {
  const { receivedAt, letter, content, visibility } = told;
  const notifier = { standing, country, authority: null };
  return { receivedAt: instant(receivedAt), letter, notifier, proven, content, visibility, missing };
}
