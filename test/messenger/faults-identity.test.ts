// Ids that migrate and names that change hands: the old leads to the new, nothing is lost, nothing hidden comes back.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });
beforeEach(() => set({}));

interface Moved {
  readonly from: number;
  readonly to: number;
  readonly gen: number;
}

const move = async (kind: 'message' | 'room', id: number): Promise<Moved> =>
  (await yeoul.admin('POST', '/admin/v1/faults/moves', { kind, id })).json as unknown as Moved;

/** A file in a message, answered, forwarded, edited and reported. */
async function story() {
  const author = await yeoul.person();
  const slug = await yeoul.room(author);
  const other = await yeoul.room(author);
  const room = (await yeoul.ask('GET', `/api/rooms/${slug}`)).json.id;
  const blob = await yeoul.upload(author, pngOf(`moved in ${slug}`));
  const id = await yeoul.send(author, slug, '첫 글', [blob]);
  const address = `/api/rooms/${slug}/messages`;
  const as = (method: string, path: string, body: object) => yeoul.ask(method, path, { token: author, body });
  const answer = (await as('POST', address, { text: '답', replyTo: id })).json.id;
  const forward = (await as('POST', `${address}/${id}/forward`, { to: other })).json.id;
  await as('PATCH', `${address}/${id}`, { text: '고친 글', media: [blob] });
  await yeoul.ask('POST', '/api/reports', {
    body: { target: { link: `/r/${slug}/m/${id}` }, reasons: ['threat'] },
  });
  return { author, slug, room, blob, id, answer, forward };
}

const hide = (id: number, key?: string) =>
  yeoul.order('POST', `/admin/v1/messages/${id}/hide`, {
    body: { reason: 'terms' },
    ...(key === undefined ? {} : { key }),
  });
const lookup = (id: number) => yeoul.admin('GET', `/admin/v1/messages/${id}`);

async function lastEvents(kinds: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const { cursor } = (await yeoul.admin('GET', '/admin/v1/events/head')).json as unknown as {
    cursor: string;
  };
  const answer = await yeoul.admin('GET', `/admin/v1/events?cursor=${Math.max(0, Number(cursor) - 10)}`);
  return (answer.json.events as unknown as Record<string, unknown>[]).filter(({ kind }) =>
    kinds.includes(String(kind)),
  );
}

describe('a message that moves', () => {
  it('answers platform engineers with the new id under the old, for lookups and orders, and burns no key', async () => {
    const { id } = await story();
    const moved = await move('message', id);
    expect(moved).toMatchObject({ from: id, gen: 1 });
    for (const answer of [await lookup(id), await hide(id, 'kept key')]) {
      expect([answer.status, answer.json.code]).toEqual([410, 'message.moved']);
      expect(answer.json).toMatchObject({ moved });
    }
    expect((await hide(moved.to, 'kept key')).json.operation.effect).toBe('hidden');
  });

  it('takes everything with it: files, answers, forwards, earlier words, reports', async () => {
    const { id, blob, answer, forward, slug } = await story();
    const before = (await lookup(id)).json;
    const words = (await yeoul.admin('GET', `/admin/v1/messages/${id}/versions`)).json;
    const { to } = await move('message', id);
    expect((await lookup(to)).json).toEqual({ ...before, id: to });
    expect((await yeoul.admin('GET', `/admin/v1/messages/${to}/versions`)).json).toEqual(words);
    const answered = await yeoul.ask('GET', `/api/rooms/${slug}/messages/${answer}`);
    expect(answered.json).toMatchObject({ replyTo: { id: to } });
    expect((await lookup(forward)).json).toMatchObject({ forwardedFrom: to });
    const places = (await yeoul.admin('GET', `/admin/v1/media/${blob}/messages`)).json.messages;
    expect(places.map((place) => place.id).toSorted()).toEqual([to, forward].toSorted());
    const reports = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json.reports;
    expect(reports.at(-1)).toMatchObject({ target: { message: to } });
  });

  it('is said by the feed, with where it stands and no words', async () => {
    const { id, blob } = await story();
    const moved = await move('message', id);
    const event = (await lastEvents(['moved'])).at(-1);
    expect(event).toMatchObject({ moved, message: { id: moved.to, media: [{ blob }] } });
    expect(JSON.stringify(event)).not.toContain('고친 글');
  });

  it('leads people from the old permalink to the new one, unless they may not see it', async () => {
    const { id, slug } = await story();
    const { to } = await move('message', id);
    const old = () =>
      Promise.all(
        [`/r/${slug}/m/${id}`, `/api/rooms/${slug}/messages/${id}`].map((path) => yeoul.ask('GET', path)),
      );
    expect((await old()).map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [301, `/r/${slug}/m/${to}`],
      [301, `/api/rooms/${slug}/messages/${to}`],
    ]);
    await hide(to);
    expect((await old()).map(({ status }) => status)).toEqual([404, 404]);
  });

  it('counts how often, and every old id leads to the newest', async () => {
    const { id, slug } = await story();
    const first = await move('message', id);
    const second = await move('message', first.to);
    expect(second.gen).toBe(2);
    for (const old of [id, first.to]) {
      expect((await lookup(old)).json).toMatchObject({ moved: { from: old, to: second.to, gen: 2 } });
    }
    expect(new Set([id, first.to, second.to]).size).toBe(3);
    const link = `/r/${slug}/m/${id}`;
    await yeoul.ask('POST', '/api/reports', { body: { target: { link }, reasons: ['minor'] } });
    const reports = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json.reports;
    expect(reports.at(-1)).toMatchObject({ target: { message: second.to } });
  });

  it('stays hidden, and what waits for it still comes', async () => {
    const { id, slug } = await story();
    await set({ lateMs: 600_000 });
    await hide(id);
    const { to } = await move('message', id);
    const page = async () => (await yeoul.ask('GET', `/r/${slug}/m/${to}`)).status;
    expect(await page()).toBe(200);
    const client = new pg.Client({ connectionString: yeoul.databaseUrl });
    await client.connect();
    await client.query('update late set due_at = now()');
    await client.end();
    while ((await page()) === 200) await wait(25);
    const again = await move('message', to);
    expect((await yeoul.ask('GET', `/r/${slug}/m/${again.to}`)).status).toBe(404);
  });

  it('moves by itself before a share of the orders', async () => {
    const { id } = await story();
    await set({ moveMessages: 1 });
    const refused = await hide(id);
    expect(refused.json.code).toBe('message.moved');
    await set({});
    const { to } = (refused.json as unknown as { moved: Moved }).moved;
    expect((await hide(to)).json.operation.effect).toBe('hidden');
  });
});

