import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const OFF = { okButNothing: 0, failBeforeCommit: 0, failAfterCommit: 0, rateLimit: 0, delayMs: 0, seed: 1 };

const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { ...OFF, ...faults });

describe('the fault switches', () => {
  let blob = '';
  let count = 0;
  beforeAll(async () => {
    const author = await yeoul.person();
    blob = await yeoul.upload(author, pngOf('faults'));
    await yeoul.send(author, await yeoul.room(author), undefined, [blob]);
  });
  beforeEach(async () => {
    await set({});
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
  });
  const hide = (key = `fault-${count++}`): Promise<Answer> =>
    yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { key, body: { reason: 'intimate-image' } });
  const shown = async () => (await yeoul.ask('GET', `/media/${blob}`)).status === 200;

  it('okButNothing answers like an honest call and does nothing, also for a repeat of the key', async () => {
    const honest = (await hide()).json.operation;
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
    await set({ okButNothing: 1 });
    const lie = await hide('lie');
    expect(lie.status).toBe(202);
    expect({ ...lie.json.operation, id: '' }).toEqual({ ...honest, id: '' });
    expect(await shown()).toBe(true);
    await set({});
    expect((await hide('lie')).json).toEqual(lie.json);
    expect(await shown()).toBe(true);
    expect((await hide('another key')).json.operation.effect).toBe('hidden');
    expect(await shown()).toBe(false);
  });

  it('failBeforeCommit answers 503 before anything happened, and the key still works', async () => {
    await set({ failBeforeCommit: 1 });
    const failed = await hide('before');
    expect([failed.status, failed.json.code]).toEqual([503, 'server.unavailable']);
    expect(await shown()).toBe(true);
    await set({});
    expect((await hide('before')).json.operation.effect).toBe('hidden');
    expect(await shown()).toBe(false);
  });

  it('failAfterCommit acts and answers the same 503, and the key then tells what happened', async () => {
    await set({ failAfterCommit: 1 });
    const failed = await hide('after');
    expect([failed.status, failed.json.code]).toEqual([503, 'server.unavailable']);
    expect(await shown()).toBe(false);
    await set({});
    expect((await hide('after')).json.operation.effect).toBe('hidden');
    const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
    expect(entries.filter((entry) => entry.key === 'after')).toHaveLength(1);
  });

  it('rateLimit answers 429 with Retry-After and does nothing', async () => {
    await set({ rateLimit: 1 });
    const limited = await hide();
    expect([limited.status, limited.json.code]).toEqual([429, 'rate.limited']);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await shown()).toBe(true);
  });

  it('delayMs makes every order wait, and no other call', async () => {
    await set({ delayMs: 1_000 });
    const started = performance.now();
    await hide();
    expect(performance.now() - started).toBeGreaterThanOrEqual(995);
    const reading = performance.now();
    await yeoul.admin('GET', `/admin/v1/media/${blob}`);
    expect(performance.now() - reading).toBeLessThan(995);
  });

  it('the same seed gives the same faults, and a share is about a share', async () => {
    const run = async () => {
      await set({ rateLimit: 0.5, seed: 42 });
      const statuses: number[] = [];
      for (let call = 0; call < 40; call += 1) statuses.push((await hide()).status);
      return statuses;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    const limited = first.filter((status) => status === 429).length;
    expect(limited).toBeGreaterThan(8);
    expect(limited).toBeLessThan(32);
  });

  it('they are read back as set, and refuse what is no share', async () => {
    expect((await set({ rateLimit: 0.25, seed: 9 })).json).toEqual({ ...OFF, rateLimit: 0.25, seed: 9 });
    expect((await yeoul.admin('GET', '/admin/v1/faults')).json).toEqual({ ...OFF, rateLimit: 0.25, seed: 9 });
    for (const wrong of [{ rateLimit: 1.5 }, { delayMs: 15_001 }, { ratelimit: 1 }]) {
      expect((await yeoul.admin('PUT', '/admin/v1/faults', wrong)).status).toBe(400);
    }
  });
});
