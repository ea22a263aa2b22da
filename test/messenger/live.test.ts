import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type LiveReader, listen } from './live-reader.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger({ rates: { writesPerMinute: 100_000 } });
const open: LiveReader[] = [];
afterEach(() => {
  for (const reader of open.splice(0)) reader.close();
});

async function live(token: string, lastEventId?: string): Promise<LiveReader> {
  const reader = await listen(yeoul.url, token, lastEventId);
  open.push(reader);
  await reader.until(1);
  return reader;
}

const kinds = (reader: LiveReader) => reader.heard.map(({ kind }) => kind);
const hide = (path: string) => yeoul.order('POST', `${path}/hide`, { body: { reason: 'terms' } });

describe('the live stream', () => {
  it('brings messages, edits, deletions and hides of own rooms, and of no other room', async () => {
    const [author, member] = [await yeoul.person(), await yeoul.person()];
    const [mine, other] = [await yeoul.room(author, 'invite'), await yeoul.room(author)];
    const { token } = (await yeoul.ask('POST', `/api/rooms/${mine}/invites`, { token: author })).json;
    await yeoul.ask('POST', `/api/invites/${token}/join`, { token: member });
    const [inside, outside] = [await live(member), await live(await yeoul.person())];
    await yeoul.send(author, other, '다른 방');
    const blob = await yeoul.upload(author, pngOf('live'));
    const id = await yeoul.send(author, mine, '처음', [blob]);
    await inside.until(2);
    const path = `/api/rooms/${mine}/messages/${id}`;
    await yeoul.ask('PATCH', path, { token: author, body: { text: '다음' } });
    await inside.until(3);
    await hide(`/admin/v1/messages/${id}`);
    await inside.until(4);
    await yeoul.order('POST', `/admin/v1/messages/${id}/show`);
    await inside.until(5);
    await hide(`/admin/v1/media/${blob}`);
    await inside.until(6);
    await yeoul.ask('DELETE', path, { token: author });
    const told = await inside.until(7);
    expect(kinds(inside)).toEqual(['hello', 'message', 'edit', 'hide', 'show', 'hide', 'delete']);
    expect(told.slice(1, 4).map(({ data }) => data.message?.text)).toEqual(['처음', '다음', undefined]);
    expect(told[3]?.data.message).toMatchObject({ id, hidden: true });
    expect(JSON.stringify(told[5]?.data)).not.toContain(blob);
    expect(told[6]?.data).toEqual({ message: { id, room: mine } });
    expect(kinds(outside)).toEqual(['hello']);
  });

  it('resumes after the last event a reader names, and tells nothing that was hidden meanwhile', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const first = await live(author);
    await yeoul.send(author, slug, '하나');
    const last = (await first.until(2))[1]?.id ?? '';
    first.close();
    const two = await yeoul.send(author, slug, '둘');
    await yeoul.send(author, slug, '셋');
    await hide(`/admin/v1/messages/${two}`);
    const again = await live(author, last);
    const told = await again.until(4);
    expect(told[0]?.data.resumed).toBe(true);
    expect(told.slice(1).map(({ data }) => data.message?.text)).toEqual([undefined, '셋', undefined]);
    expect(JSON.stringify(told)).not.toContain('둘');
    await yeoul.send(author, slug, '넷');
    expect((await again.until(5))[4]?.data.message?.text).toBe('넷');
  });

  it('tells a reader that missed too much, or names a number never given, to load anew', async () => {
    const author = await yeoul.person();
    const reader = await live(author, '999999999');
    expect(reader.heard[0]?.data.resumed).toBe(false);
  });

  it('loses and repeats nothing for readers that come while many write', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const start = (await live(author)).heard[0]?.id ?? '';
    const sending = Promise.all(Array.from({ length: 80 }, (_, n) => yeoul.send(author, slug, `글 ${n}`)));
    const readers: LiveReader[] = [];
    for (let n = 0; n < 7; n += 1) {
      readers.push(await live(author, start));
      await wait(15);
    }
    const sent = (await sending).toSorted((a, b) => a - b);
    const order = (reader: LiveReader) => reader.heard.slice(1).map(({ data }) => data.message?.id ?? 0);
    await Promise.all(readers.map((reader) => reader.until(81)));
    for (const reader of readers) expect(order(reader)).toEqual(order(readers[0] as LiveReader));
    expect(order(readers[0] as LiveReader).toSorted((a, b) => a - b)).toEqual(sent);
  });

  it('is for people who are signed in, eight at a time', async () => {
    expect((await yeoul.ask('GET', '/api/stream')).json.code).toBe('account.sign-in');
    const token = await yeoul.person();
    for (let n = 0; n < 8; n += 1) await live(token);
    const ninth = await yeoul.ask('GET', '/api/stream', { token });
    expect([ninth.status, ninth.json.code]).toEqual([503, 'stream.too-many']);
  });
});
