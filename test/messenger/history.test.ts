// History for an index: everything there is, page by page, and the feed's head to join it with.
import { describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

interface Row {
  readonly id: number;
  readonly slug?: string;
  readonly blob?: string;
  readonly avatar?: string;
  readonly picture?: string;
  readonly deleted?: boolean;
  readonly closed?: boolean;
}

/** All rows of a list, two a page. */
async function all(path: string, list: string): Promise<readonly Row[]> {
  const seen: Row[] = [];
  let cursor = '0';
  for (let page = 0; page < 200; page += 1) {
    const { json } = await yeoul.admin('GET', `${path}?cursor=${cursor}&limit=2`);
    seen.push(...(json as unknown as Record<string, readonly Row[]>)[list]!);
    if (json.next === undefined) return seen;
    cursor = json.next;
  }
  throw new Error('The list did not end.');
}

describe('the history', () => {
  it('lists every message of a room, hidden and deleted ones too, and no words', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blobs = [await yeoul.upload(author, pngOf('a')), await yeoul.upload(author, pngOf('b'))];
    const ids = [
      await yeoul.send(author, slug, 'secret words', blobs),
      await yeoul.send(author, slug, 'more words'),
      await yeoul.send(author, slug, undefined, [blobs[0] ?? '']),
    ];
    await yeoul.order('POST', `/admin/v1/messages/${ids[0]}/hide`, { body: { reason: 'terms' } });
    await yeoul.order('DELETE', `/admin/v1/messages/${ids[2]}`);
    const room = (await all('/admin/v1/rooms', 'rooms')).find((one) => one.slug === slug);
    const messages = await all(`/admin/v1/rooms/${room?.id}/messages`, 'messages');
    expect(messages.map(({ id, deleted }) => [id, deleted])).toEqual(ids.map((id, at) => [id, at === 2]));
    expect(JSON.stringify(messages)).not.toContain('words');
    expect((await yeoul.admin('GET', '/admin/v1/rooms/999999/messages')).json.code).toBe('room.unknown');
  });

  it('lists every upload, room and avatar with its picture, closed rooms too', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author, 'invite');
    const blob = await yeoul.upload(author, pngOf('face'));
    await yeoul.ask('PUT', '/api/me/avatar', { token: author, body: { blob } });
    await yeoul.ask('PUT', `/api/rooms/${slug}/picture`, { token: author, body: { blob } });
    await yeoul.ask('POST', `/api/rooms/${slug}/close`, { token: author });
    const room = (await all('/admin/v1/rooms', 'rooms')).find((one) => one.slug === slug);
    expect(room).toMatchObject({ closed: true, picture: blob });
    expect((await all('/admin/v1/avatars', 'accounts')).map(({ avatar }) => avatar)).toContain(blob);
    expect((await all('/admin/v1/uploads', 'media')).at(-1)?.blob).toBe(blob);
  });

  it('is joined by the feed at its head: nothing happens between the two', async () => {
    const { cursor } = (await yeoul.admin('GET', '/admin/v1/events/head')).json as unknown as {
      cursor: string;
    };
    const author = await yeoul.person();
    await yeoul.room(author);
    const { events } = (await yeoul.admin('GET', `/admin/v1/events?cursor=${cursor}`)).json;
    expect(events.map(({ kind }) => kind)).toEqual(['room']);
  });

  it('is for tokens that may read, its head for those that may follow the feed', async () => {
    const made = await yeoul.admin('POST', '/admin/v1/tokens', { name: 'hider', scopes: ['hide'] });
    for (const path of ['rooms', 'rooms/1/messages', 'uploads', 'avatars', 'events/head']) {
      const { status } = await yeoul.ask('GET', `/admin/v1/${path}`, { token: made.json.token });
      expect(status, path).toBe(403);
    }
  });
});
