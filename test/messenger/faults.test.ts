import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });

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

  it('keyRefused refuses a good key once, and the same key works when sent again', async () => {
    await set({ keyRefused: 1 });
    const refused = await hide('good key');
    expect([refused.status, refused.json.code]).toEqual([409, 'idempotency.refused']);
    expect(await shown()).toBe(true);
    await set({});
    expect((await hide('good key')).json.operation.effect).toBe('hidden');
  });

  it('tokenRefused refuses a good token on every admin call in the words for an unknown one', async () => {
    await set({ tokenRefused: 1 });
    const calls = [await hide(), await yeoul.admin('GET', `/admin/v1/media/${blob}`)];
    const unknown = await yeoul.ask('GET', `/admin/v1/media/${blob}`, { token: 'nobody-knows-this' });
    for (const call of calls) expect([call.status, call.json]).toEqual([401, unknown.json]);
    expect(await shown()).toBe(true);
    expect((await yeoul.admin('GET', '/admin/v1/faults')).status).toBe(200);
  });

  it('delayMs makes orders wait, and no other call', async () => {
    await set({ delayMs: 3_000 });
    const done: string[] = [];
    const order = hide().then(() => done.push('order'));
    await yeoul.admin('GET', `/admin/v1/media/${blob}`).then(() => done.push('read'));
    await order;
    expect(done).toEqual(['read', 'order']);
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

  it('no other request shifts what orders draw, and no switch shifts another', async () => {
    const run = async (between: () => Promise<unknown>, more: object) => {
      await set({ rateLimit: 0.5, seed: 7, ...more });
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) {
        await between();
        statuses.push((await hide()).status);
      }
      return statuses.map((status) => status === 429);
    };
    const alone = await run(async () => undefined, {});
    const reading = () => yeoul.admin('GET', `/admin/v1/media/${blob}`);
    expect(await run(reading, { readFail: 0.5, failAfterCommit: 0.5 })).toEqual(alone);
  });

  it('a profile sets everything, a change only what it names', async () => {
    const all = (await set({ profile: 'all', seed: 9 })).json as unknown as Record<string, number>;
    expect(Object.entries(all).filter(([, value]) => value === 0)).toEqual([]);
    const changed = (await yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off' })).json;
    expect(await yeoul.admin('PUT', '/admin/v1/faults', { rateLimit: 0.25 })).toMatchObject({
      json: { ...changed, rateLimit: 0.25 },
    });
    expect((await yeoul.admin('GET', '/admin/v1/faults')).json).toEqual({ ...changed, rateLimit: 0.25 });
  });

  it('they refuse what is no share, too long, or no switch', async () => {
    const wrong = [
      { rateLimit: 1.5 },
      { delayMs: 15_001 },
      { lateMs: -1 },
      { ratelimit: 1 },
      { profile: 'x' },
    ];
    for (const change of wrong)
      expect((await yeoul.admin('PUT', '/admin/v1/faults', change)).status).toBe(400);
  });
});

describe('the switches for reads', () => {
  const doors = async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blob = await yeoul.upload(author, pngOf(`reads in ${slug}`));
    const id = await yeoul.send(author, slug, undefined, [blob]);
    const admin = [`/admin/v1/messages/${id}`, '/admin/v1/events', '/admin/v1/ledger', '/admin/v1/rooms'];
    const people = [`/media/${blob}`, `/r/${slug}/m/${id}`, `/api/rooms/${slug}/messages`, '/'];
    return { admin, people };
  };
  const readAll = async ({ admin, people }: Awaited<ReturnType<typeof doors>>) => [
    ...(await Promise.all(admin.map((path) => yeoul.admin('GET', path)))),
    ...(await Promise.all(people.map((path) => yeoul.ask('GET', path)))),
  ];
  beforeEach(() => set({}));

  it('readRateLimit answers 429 with Retry-After to platform engineers and to people', async () => {
    const paths = await doors();
    expect((await readAll(paths)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    await set({ readRateLimit: 1 });
    for (const answer of await readAll(paths)) {
      expect([answer.status, answer.json.code]).toEqual([429, 'rate.limited']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('readFail answers 503 to all of them, and to nobody who asks for health or switches', async () => {
    const paths = await doors();
    await set({ readFail: 1, readRateLimit: 0 });
    for (const answer of await readAll(paths)) expect(answer.status).toBe(503);
    expect((await yeoul.ask('GET', '/admin/v1/health')).status).toBe(200);
    expect((await yeoul.admin('GET', '/admin/v1/faults')).status).toBe(200);
    expect(await yeoul.person()).toBeTruthy();
  });

  it('readDelayMs makes a share of them wait', async () => {
    const { people } = await doors();
    await set({ readDelayMs: 300, readDelayShare: 0.5, seed: 3 });
    const waits: boolean[] = [];
    for (let call = 0; call < 12; call += 1) {
      const started = performance.now();
      await yeoul.ask('GET', people[0] ?? '');
      waits.push(performance.now() - started >= 298);
    }
    expect(new Set(waits)).toEqual(new Set([true, false]));
  });
});
