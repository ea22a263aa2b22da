import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { listen } from './live-reader.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function member() {
  const token = await yeoul.person();
  const { id } = (await yeoul.ask('GET', '/api/me', { token })).json;
  const order = (verb: string, body: object, key?: string) =>
    yeoul.order('POST', `/admin/v1/accounts/${id}/${verb}`, key === undefined ? { body } : { body, key });
  const notices = async () => (await yeoul.ask('GET', '/api/notices', { token })).json;
  return { token, id, order, notices };
}

const MEASURE = {
  ...{ done: 'deleted', scope: 'everywhere', source: 'authority-order', found: 'searched' },
  ...{ clause: '3.2', cited: true, redress: ['settlement', 'court'] },
};

async function removed() {
  const who = await member();
  const blob = await yeoul.upload(who.token, pngOf(`noticed ${who.id}`));
  const message = await yeoul.send(who.token, await yeoul.room(who.token), undefined, [blob]);
  const body = {
    kind: 'removal',
    ground: 'intimate-image',
    law: '정보통신망법 제44조의7',
    what: { kind: 'message', id: String(message) },
    when: '2026-11-30T03:00:00.000Z',
    automated: false,
    ...MEASURE,
    appeal: true,
  };
  return { ...who, body };
}

describe('a notice', () => {
  it('reaches the member live and in the list, with its reasons, once for each key', async () => {
    const { token, order, notices, body } = await removed();
    const live = await listen(yeoul.url, token);
    await live.until(1);
    const first = await order('notices', body, 'one-notice');
    expect([first.status, first.json.operation.effect]).toEqual([202, 'sent']);
    expect((await order('notices', body, 'one-notice')).json).toEqual(first.json);
    expect((await live.until(2))[1]).toMatchObject({ kind: 'notice', data: { notice: { kind: 'removal' } } });
    live.close();
    const seen = await notices();
    expect(seen).toMatchObject({ unread: 1 });
    expect(seen.notices).toHaveLength(1);
    const { kind, ground, law, what, when, automated } = body;
    expect(seen.notices[0]).toMatchObject({ kind, ground, law, what, when, automated });
    expect(seen.notices[0]).toMatchObject({ ...MEASURE, read: false });
    const id = seen.notices[0]?.id;
    expect(seen.notices[0]?.appeal).toMatchObject({ link: `${yeoul.url}/n/${id}`, state: 'open' });
    await yeoul.ask('POST', `/api/notices/${id}/read`, { token });
    expect(await notices()).toMatchObject({ unread: 0, notices: [{ read: true }] });
  });

  it('has no place for words about whoever asked, and speaks of what this account posted only', async () => {
    const { order, body } = await removed();
    const other = await removed();
    expect((await order('notices', { ...body, words: 'she asked' })).status).toBe(400);
    expect((await order('notices', { ...body, ground: 'she asked' })).status).toBe(400);
    const closed = ['clause', 'done', 'scope', 'source', 'found'];
    for (const field of closed)
      for (const text of ['https://yeoul.example/r/3', 'yeoul.example/r/3', 'room 3', '3반'])
        expect([field, (await order('notices', { ...body, [field]: text })).status]).toEqual([field, 400]);
    expect((await order('notices', { ...body, redress: ['Mina'] })).status).toBe(400);
    const foreign = await order('notices', { ...body, what: other.body.what });
    expect([foreign.status, foreign.json.code]).toEqual([422, 'notice.not-theirs']);
  });

  it('is seen by its member alone and appealed once, in words that only platform engineers read', async () => {
    const { token, order, notices, body } = await removed();
    await order('notices', body);
    const id = (await notices()).notices[0]?.id;
    const appeal = (who: string) =>
      yeoul.ask('POST', `/api/notices/${id}/appeal`, { token: who, body: { words: '제 그림입니다' } });
    const stranger = await yeoul.person();
    expect((await appeal(stranger)).json.code).toBe('notice.unknown');
    expect((await yeoul.ask('GET', `/api/notices/${id}`, { token: stranger })).status).toBe(404);
    const made = await appeal(token);
    expect([made.status, made.json]).toMatchObject([201, { appeal: { state: 'made' } }]);
    expect((await appeal(token)).json.code).toBe('notice.appealed');
    const events = await yeoul.admin('GET', '/admin/v1/events?limit=200');
    expect(events.json.events.at(-1)).toMatchObject({ kind: 'appeal', appeal: { notice: id } });
    expect(events.body).not.toContain('제 그림입니다');
    const appeals = (await yeoul.admin('GET', '/admin/v1/appeals')).json.appeals;
    expect(appeals.at(-1)).toMatchObject({ notice: id, words: '제 그림입니다' });
  });

  it('that only tells something takes no appeal', async () => {
    const { token, order, notices, body } = await removed();
    await order('notices', { ...body, kind: 'appeal-answer', outcome: 'upheld', appeal: false });
    const id = (await notices()).notices[0]?.id;
    const appeal = await yeoul.ask('POST', `/api/notices/${id}/appeal`, { token, body: { words: '왜요' } });
    expect(appeal.json.code).toBe('notice.no-appeal');
  });
});

