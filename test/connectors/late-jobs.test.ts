// Orders that the messenger accepts and carries out later: their job is asked for, and where it is forgotten, the look alone decides.
import { expect, it } from 'vitest';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import { copiesOf } from '../conformance/connector.ts';
import { expectStatus, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;
const faults = (how: object) => expectStatus(200, yeoul.admin('PUT', '/admin/v1/faults', how));
const LATE_MS = 4_000;

/** A copy that is hidden a few seconds after the platform said yes; the jobs it named. */
async function hiddenLate(key: string) {
  const { locator } = await world.stage();
  const [copy] = copiesOf(await world.connector().locate(locator));
  if (copy === undefined) throw new Error('nothing was staged');
  const answer = await world.connector().hide(copy, { key, reason: 'intimate-image' });
  if (answer.kind !== 'accepted') throw new Error(`not accepted: ${answer.kind}`);
  const jobs = answer.receipts.flatMap(({ job }) => job ?? []);
  const looks = async () => judge(await world.connector().verify(copy, REQUIRED_VIEWS.hide), 'hide');
  const progress = () => Promise.all(jobs.map((job) => world.connector().operation(job)));
  return { jobs, looks, progress };
}

it('says of each job that it is running, then done, and only the look says that the copy is gone', async () => {
  await faults({ profile: 'off', lateMs: LATE_MS, lateShare: 1 });
  const late = await hiddenLate('late');
  await faults({ profile: 'off' });
  expect(late.jobs).toHaveLength(2);
  expect([await late.progress(), await late.looks()]).toEqual([['running', 'running'], 'still-there']);
  await expect.poll(late.progress, { timeout: 20_000, interval: 300 }).toEqual(['done', 'done']);
  expect(await late.looks()).toBe('gone');
});

it('of a job that is forgotten after a restart says so, and the look finds what came of it', async () => {
  await faults({ profile: 'off', lateMs: LATE_MS, lateShare: 1, statusLostAfterRestart: 1 });
  const late = await hiddenLate('forgotten');
  await yeoul.restart();
  expect([await late.progress(), await late.looks()]).toEqual([['forgotten', 'forgotten'], 'still-there']);
  await expect.poll(late.looks, { timeout: 20_000, interval: 300 }).toBe('gone');
  expect(await late.progress()).toEqual(['forgotten', 'forgotten']);
});

it('of one that answers at once has nothing left to wait for', async () => {
  await faults({ profile: 'off' });
  const prompt = await hiddenLate('prompt');
  expect([await prompt.progress(), await prompt.looks()]).toEqual([['done', 'done'], 'gone']);
});

it('that the platform does not speak of is unknown', async () => {
  await faults({ profile: 'off', readFail: 1 });
  const answer = await world.connector().operation('1');
  await faults({ profile: 'off' });
  expect(answer).toBe('unknown');
  const stranger = world.connectorWith({ adminToken: 'somebody-elses-token-for-tests' });
  expect(await stranger.operation('1')).toBe('unknown');
});
