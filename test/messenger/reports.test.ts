import { describe, expect, it } from 'vitest';
import { readLink } from '../../messenger/reports/links.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger({ rates: { reportsPerMinute: 1_000 } });
const strict = useMessenger({ rates: { reportsPerMinute: 3 } });

const report = (target: object, more: object = {}, token?: string) => {
  const body = { target, reasons: ['intimate-image'], ...more };
  return yeoul.ask('POST', '/api/reports', token === undefined ? { body } : { body, token });
};
const latest = async () => {
  const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
  return events.findLast(({ kind }) => kind === 'report');
};
const stored = async (id: number | undefined) => (await yeoul.admin('GET', `/admin/v1/reports/${id}`)).json;

async function closedRoom() {
  const [author, stranger] = [await yeoul.person(), await yeoul.person()];
  const slug = await yeoul.room(author, 'invite');
  const blob = await yeoul.upload(author, pngOf(`closed ${slug}`));
  const id = await yeoul.send(author, slug, '글', [blob]);
  const invite = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: author })).json;
  return { author, stranger, slug, blob, id, invite };
}

describe('a report by somebody without an account', () => {
  it('takes a permalink and an invitation, and the platform knows where they lead', async () => {
    const { slug, id, invite } = await closedRoom();
    const given = await report({ link: `${yeoul.url}/r/${slug}/m/${id}` }, { reasons: ['minor', 'threat'] });
    expect(given.status).toBe(201);
    expect(given.json.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const told = await latest();
    expect(told?.report).toMatchObject({
      reasons: ['minor', 'threat'],
      target: { message: id, room: { slug } },
    });
    await report({ link: invite.link });
    expect((await latest())?.report).toMatchObject({ target: { room: { slug } } });
  });

  it('is answered alike whether or not the link leads anywhere', async () => {
    const { slug, id } = await closedRoom();
    const shape = async (path: string) => {
      const answer = await report({ link: `${yeoul.url}${path}` });
      return [answer.status, Object.keys(answer.json), answer.body.length];
    };
    const real = await shape(`/r/${slug}/m/${id}`);
    expect(await shape(`/r/${slug}/m/999999`)).toEqual(real);
    expect(await shape('/r/no-such-room/m/1')).toEqual(real);
    expect(await shape('/i/yi_nobody-ever-made-this-one')).toEqual(real);
  });

  it('needs no words, no contact and no picture, and says so', async () => {
    const form = await yeoul.ask('GET', '/api/reports/form');
    expect(form.body).toContain('사진은 필요하지 않습니다');
    expect(form.body).toContain('No picture is needed');
    const { slug } = await closedRoom();
    const withPicture = await report({ link: `/r/${slug}` }, { picture: pngOf('no').toString('base64') });
    expect([withPicture.status, withPicture.json.code]).toEqual([400, 'request.invalid']);
    const raw = await yeoul.ask('POST', '/api/reports', {
      body: pngOf('no'),
      headers: { 'content-type': 'image/png' },
    });
    expect(raw.json.code).toBe('request.media-type');
  });

  it('names links of this messenger only, by link only', async () => {
    expect((await report({ link: 'https://elsewhere.example/r/room/m/1' })).json.code).toBe(
      'report.link-foreign',
    );
    expect((await report({ link: 'not a link' })).json.code).toBe('report.link-foreign');
    expect((await report({ room: 'some-room' })).json.code).toBe('account.sign-in');
    expect((await report({ link: '/r/some-room' }, { reasons: [] })).status).toBe(400);
    expect((await report({ link: '/r/some-room' }, { reasons: ['spam'] })).status).toBe(400);
  });

  it('is held back after a few from one address', async () => {
    const send = () =>
      strict.ask('POST', '/api/reports', { body: { target: { link: '/r/some-room' }, reasons: ['other'] } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await send()).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    const guess = await strict.ask('POST', '/api/reports/state', { body: { code: '00000-00000-00000' } });
    expect(guess.json.code).toBe('rate.limited');
  });
});

describe('a report by a member', () => {
  it('names a message, a file, a person or a room that the member can see, and nothing else', async () => {
    const { author, stranger, slug, blob, id } = await closedRoom();
    const person = (await yeoul.ask('GET', '/api/me', { token: stranger })).json.id;
    for (const target of [{ message: { room: slug, id } }, { media: blob }, { room: slug }]) {
      expect([target, (await report(target, {}, stranger)).status]).toEqual([target, 404]);
      expect([target, (await report(target, {}, author)).status]).toEqual([target, 201]);
    }
    expect((await report({ person }, {}, author)).status).toBe(201);
    expect((await latest())?.report).toMatchObject({ target: { account: person } });
    expect((await report({ person: 999_999 }, {}, author)).json.code).toBe('account.unknown');
  });

  it('keeps words and contact out of the feed; platform engineers read them page by page', async () => {
    const { author, slug } = await closedRoom();
    const words = '친구가 협박을 받고 있어요';
    await report({ room: slug }, { words, contact: '010 · 밤에만' }, author);
    const told = await latest();
    expect(JSON.stringify(told)).not.toMatch(/협박|010/);
    expect(await stored(told?.report?.id)).toMatchObject({ words, contact: '010 · 밤에만', reporter: {} });
    await report({ room: slug }, {}, author);
    const page = await yeoul.admin('GET', '/admin/v1/reports?limit=1&state=received');
    const rest = await yeoul.admin('GET', `/admin/v1/reports?limit=200&cursor=${page.json.next}`);
    expect(page.json.reports).toHaveLength(1);
    expect(rest.json.reports.at(-1)?.id).toBe((told?.report?.id ?? 0) + 1);
  });
});

describe('the code', () => {
  it('tells how far the report is, however it is copied, and nothing to anybody without it', async () => {
    const { code } = (await report({ link: '/r/some-room' })).json;
    const ask = (text: string) => yeoul.ask('POST', '/api/reports/state', { body: { code: text } });
    expect((await ask(code)).json).toMatchObject({ state: 'received', reasons: ['intimate-image'] });
    const id = (await latest())?.report?.id;
    await yeoul.admin('PUT', `/admin/v1/reports/${id}/state`, { state: 'acted' });
    expect((await ask(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))).json).toMatchObject({
      state: 'acted',
    });
    expect((await ask('00000-00000-00000')).json.code).toBe('report.unknown');
    expect(JSON.stringify(await stored(id))).not.toContain(code);
  });
});

it.each([
  ['http://yeoul.example/r/a-room/m/7', { kind: 'message', slug: 'a-room', id: 7 }],
  ['http://yeoul.example/r/a-room?lang=en', { kind: 'room', slug: 'a-room' }],
  [' /i/yi_abcdefgh ', { kind: 'invite', token: 'yi_abcdefgh' }],
  ['/cdn/abcdefgh/thumb', { kind: 'media', blob: 'abcdefgh' }],
  ['http://yeoul.example.evil.example/r/a-room', undefined],
  ['http://yeoul.example@evil.example/r/a-room', undefined],
  ['//evil.example/r/a-room', undefined],
  ['/r/a-room/m/0', undefined],
  ['/r/a-room/m/7/../../..', undefined],
])('the link %j is read as %j', (text, link) => {
  expect(readLink(text, 'http://yeoul.example')).toEqual(link);
});
