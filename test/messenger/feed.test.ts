import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { appendEvent } from '../../messenger/feed/feed.ts';
import { ADMIN_TOKEN, pngOf, type SeenEvent, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

/** Everything after a cursor, page by page. */
async function readAll(from: string, limit: number): Promise<readonly SeenEvent[]> {
  const seen: SeenEvent[] = [];
  let cursor = from;
  for (let page = 0; page < 100; page += 1) {
    const answer = (await yeoul.admin('GET', `/admin/v1/events?cursor=${cursor}&limit=${limit}`)).json;
    if (answer.events.length === 0) return seen;
    seen.push(...answer.events);
    cursor = answer.next;
  }
  throw new Error('The feed did not end.');
}

const latest = async () => (await readAll('0', 200)).at(-1)?.cursor ?? '0';

describe('the event feed', () => {
  it('tells everything once and in order, whatever the page length', async () => {
    const start = await latest();
    const author = await yeoul.person();
    const [one, two] = [await yeoul.room(author), await yeoul.room(author)];
    const blob = await yeoul.upload(author, pngOf('feed'));
    const id = await yeoul.send(author, one, '안녕', [blob]);
    await yeoul.ask('POST', `/api/rooms/${one}/messages/${id}/forward`, { token: author, body: { to: two } });
    await yeoul.ask('POST', `/api/rooms/${two}/join`, { token: await yeoul.person() });
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
    await yeoul.order('DELETE', `/admin/v1/messages/${id}`);
    const kinds = ['room', 'room', 'media', 'message', 'message', 'join', 'hide', 'show', 'delete'];
    const events = await readAll(start, 2);
    expect(events.map((event) => event.kind)).toEqual(kinds);
    expect(events[4]?.message?.forwardedFrom).toBe(id);
    expect(events[8]?.target?.id).toBe(String(id));
    expect(await readAll(start, 200)).toEqual(events);
  });

  it('loses nothing to a reader that follows while many write at once', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    let cursor = await latest();
    const seen: number[] = [];
    let writing = true;
    const follow = async () => {
      for (let turn = 0; turn < 2_000; turn += 1) {
        const stillWriting = writing;
        const answer = (await yeoul.admin('GET', `/admin/v1/events?cursor=${cursor}&limit=7`)).json;
        seen.push(...answer.events.map((event) => event.message?.id ?? 0));
        cursor = answer.next;
        if (!stillWriting && answer.events.length === 0) return;
      }
    };
    const following = follow();
    const sent = await Promise.all(Array.from({ length: 60 }, (_, n) => yeoul.send(author, slug, `글 ${n}`)));
    writing = false;
    await following;
    expect(seen.toSorted((a, b) => a - b)).toEqual(sent.toSorted((a, b) => a - b));
  });
});

describe('a reader of the feed', () => {
  it('never passes an event that is still being written', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const start = await latest();
    const slow = new pg.Client({ connectionString: yeoul.databaseUrl });
    await slow.connect();
    await slow.query('begin');
    await appendEvent(slow, 'join', {});
    const sending = yeoul.send(author, slug, '나중 글');
    await setTimeout(300);
    expect(await readAll(start, 200)).toEqual([]);
    await slow.query('commit');
    await slow.end();
    await sending;
    expect((await readAll(start, 200)).map((event) => event.kind)).toEqual(['join', 'message']);
  });
});

describe('the event stream', () => {
  const ends: AbortController[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end.abort();
  });

  async function openStream(headers: Record<string, string>, query = '') {
    const end = new AbortController();
    ends.push(end);
    const response = await fetch(`${yeoul.url}/admin/v1/events/stream${query}`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers },
      signal: end.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    return { response, read: (count: number) => readEvents(reader, count) };
  }

  async function readEvents(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    count: number,
  ): Promise<readonly SeenEvent[]> {
    let text = '';
    while (text.split('\n\n').length <= count) {
      const { value, done } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString();
    }
    return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
  }

  it('brings what happens now, and resumes after the last event a reader names', async () => {
    const start = await latest();
    const { response, read } = await openStream({}, `?cursor=${start}`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const id = await yeoul.send(author, slug, '지금');
    const events = await read(2);
    expect(events.map((event) => event.kind)).toEqual(['room', 'message']);
    const resumed = await openStream({ 'last-event-id': events[0]?.cursor ?? '' });
    expect((await resumed.read(1))[0]?.message?.id).toBe(id);
  });
});

describe('the ledger', () => {
  it('holds one line for each effect and none for what had none', async () => {
    const author = await yeoul.person();
    const blob = await yeoul.upload(author, pngOf('ledger'));
    const id = await yeoul.send(author, await yeoul.room(author), '글', [blob]);
    const before = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json.next;
    const body = { reason: 'other-illegal' };
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { key: 'a', body });
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { key: 'b', body });
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`, { key: 'c' });
    await yeoul.order('DELETE', `/admin/v1/messages/${id}`, { key: 'd' });
    await yeoul.order('DELETE', `/admin/v1/messages/${id}`, { key: 'e' });
    const { entries } = (await yeoul.admin('GET', `/admin/v1/ledger?after=${before}`)).json;
    const lines = entries.map((entry) => [entry.what, entry.key, entry.target.id]);
    expect(lines).toEqual([
      ['hide', 'a', blob],
      ['show', 'c', blob],
      ['delete', 'd', String(id)],
    ]);
    expect(entries[0]?.reason).toBe('other-illegal');
  });

  it('and the feed refuse to be rewritten, even by their own database account', async () => {
    const client = new pg.Client({ connectionString: yeoul.databaseUrl });
    await client.connect();
    const rewrites = [
      'delete from ledger',
      `update ledger set key = 'x'`,
      'truncate event',
      'delete from event',
    ];
    for (const rewrite of rewrites) await expect(client.query(rewrite)).rejects.toThrow('only grows');
    await client.end();
  });
});
