import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function shownPicture(name: string) {
  const author = await yeoul.person();
  const bytes = pngOf(name);
  const blob = await yeoul.upload(author, bytes);
  const message = await yeoul.send(author, await yeoul.room(author), undefined, [blob]);
  return { author, bytes, blob, message };
}

it('equal bytes uploaded twice are two files with one SHA-256, found page by page', async () => {
  const { author, bytes, blob } = await shownPicture('twice');
  const second = await yeoul.upload(author, bytes);
  const third = await yeoul.upload(author, bytes);
  expect(new Set([blob, second, third]).size).toBe(3);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const one = (await yeoul.admin('GET', `/admin/v1/media?sha256=${sha256}&limit=2`)).json;
  expect(one.media.map((file) => file.blob)).toEqual([blob, second]);
  const two = (await yeoul.admin('GET', `/admin/v1/media?sha256=${sha256}&limit=2&cursor=${one.next}`)).json;
  expect(two.media.map((file) => file.blob)).toEqual([third]);
  expect(two.next).toBeUndefined();
});

it('an upload is seen by nobody before it stands in a message', async () => {
  const author = await yeoul.person();
  const blob = await yeoul.upload(author, pngOf('unsent'));
  expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
  expect((await yeoul.ask('GET', `/media/${blob}`, { token: author })).status).toBe(404);
});

it('nobody can put another person’s upload into a message', async () => {
  const { blob } = await shownPicture('mine');
  const other = await yeoul.person();
  const slug = await yeoul.room(other);
  const refused = await yeoul.ask('POST', `/api/rooms/${slug}/messages`, {
    token: other,
    body: { media: [blob] },
  });
  expect([refused.status, refused.json.code]).toEqual([404, 'media.unknown']);
});

it('HEAD and Range tell the truth about the bytes', async () => {
  const { blob, bytes } = await shownPicture('ranges');
  const path = `/media/${blob}`;
  const head = await yeoul.ask('HEAD', path);
  expect([head.headers.get('content-length'), head.body]).toEqual([String(bytes.length), '']);
  expect(head.headers.get('cache-control')).toBe('no-store');
  const range = async (value: string) => {
    const answer = await yeoul.ask('GET', path, { headers: { range: value } });
    return [answer.status, answer.headers.get('content-range'), answer.body.length];
  };
  const size = bytes.length;
  expect(await range('bytes=10-19')).toEqual([206, `bytes 10-19/${size}`, 10]);
  expect(await range('bytes=100-')).toEqual([206, `bytes 100-${size - 1}/${size}`, size - 100]);
  expect(await range('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, 5]);
  expect((await range(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
  expect((await range('bytes=9-1'))[0]).toBe(200);
  expect((await range('lines=1-2'))[0]).toBe(200);
});

it('a file larger than one slice arrives whole', async () => {
  const author = await yeoul.person();
  const large = Buffer.concat([pngOf('large'), Buffer.alloc(1_500_000, 'wave')]);
  const blob = await yeoul.upload(author, large);
  await yeoul.send(author, await yeoul.room(author), undefined, [blob]);
  const response = await fetch(`${yeoul.url}/media/${blob}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(large)).toBe(true);
});

it('a lookup names every place of a file and nobody’s words', async () => {
  const { author, blob, message } = await shownPicture('lookup');
  const slug = await yeoul.room(author);
  const words = '비밀 이야기';
  const second = await yeoul.send(author, slug, words, [blob]);
  const places = await yeoul.admin('GET', `/admin/v1/media/${blob}/messages?limit=1`);
  expect(places.json.messages[0]).toMatchObject({ id: message, hidden: false, media: [{ blob }] });
  const rest = await yeoul.admin('GET', `/admin/v1/media/${blob}/messages?cursor=${places.json.next}`);
  expect(rest.json.messages[0]).toMatchObject({ id: second, room: { slug, visibility: 'public' } });
  const events = await yeoul.admin('GET', '/admin/v1/events?limit=200');
  expect(rest.body + events.body).not.toContain(words);
});
