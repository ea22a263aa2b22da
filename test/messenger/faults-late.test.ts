// Effects that come later, also after a restart, and statuses that get lost on the way.
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });
const LONG_MS = 600_000;

/** A file in a message of a public room, and how it looks to a stranger. */
async function story() {
  const author = await yeoul.person();
  const slug = await yeoul.room(author);
  const blob = await yeoul.upload(author, pngOf(`late in ${slug}`));
  const id = await yeoul.send(author, slug, undefined, [blob]);
  const order = (verb: 'hide' | 'show', key?: string): Promise<Answer> =>
    yeoul.order('POST', `/admin/v1/media/${blob}/${verb}`, {
      ...(verb === 'hide' ? { body: { reason: 'intimate-image' } } : {}),
      ...(key === undefined ? {} : { key }),
    });
  const shown = async () => (await yeoul.ask('GET', `/media/${blob}`)).status === 200;
  return { author, slug, blob, id, order, shown };
}

const status = async (operation: string) => yeoul.admin('GET', `/admin/v1/operations/${operation}`);
const stateOf = async (operation: string) => (await status(operation)).json.operation.state;

/** Waits until something is so. A test that never sees it fails by its own time limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(25);
}

async function ledgerOf(target: string): Promise<readonly string[]> {
  const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
  return entries.filter((entry) => entry.target.id === target).map(({ what }) => what);
}

/** Makes what waits for a long time due now. */
async function makeDue(): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: yeoul.databaseUrl });
  await client.connect();
  await client.query('update late set due_at = now()');
  await client.end();
}

beforeEach(() => set({}));

describe('an effect that comes later', () => {
  it('is in ledger and feed at once, runs, and is seen by nobody before it is done', async () => {
    const { blob, order, shown } = await story();
    await set({ lateMs: LONG_MS });
    const { operation } = (await order('hide')).json;
    expect(operation).toMatchObject({ state: 'accepted', effect: 'hidden' });
    expect(await ledgerOf(blob)).toEqual(['hide']);
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    expect(events.at(-1)).toMatchObject({ kind: 'hide', target: { id: blob } });
    expect([await shown(), await stateOf(operation.id)]).toEqual([true, 'running']);
    expect((await yeoul.admin('GET', `/admin/v1/media/${blob}`)).body).toContain('"hidden":false');
    await makeDue();
    await until(async () => !(await shown()));
    expect(await stateOf(operation.id)).toBe('done');
  });

  it('comes by itself after its time', async () => {
    const { order, shown } = await story();
    await set({ lateMs: 400 });
    const started = performance.now();
    await order('hide');
    expect(await shown()).toBe(true);
    await until(async () => !(await shown()));
    expect(performance.now() - started).toBeGreaterThanOrEqual(398);
  });

  it('is not recorded twice while it waits, whatever the key', async () => {
    const { blob, order } = await story();
    await set({ lateMs: LONG_MS });
    expect((await order('hide', 'late-a')).json.operation.effect).toBe('hidden');
    expect((await order('hide', 'late-a')).json.operation.effect).toBe('hidden');
    expect((await order('hide', 'late-b')).json.operation.effect).toBe('none');
    await set({});
    expect((await order('hide', 'late-c')).json.operation.effect).toBe('none');
    expect(await ledgerOf(blob)).toEqual(['hide']);
  });

  it('keeps its turn: what is ordered after it takes effect after it', async () => {
    const { blob, order, shown } = await story();
    await set({ lateMs: LONG_MS });
    await order('hide');
    await set({});
    const { operation } = (await order('show')).json;
    // Long enough for the worker to look several times: its own time has come, its turn has not.
    await wait(500);
    expect([operation.effect, await stateOf(operation.id)]).toEqual(['shown', 'running']);
    await makeDue();
    await until(async () => (await stateOf(operation.id)) === 'done');
    expect(await shown()).toBe(true);
    expect(await ledgerOf(blob)).toEqual(['hide', 'show']);
  });

  it('refuses at once what will not be possible then', async () => {
    const { blob, order } = await story();
    await set({ lateMs: LONG_MS });
    expect((await yeoul.order('DELETE', `/admin/v1/media/${blob}`)).json.operation.effect).toBe('deleted');
    expect((await order('show')).json.code).toBe('media.deleted');
  });

  it('survives a restart, and so does its status', async () => {
    const { order, shown } = await story();
    await set({ lateMs: LONG_MS });
    const { operation } = (await order('hide')).json;
    await yeoul.restart();
    expect([await shown(), await stateOf(operation.id)]).toEqual([true, 'running']);
    await makeDue();
    await until(async () => !(await shown()));
    expect(await stateOf(operation.id)).toBe('done');
  });

  it('covers suspending and closing too', async () => {
    const { author, slug } = await story();
    const { id } = (await yeoul.ask('GET', `/api/rooms/${slug}`)).json;
    const me = (await yeoul.ask('GET', '/api/me', { token: author })).json.id;
    await set({ lateMs: LONG_MS });
    await yeoul.order('POST', `/admin/v1/rooms/${id}/close`, { body: { reason: 'terms' } });
    const body = { reason: 'terms', automated: false };
    await yeoul.order('POST', `/admin/v1/accounts/${me}/suspend`, { body });
    const seen = async () => [
      (await yeoul.ask('GET', `/api/rooms/${slug}`)).status,
      (await yeoul.ask('GET', '/api/me', { token: author })).body.includes('"suspended":true'),
    ];
    expect(await seen()).toEqual([200, false]);
    await makeDue();
    await until(async () => (await seen()).join() === '404,true');
  });
});

describe('the status of a running job', () => {
  it('statusLost answers 404 for a share of the questions, and the effect comes all the same', async () => {
    const { order, shown } = await story();
    await set({ lateMs: 200, statusLost: 0.5, seed: 5 });
    const { operation } = (await order('hide')).json;
    const answers = new Set<number>();
    for (let question = 0; question < 12; question += 1) answers.add((await status(operation.id)).status);
    expect(answers).toEqual(new Set([200, 404]));
    await until(async () => !(await shown()));
  });

  it('statusLostAfterRestart is known until the next start, and lost after it, done or not', async () => {
    const { order, shown } = await story();
    await set({ lateMs: LONG_MS, statusLostAfterRestart: 1 });
    const { operation } = (await order('hide', 'lost')).json;
    expect(await stateOf(operation.id)).toBe('running');
    await yeoul.restart();
    expect((await status(operation.id)).json.code).toBe('operation.unknown');
    expect((await order('hide', 'lost')).json.operation).toEqual(operation);
    await makeDue();
    await until(async () => !(await shown()));
    expect((await status(operation.id)).status).toBe(404);
  });
});