describe('a room that moves', () => {
  it('keeps its address, members and messages, and answers orders by the old id with the new', async () => {
    const { author, slug, room, id } = await story();
    const { to, gen } = await move('room', room);
    expect(gen).toBe(1);
    expect((await yeoul.ask('GET', `/api/rooms/${slug}`, { token: author })).json).toMatchObject({
      id: to,
      member: true,
      role: 'owner',
    });
    expect((await lookup(id)).json).toMatchObject({ room: { id: to, slug } });
    await yeoul.send(author, slug, '그 뒤의 글');
    const close = (at: number) =>
      yeoul.order('POST', `/admin/v1/rooms/${at}/close`, { body: { reason: 'terms' } });
    expect((await close(room)).json).toMatchObject({ code: 'room.moved', moved: { from: room, to } });
    expect((await yeoul.admin('GET', `/admin/v1/rooms/${room}/messages`)).json.code).toBe('room.moved');
    expect((await close(to)).json.operation.effect).toBe('closed');
    expect((await lastEvents(['moved'])).at(-1)).toMatchObject({ moved: { kind: 'room' }, room: { id: to } });
  });

  it('moves by itself before a share of the orders about what is in it', async () => {
    const { room, id } = await story();
    await set({ moveRooms: 1 });
    expect((await hide(id)).json.operation.effect).toBe('hidden');
    await set({});
    expect((await yeoul.admin('GET', `/admin/v1/rooms/${room}/messages`)).json.code).toBe('room.moved');
  });

  it('refuses nobody who writes at the same moment for good', async () => {
    const { author, slug, room } = await story();
    let at = room;
    const writing = Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token: author, body: { text: `글 ${n}` } }),
      ),
    );
    for (let n = 0; n < 5; n += 1) at = (await move('room', at)).to;
    const statuses = new Set((await writing).map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 503)).toBe(true);
  });
});

describe('a name that changes hands', () => {
  it('of a room: the old address belongs to another room, the message is found by its id', async () => {
    const { slug, room, id } = await story();
    const answer = await yeoul.admin('POST', '/admin/v1/faults/names', { kind: 'room', id: room });
    const renamed = answer.json as unknown as { was: string; name: string; takenBy: number };
    expect([answer.status, renamed.was]).toEqual([201, slug]);
    expect((await yeoul.ask('GET', `/api/rooms/${slug}`)).json.id).toBe(renamed.takenBy);
    expect((await yeoul.ask('GET', `/r/${slug}/m/${id}`)).status).toBe(404);
    expect((await yeoul.ask('GET', `/r/${renamed.name}/m/${id}`)).status).toBe(200);
    expect((await lookup(id)).json).toMatchObject({ room: { id: room, slug: renamed.name } });
    const { was, name } = renamed;
    expect(await lastEvents(['renamed', 'room'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ renamed: { kind: 'room', id: room, was, name } }),
        expect.objectContaining({
          kind: 'room',
          room: { id: renamed.takenBy, slug: was, visibility: 'public' },
        }),
      ]),
    );
  });

  it('of an account: another has the old name, and nobody can sign in to it', async () => {
    const name = `이름 ${Date.now()}`;
    const token = await yeoul.person(name);
    const { id } = (await yeoul.ask('GET', '/api/me', { token })).json;
    const answer = await yeoul.admin('POST', '/admin/v1/faults/names', { kind: 'account', id });
    expect(answer.json).toMatchObject({ was: name });
    expect((await yeoul.ask('GET', '/api/me', { token })).body).not.toContain(`"${name}"`);
    const passphrase = 'correct horse battery';
    expect((await yeoul.ask('POST', '/api/sessions', { body: { name, passphrase } })).status).toBe(401);
    expect((await yeoul.ask('POST', '/api/accounts', { body: { name, passphrase } })).json.code).toBe(
      'account.name-taken',
    );
  });

  it('happens before a share of the orders about messages, and hits no other', async () => {
    const { slug, id } = await story();
    await set({ reassignNames: 1 });
    expect((await hide(id)).json.operation.effect).toBe('hidden');
    await set({});
    expect((await lookup(id)).json).not.toMatchObject({ room: { slug } });
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`)).json.messages).toEqual([]);
  });
});
