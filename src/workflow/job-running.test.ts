// What a platform accepted and has not carried out yet: it is waited for while the platform says that it works on it, and no longer.
import { expect, test } from 'vitest';
import { countOf, decidedDesk, honestPlatform, type Platform } from '../../test/support/fake-ports.ts';
import { RECEIPT, T0, verdicts, wordsOf } from '../../test/support/fixtures.ts';
import { after, HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { JobProgress, Operation } from '../ports/connector.ts';

const ACCEPTED: Operation = { kind: 'accepted', receipts: [{ ...RECEIPT, job: 'j-1' }, RECEIPT] };

/** A platform on which the copy is seen until `gone` says otherwise, and that says of each job what `progress` says. */
const slow = (gone: () => boolean, progress: (job: string) => JobProgress): Platform => ({
  ...honestPlatform(),
  hide: () => ACCEPTED,
  verify: (views) => verdicts(gone() ? 'absent' : 'present', views),
  operation: progress,
});

test('a copy whose removal is under way is looked at again, and ordered once', async () => {
  const asked: string[] = [];
  let looks = 0;
  const desk = await decidedDesk(
    slow(
      () => (looks += 1) > 3,
      (job) => (asked.push(job), 'running'),
    ),
  );
  for (let seconds = 0; seconds < 60; seconds += 1) {
    while ((await desk.run()).length > 0);
    desk.now = after(desk.now, SECOND);
  }
  expect(wordsOf(await desk.state())).toEqual(['removed']);
  expect([await countOf(desk, 'action-recorded'), await countOf(desk, 'copy-verified')]).toEqual([1, 1]);
  expect(asked).toEqual(['j-1', 'j-1', 'j-1']);
});

test('the look comes again after one second, then two, and so on', async () => {
  const desk = await decidedDesk(
    slow(
      () => false,
      () => 'running',
    ),
  );
  expect(await desk.run()).toEqual(['recorded']);
  expect(await desk.run()).toEqual(['retried']);
  desk.now = after(T0, SECOND - 1);
  expect(await desk.run()).toEqual([]);
  desk.now = after(T0, SECOND);
  expect(await desk.run()).toEqual(['retried']);
});

test.each(['forgotten', 'unknown', 'done'] as const)(
  'a job that is %s leaves it to the look: the copy is still there, and is acted on again',
  async (progress) => {
    let looks = 0;
    const desk = await decidedDesk(
      slow(
        () => (looks += 1) > 1,
        () => progress,
      ),
    );
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect(await countOf(desk, 'action-recorded')).toBe(2);
  },
);

test('a platform that says "running" for ever is waited for half an hour, and then it did nothing', async () => {
  const desk = await decidedDesk(
    slow(
      () => false,
      () => 'running',
    ),
  );
  await desk.run();
  desk.now = after(T0, 30 * MINUTE - 1);
  expect(await desk.run()).toEqual(['retried']);
  expect(await countOf(desk, 'copy-verified')).toBe(0);
  desk.now = after(T0, HOUR);
  expect(await desk.run()).toEqual(['recorded']);
  expect(await countOf(desk, 'copy-verified')).toBe(1);
});

test('nothing is asked of a job where the look says that it is done', async () => {
  const desk = await decidedDesk(
    slow(
      () => true,
      () => {
        throw new Error('nobody asks');
      },
    ),
  );
  await desk.runAll();
  expect(wordsOf(await desk.state())).toEqual(['removed']);
});
