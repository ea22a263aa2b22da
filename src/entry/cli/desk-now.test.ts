import { expect, test } from 'vitest';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { memoryDeskTime } from '../../adapters/store/memory/clocks.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/kernel/instant.ts';
import { signingTime } from './desk-now.ts';

async function desk(wall: Instant, latest: Instant) {
  const deskTime = memoryDeskTime();
  await deskTime.keep(null, latest);
  return { clock: () => wall, deskTime };
}

test('a signature bears the time by which the desk counts', async () => {
  expect(await signingTime(await desk(T0, later(MINUTE)))).toBe(later(MINUTE));
  expect(await signingTime(await desk(later(HOUR), T0))).toBe(later(HOUR));
});

test('nobody signs while the wall shows another hour than the desk, and is told the cure', async () => {
  await expect(signingTime(await desk(T0, later(MINUTE + 1)))).rejects.toMatchObject({
    code: 'clock.wall-behind',
    cure: expect.stringContaining('--trust-wall-clock'),
  });
});
