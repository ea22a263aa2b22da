import { describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function talk() {
  const [author, reader] = [await yeoul.person(), await yeoul.person()];
  const slug = await yeoul.room(author);
  await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: reader });
  const address = (id: number) => `/api/rooms/${slug}/messages/${id}`;
  const edit = (token: string, id: number, body: object) => yeoul.ask('PATCH', address(id), { token, body });
  const reply = (token: string, body: object) =>
    yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token, body });
  const shown = async (id: number) => (await yeoul.ask('GET', address(id), { token: reader })).json;
  return { author, reader, slug, address, edit, reply, shown };
}

describe('an answer', () => {
  it('shows the first words of what it answers, until that is hidden', async () => {
    const { author, reader, slug, reply, shown } = await talk();
    const first = await yeoul.send(author, slug, '내일 소풍 갈래?');
    const { id } = (await reply(reader, { text: '좋아', replyTo: first })).json;
    expect(await shown(id)).toMatchObject({ replyTo: { id: first, hidden: false, text: '내일 소풍 갈래?' } });
    await yeoul.order('POST', `/admin/v1/messages/${first}/hide`, { body: { reason: 'terms' } });
    const page = await yeoul.ask('GET', `/api/rooms/${slug}/messages`, { token: reader });
    expect(page.json.messages[0]?.replyTo).toEqual({ id: first, hidden: true });
    expect(page.body).not.toContain('소풍');
  });

  it('answers nothing of another room, and nothing hidden', async () => {
    const { author, slug, reply } = await talk();
    const elsewhere = await yeoul.send(author, await yeoul.room(author), '다른 방');
    expect((await reply(author, { text: 'x', replyTo: elsewhere })).json.code).toBe('message.unknown');
    const hidden = await yeoul.send(author, slug, '가려질 글');
    await yeoul.order('POST', `/admin/v1/messages/${hidden}/hide`, { body: { reason: 'terms' } });
    expect((await reply(author, { text: 'x', replyTo: hidden })).json.code).toBe('message.unknown');
  });
});

describe('an edit', () => {
  it('changes words and files, says so, and keeps what was before for platform engineers only', async () => {
    const { author, reader, slug, edit, shown, address } = await talk();
    const [one, two] = [await yeoul.upload(author, pngOf('one')), await yeoul.upload(author, pngOf('two'))];
    const id = await yeoul.send(author, slug, '처음 말', [one]);
    expect(await shown(id)).not.toHaveProperty('editedAt');
    expect((await edit(author, id, { text: '고친 말', media: [two] })).status).toBe(200);
    const now = await yeoul.ask('GET', address(id), { token: reader });
    expect(now.json).toMatchObject({ text: '고친 말', media: [{ blob: two }] });
    expect(now.json).toHaveProperty('editedAt');
    expect(now.body).not.toContain('처음 말');
    expect((await yeoul.ask('GET', `/media/${one}`)).status).toBe(404);
    expect((await yeoul.admin('GET', `/admin/v1/messages/${id}/versions`)).json).toMatchObject({
      versions: [
        { version: 1, text: '처음 말', media: [one] },
        { version: 2, text: '고친 말', media: [two] },
      ],
    });
    const places = await yeoul.admin('GET', `/admin/v1/media/${one}/messages`);
    expect(places.json.messages).toEqual([]);
  });

  it('is for the author alone, never of a forward, never to nothing, never with the file of another', async () => {
    const { author, reader, slug, edit, address } = await talk();
    const id = await yeoul.send(author, slug, '내 말');
    const codeOf = async (token: string, what: number, body: object) =>
      (await edit(token, what, body)).json.code;
    expect(await codeOf(reader, id, { text: '남의 말' })).toBe('message.not-yours');
    expect(await codeOf(author, id, { text: ' ' })).toBe('message.empty');
    const blob = await yeoul.upload(reader, pngOf('of the reader'));
    expect(await codeOf(author, id, { media: [blob] })).toBe('media.unknown');
    const forward = await yeoul.ask('POST', `${address(id)}/forward`, { token: author, body: { to: slug } });
    expect(await codeOf(author, forward.json.id, { text: '바꿔치기' })).toBe('message.forwarded');
  });

  it('does not shake off a hidden file', async () => {
    const { author, slug, edit } = await talk();
    const blob = await yeoul.upload(author, pngOf('kept in place'));
    const id = await yeoul.send(author, slug, '그림', [blob]);
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    expect((await edit(author, id, { text: '그림 없음', media: [] })).status).toBe(200);
    const places = await yeoul.admin('GET', `/admin/v1/media/${blob}/messages`);
    expect(places.json.messages.map((message) => message.id)).toEqual([id]);
    await yeoul.order('POST', `/admin/v1/messages/${id}/hide`, { body: { reason: 'terms' } });
    expect((await edit(author, id, { text: '다시' })).json.code).toBe('message.unknown');
  });

  it('is told in the feed, with the files the message shows now', async () => {
    const { author, slug, edit } = await talk();
    const blob = await yeoul.upload(author, pngOf('edited in'));
    const id = await yeoul.send(author, slug, '글');
    await edit(author, id, { media: [blob] });
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    expect(events.at(-1)).toMatchObject({ kind: 'edit', message: { id, media: [{ blob }] } });
  });
});

