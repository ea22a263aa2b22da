// The connector to the built-in messenger and the desk under each fault switch alone, and under all of them.
import { expect, it } from 'vitest';
import { settingsOf } from '../../messenger/faults/settings.ts';
import { holdsUnderTrouble } from '../conformance/under-trouble.ts';
import { openMessengerWorld } from './messenger-open-world.ts';
import { SWITCH_NAMES } from './messenger-troubles.ts';

const world = openMessengerWorld();
const ONE = { stories: 1, timeout: 120_000 };
const MANY = { stories: 4, timeout: 240_000 };

for (const trouble of world.troubles)
  holdsUnderTrouble('messenger', world, trouble, trouble.name === 'all' ? MANY : ONE);

it('every fault switch is one of these troubles', () => {
  const howOften = (name: string): boolean => name === 'seed' || (name.endsWith('Share') && name !== 'peer');
  const switches = Object.keys(settingsOf('off')).filter((name) => !howOften(name));
  expect([...SWITCH_NAMES].toSorted()).toEqual([...switches, 'all'].toSorted());
});
