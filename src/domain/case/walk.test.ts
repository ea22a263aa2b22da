// Random walks over the lifecycle: whatever is asked of a case, in whatever order and however late, the invariants of
// docs/spec/case-lifecycle.md hold. A million of them: `npm run walk:lifecycle -- --walks 1000000`.
import { describe, expect, test } from 'vitest';
import { acted, decides, looked, T0 } from '../../../test/support/fixtures.ts';
import { broken } from '../../../test/walks/lifecycle-rules.ts';
import { walk } from '../../../test/walks/lifecycle-walk.ts';
import { DESK } from '../../workflow/step.ts';
import { fold } from './case.ts';
import type { Recorded } from './event.ts';

const WALKS = 5_000;
/** Not those of the tests of single rules. */
const FIRST_SEED = 1_000_000;

describe('a walk of any commands in any order', () => {
  test(`keeps every promise of the lifecycle (${WALKS} walks)`, { timeout: 120_000 }, () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + WALKS; seed += 1)
      expect(broken(walk(seed)), `seed ${seed}`).toEqual([]);
  });

  test('an event about an item or copy that is not there changes nothing and never throws', () => {
    const strange = [decides(9, 'hide'), acted(9, 'c1'), looked(9, 'c1', 'gone')].map((command, at) => ({
      ...command,
      kind: (['item-decided', 'action-recorded', 'copy-verified'] as const)[at],
      seq: at + 1,
      at: T0,
      actor: DESK,
    })) as unknown as Recorded[];
    expect(fold(strange).items).toEqual([]);
  });
});