describe('deleting a message of one’s own', () => {
  it('takes it and all its earlier words for good', async () => {
    const { author, reader, slug, edit, address } = await talk();
    const blob = await yeoul.upload(author, pngOf('deleted with its message'));
    const id = await yeoul.send(author, slug, '지울 말', [blob]);
    await edit(author, id, { text: '고친 말' });
    expect((await yeoul.ask('DELETE', address(id), { token: reader })).json.code).toBe('message.not-yours');
    expect((await yeoul.ask('DELETE', address(id), { token: author })).status).toBe(204);
    expect((await yeoul.ask('GET', address(id), { token: author })).status).toBe(404);
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
    expect((await yeoul.ask('DELETE', address(id), { token: author })).json.code).toBe('message.unknown');
    expect((await yeoul.admin('GET', `/admin/v1/messages/${id}`)).json).toMatchObject({ deleted: true });
    const versions = await yeoul.admin('GET', `/admin/v1/messages/${id}/versions`);
    expect(versions.body).not.toMatch(/말/);
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    expect(events.at(-1)).toMatchObject({ kind: 'delete', target: { id: String(id) }, account: {} });
  });

  it('by the platform takes earlier words as well', async () => {
    const { author, slug, edit } = await talk();
    const id = await yeoul.send(author, slug, '지울 말');
    await edit(author, id, { text: '고친 말' });
    await yeoul.order('DELETE', `/admin/v1/messages/${id}`);
    expect((await yeoul.admin('GET', `/admin/v1/messages/${id}/versions`)).body).not.toMatch(/말/);
  });
});

describe('a room', () => {
  it('is read page by page in both directions, and says whether there is more', async () => {
    const { author, slug } = await talk();
    const sent: number[] = [];
    for (let number = 1; number <= 5; number += 1) sent.push(await yeoul.send(author, slug, `글 ${number}`));
    const page = async (query: string) => {
      const { messages, more } = (await yeoul.ask('GET', `/api/rooms/${slug}/messages?${query}`)).json;
      return { ids: messages.map(({ id }) => id), more };
    };
    const [a, b, c, d, e] = sent;
    expect(await page('limit=2')).toEqual({ ids: [e, d], more: true });
    expect(await page(`limit=2&before=${d}`)).toEqual({ ids: [c, b], more: true });
    expect(await page(`limit=2&before=${b}`)).toEqual({ ids: [a], more: false });
    expect(await page(`limit=2&after=${a}`)).toEqual({ ids: [c, b], more: true });
    expect(await page(`limit=2&after=${c}`)).toEqual({ ids: [e, d], more: false });
    const both = await yeoul.ask('GET', `/api/rooms/${slug}/messages?before=${e}&after=${a}`);
    expect(both.json.code).toBe('request.invalid');
  });
});
