// Workers take their tasks by themselves: one that waits for a slow platform holds up none of the others.
import { sha256Digests } from '../../adapters/crypto/digests.ts';
import { expect, test } from 'vitest';
import {
  connectorTo,
  honestPlatform,
  memoryVault,
  jsonMailReader,
  sends,
  SETTINGS,
} from '../../../test/support/fake-ports.ts';
import { T0 } from '../../../test/support/fixtures.ts';
import { idOf, letter, opening } from '../../../test/support/open-case.ts';
import { memoryStore } from '../../adapters/store/memory/memory-store.ts';
import type { Connector } from '../../ports/connector.ts';
import { startTasks } from './tasks.ts';

test('a look-up that takes without end holds up no other case', async () => {
  const store = memoryStore();
  const honest = connectorTo(honestPlatform());
  let release: () => void = () => undefined;
  const slow = new Promise<void>((give) => (release = give));
  let asked = 0;
  const connector: Connector = {
    ...honest,
    locate: async (locator) => {
      if ((asked += 1) === 1) await slow;
      return honest.locate(locator);
    },
  };
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names)
    await store.cases.open(letter(name), idOf(name), (facts) => ({
      ...opening(facts),
      tasks: [{ key: 'locate/1', work: { kind: 'locate', item: 1 }, notBefore: T0, urgency: T0 }],
    }));
  const errors: unknown[] = [];
  const loop = startTasks({
    ports: {
      ...store,
      digests: sha256Digests,
      connectors: { for: () => connector },
      mailer: sends(),
      vault: memoryVault(),
      mail: jsonMailReader,
    },
    settings: SETTINGS,
    clock: () => T0,
    workers: 2,
    sweepMs: 3_600_000,
    leaseMs: 60_000,
    onRan: () => undefined,
    onError: (error) => errors.push(error),
  });
  const located = async (): Promise<number> => {
    const states = await Promise.all(names.map((name) => store.cases.load(idOf(name))));
    return states.filter((state) => state?.items[0]?.status === 'awaiting-decision').length;
  };
  await expect.poll(located).toBe(4);
  release();
  await expect.poll(located).toBe(5);
  await loop.stop();
  expect(errors).toEqual([]);
});