describe('a suspended account', () => {
  it('can read its notices and appeal, and do nothing else, until it is given back', async () => {
    const { token, order, notices } = await member();
    const slug = await yeoul.room(token, 'invite');
    const live = await listen(yeoul.url, token);
    await live.until(1);
    const done = await order('suspend', { reason: 'intimate-image', automated: false });
    expect(done.json.operation.effect).toBe('suspended');
    await live.ended;
    expect(live.heard.map(({ kind }) => kind)).toEqual(['hello', 'notice', 'suspended']);
    const refused: readonly [string, string, object?][] = [
      ['POST', `/api/rooms/${slug}/messages`, { text: 'hi' }],
      ['POST', '/api/rooms', { slug: 'another-room', title: '방', visibility: 'public' }],
      ['PUT', '/api/me/avatar', { blob: 'x' }],
      ['GET', '/api/stream'],
      ['GET', `/api/rooms/${slug}/members`],
    ];
    for (const [method, path, body] of refused) {
      const answer = await yeoul.ask(method, path, { token, body });
      expect([path, answer.status, answer.json.code]).toEqual([path, 403, 'account.suspended']);
    }
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`, { token })).status).toBe(404);
    expect((await yeoul.ask('GET', '/api/me', { token })).json).toMatchObject({ suspended: true });
    const seen = await notices();
    expect(seen.notices[0]).toMatchObject({ kind: 'suspension', ground: 'intimate-image', automated: false });
    const path = `/api/notices/${seen.notices[0]?.id}/appeal`;
    expect((await yeoul.ask('POST', path, { token, body: { words: '다시 봐 주세요' } })).status).toBe(201);
    expect((await order('unsuspend', {})).json.operation.effect).toBe('unsuspended');
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`, { token })).status).toBe(200);
    expect((await notices()).notices[0]?.kind).toBe('reinstated');
  });

  it('can sign in, and is free again when its time is over', async () => {
    const { id, order } = await member();
    const name = `잠깐 ${id}`;
    const token = await yeoul.person(name);
    const me = (await yeoul.ask('GET', '/api/me', { token })).json.id;
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const body = { reason: 'terms', automated: true, until };
    await yeoul.order('POST', `/admin/v1/accounts/${me}/suspend`, { body });
    const credentials = { name, passphrase: 'correct horse battery' };
    const again = await yeoul.ask('POST', '/api/sessions', { body: credentials });
    expect(again.status).toBe(200);
    expect((await yeoul.ask('GET', '/api/me', { token: again.json.token })).json).toMatchObject({ until });
    const client = new pg.Client({ connectionString: yeoul.databaseUrl });
    await client.connect();
    await client.query('update account set suspended_until = now() where id = $1', [me]);
    await client.end();
    expect((await yeoul.ask('GET', '/api/me', { token })).json).toMatchObject({ suspended: false });
    expect((await order('suspend', { ...body, until: 'soon' })).status).toBe(400);
  });

  it('leaves one line in the ledger and one event for each effect, none for a repeat', async () => {
    const { id, order } = await member();
    const before = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json.next;
    const body = { reason: 'terms', automated: false };
    await order('suspend', body, 'a');
    await order('suspend', body, 'a');
    expect((await order('suspend', body, 'b')).json.operation.effect).toBe('none');
    await order('unsuspend', {}, 'c');
    expect((await order('unsuspend', {}, 'd')).json.operation.effect).toBe('none');
    const { entries } = (await yeoul.admin('GET', `/admin/v1/ledger?after=${before}`)).json;
    expect(entries.map(({ what, key, target }) => [what, key, target.id])).toEqual([
      ['suspend', 'a', String(id)],
      ['unsuspend', 'c', String(id)],
    ]);
    expect((await yeoul.order('POST', '/admin/v1/accounts/999999/suspend', { body })).json.code).toBe(
      'account.unknown',
    );
  });
});

it('a session that was signed out opens nothing', async () => {
  const token = await yeoul.person();
  expect((await yeoul.ask('DELETE', '/api/sessions/current', { token })).status).toBe(204);
  expect((await yeoul.ask('GET', '/api/me', { token })).json.code).toBe('account.sign-in');
});
