import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const QUOTE = `'; drop table message; --`;

describe('hostile input', () => {
  let token = '';
  let slug = '';
  beforeAll(async () => {
    token = await yeoul.person();
    slug = await yeoul.room(token);
  });
  const upload = (type: string, body: Buffer) =>
    yeoul.ask('POST', '/api/media', { token, body, headers: { 'content-type': type } });

  it('a file whose first bytes are not of its type is refused', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const type of ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm']) {
      const refused = await upload(type, svg);
      expect([refused.status, refused.json.code]).toEqual([415, 'media.kind-mismatch']);
    }
    expect((await upload('image/jpeg', pngOf('not jpeg'))).json.code).toBe('media.kind-mismatch');
  });

  it('a file of another type, an empty one and one of 25 MiB and a byte are refused', async () => {
    expect((await upload('image/svg+xml', Buffer.from('<svg/>'))).json.code).toBe('request.media-type');
    expect((await upload('application/json', Buffer.from('{}'))).json.code).toBe('request.media-type');
    expect((await upload('image/png', Buffer.alloc(0))).status).toBe(400);
    const limit = 25 * 1024 * 1024;
    const large = Buffer.concat([pngOf('large'), Buffer.alloc(limit)]);
    expect((await upload('image/png', large.subarray(0, limit))).status).toBe(201);
    const refused = await upload('image/png', large.subarray(0, limit + 1));
    expect([refused.status, refused.json.code]).toEqual([413, 'request.too-large']);
  });

  it('markup in names, titles and texts arrives as text', async () => {
    const evil = `<img src=x onerror=alert(1)>"'&`;
    const author = await yeoul.person(evil);
    const body = { slug: 'evil-room', title: evil, visibility: 'public' };
    await yeoul.ask('POST', '/api/rooms', { token: author, body });
    const id = await yeoul.send(author, 'evil-room', evil);
    for (const path of ['/', '/r/evil-room', `/r/evil-room/m/${id}`]) {
      const page = await yeoul.ask('GET', path);
      expect(page.status).toBe(200);
      expect(page.body).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
      expect(page.body).not.toContain('<img src=x');
    }
    const reflected = await yeoul.ask('GET', '/?x="><script>alert(1)</script>');
    expect(reflected.body).not.toContain('<script>');
  });

  it('quotes of SQL are words like others', async () => {
    const author = await yeoul.person(QUOTE);
    const id = await yeoul.send(author, await yeoul.room(author), QUOTE);
    expect((await yeoul.admin('GET', `/admin/v1/messages/${id}`)).json.author.name).toBe(QUOTE);
    const quoted = encodeURIComponent(QUOTE);
    expect((await yeoul.ask('GET', `/media/${quoted}`)).status).toBe(404);
    expect((await yeoul.ask('GET', `/r/${quoted}`)).status).toBe(404);
    expect((await yeoul.admin('GET', `/admin/v1/media/${quoted}`)).status).toBe(404);
    expect((await yeoul.admin('GET', `/admin/v1/media?sha256=${quoted}`)).status).toBe(400);
    expect((await yeoul.admin('GET', `/admin/v1/events?cursor=${quoted}`)).status).toBe(400);
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`)).status).toBe(200);
  });

  it.each(['A', 'a', 'Bad Slug', '-a', 'a-', 'a--b', '../etc', 'a/b', '방', 'x'.repeat(49), 'a\u0000b'])(
    'the address %j is no address of a room',
    async (bad) => {
      const body = { slug: bad, title: '방', visibility: 'public' };
      const refused = await yeoul.ask('POST', '/api/rooms', { token, body });
      expect([refused.status, refused.json.code]).toEqual([400, 'request.invalid']);
    },
  );

  it('numbers beyond numbers, NUL characters and broken JSON are refused without a fault of the server', async () => {
    const asked = [
      yeoul.admin('GET', '/admin/v1/messages/99999999999999999999'),
      yeoul.admin('GET', '/admin/v1/messages/-1'),
      yeoul.ask('GET', `/api/rooms/${slug}/messages?limit=100000`),
      yeoul.ask('GET', '/media/%00'),
      yeoul.ask('GET', '/r/%00'),
      yeoul.ask('GET', `/r/${slug}/m/1%00`),
      yeoul.ask('GET', '/i/%00'),
      yeoul.ask('POST', '/api/rooms', {
        token,
        body: { slug: 'nul-room', title: 'a\u0000b', visibility: 'public' },
      }),
      yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token, body: { media: ['\u0000'] } }),
      yeoul.ask('POST', '/api/rooms', {
        token,
        body: '{"slug":',
        headers: { 'content-type': 'application/json' },
      }),
      yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token, body: { text: 'x', author: 1 } }),
      yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token, body: { text: 'x'.repeat(4_001) } }),
      yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token, body: { text: ' \n ' } }),
      yeoul.ask('GET', '/nowhere', { token: ADMIN_TOKEN }),
    ];
    const statuses = (await Promise.all(asked)).map((answer) => answer.status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 404, 404, 400, 400, 400, 400, 400, 422, 404]);
  });

  it('every refusal is problem+json with a code', async () => {
    const refused = await yeoul.ask('GET', '/nowhere');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.json).toMatchObject({ status: 404, code: 'address.unknown' });
    expect(Object.keys(refused.json)).toEqual(['type', 'title', 'status', 'code', 'detail']);
  });
});
