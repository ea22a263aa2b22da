// The follower's pace: it waits as long as a platform asks, longer each time it fails, and stops at once when told.
import { afterEach, expect, test } from 'vitest';
import { memoryMediaIndex } from '../../adapters/store/memory/media-index.ts';
import { T0 } from '../../../test/support/fixtures.ts';
import { messageSpot, shownFile } from '../../../test/support/observations.ts';
import { type ToldPlatform, toldPlatform } from '../../../test/support/told-platform.ts';
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Retry } from '../../ports/connector.ts';
import { startFollowing } from './follow.ts';
import type { Loop } from './loop.ts';

const retry = (afterMs: number | null): Retry => ({ kind: 'retry', code: 'connector.rate-limited', afterMs });
const loops: Loop[] = [];
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop();
});

function started(platform: ToldPlatform) {
  const [index, told] = [memoryMediaIndex(), [] as string[]];
  let running = 0;
  const loop = startFollowing({
    connector: platform,
    index,
    clock: () => T0,
    running: () => running,
    pollMs: 1,
    tells: {
      probed: (follows) => told.push(`probed ${follows}`),
      held: (code) => told.push(`held ${code}`),
      gaps: (gaps) => told.push(`gaps ${JSON.stringify(gaps)}`),
      lost: () => told.push('lost'),
      history: (what) => told.push(`history ${what}`),
    },
    onError: (error) => told.push(String(error)),
  });
  loops.push(loop);
  return { index, told, pass: (milliseconds: number) => void (running += milliseconds) };
}

/** Waits for the loop, which looks every millisecond. */
async function until(condition: () => boolean): Promise<void> {
  for (let looks = 0; !condition(); looks += 1) {
    if (looks > 2_000) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

const posted = (id: number, order: number) =>
  ({
    kind: 'shown',
    spot: messageSpot(id),
    files: [shownFile(`m/${id}`, 1)],
    order,
    at: T0,
  }) as const;

test('a platform is asked what it can do, its feed for where it stands, and then its history is read', async () => {
  const platform = toldPlatform([posted(1, 1), posted(2, 2), posted(3, 3), posted(4, 4)]);
  const { told } = started(platform);
  await until(() => told.includes('history ended'));
  expect(told).toEqual(['probed true', 'history begun', 'history ended']);
  expect(platform.asked.slice(0, 2)).toEqual(['observe null', 'backfill null']);
});

test('a platform that asks us to wait is left alone for so long, by feed and history alike', async () => {
  const platform = toldPlatform([posted(1, 1)]);
  platform.instead.push(retry(20 * SECOND));
  const { told, pass } = started(platform);
  await until(() => told.includes('held connector.rate-limited'));
  await quiet();
  pass(20 * SECOND - 1);
  await quiet();
  expect(platform.asked).toEqual(['observe null']);
  pass(1);
  await until(() => told.includes('history ended'));
});

test('a platform that fails again and again is asked less and less, and people hear of it once', async () => {
  const platform = toldPlatform();
  platform.instead.push(...Array.from({ length: 30 }, () => retry(null)));
  const { told, pass } = started(platform);
  const asked = (count: number) => until(() => platform.asked.length === count);
  await asked(1);
  for (const [at, pause] of [1, 2, 4, 8].entries()) {
    pass(pause * SECOND - 1);
    await quiet();
    expect(platform.asked).toHaveLength(at + 1);
    pass(1);
    await asked(at + 2);
  }
  expect(told.filter((one) => one.startsWith('held'))).toHaveLength(1);
});

test('a platform that cannot be followed is asked again in a minute what it can do', async () => {
  const platform = toldPlatform([posted(1, 1)]);
  platform.follows = false;
  const { told, pass } = started(platform);
  await until(() => told.includes('probed false'));
  platform.follows = true;
  await quiet();
  expect(told).toEqual(['probed false']);
  pass(MINUTE);
  await until(() => told.includes('history ended'));
});

test('a gap is told, once it was asked for in vain', async () => {
  const platform = toldPlatform();
  const { told, pass } = started(platform);
  await until(() => told.includes('history ended'));
  platform.missing.add(1);
  platform.story.push(posted(1, 1), posted(2, 2));
  for (let again = 0; again < 5; again += 1) {
    pass(SECOND);
    await quiet();
  }
  expect(told.at(-1)).toBe('gaps [{"from":1,"to":1}]');
});
