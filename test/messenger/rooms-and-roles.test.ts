import { describe, expect, it } from 'vitest';
import { listen } from './live-reader.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function circle(visibility: 'public' | 'invite' = 'public') {
  const [owner, member] = [await yeoul.person(), await yeoul.person()];
  const slug = await yeoul.room(owner, visibility);
  const invite = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: owner })).json;
  await yeoul.ask('POST', `/api/invites/${invite.token}/join`, { token: member });
  const idOf = async (token: string) => (await yeoul.ask('GET', '/api/me', { token })).json.id;
  const room = async (token?: string) =>
    yeoul.ask('GET', `/api/rooms/${slug}`, token === undefined ? {} : { token });
  const act = (token: string, method: string, path: string, body?: object) =>
    yeoul.ask(method, `/api/rooms/${slug}${path}`, { token, body });
  return { owner, member, slug, invite, idOf, room, act };
}

const lastEvent = async () => (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json.events.at(-1);

describe('the search of rooms', () => {
  it('finds titles and addresses in Korean and Latin, whatever the spaces and the case, and no wildcard', async () => {
    const owner = await yeoul.person();
    const make = (slug: string, title: string, visibility = 'public') =>
      yeoul.ask('POST', '/api/rooms', { token: owner, body: { slug, title, visibility } });
    await make('cloud-school', '구름초 독서 모임');
    await make('hundred-percent', '100% 진심');
    await make('secret-cloud', '구름초 비밀', 'invite');
    const find = async (q: string, token?: string) => {
      const answer = await yeoul.ask(
        'GET',
        `/api/rooms?q=${encodeURIComponent(q)}`,
        token === undefined ? {} : { token },
      );
      return answer.json.rooms.map((room) => room.slug);
    };
    expect(await find('독서모임')).toEqual(['cloud-school']);
    expect(await find('구름초 독서'.normalize('NFD'))).toEqual(['cloud-school']);
    expect(await find('CLOUD')).toEqual(['cloud-school']);
    expect(await find('구름초', owner)).toEqual(['cloud-school', 'secret-cloud']);
    expect(await find('100%')).toEqual(['hundred-percent']);
    expect(await find('%')).toEqual(['hundred-percent']);
    expect(await find('_')).toEqual([]);
  });
});

describe('a room', () => {
  it('is described by its owners', async () => {
    const { owner, member, act, room } = await circle();
    expect((await act(member, 'PATCH', '', { title: '내 방' })).json.code).toBe('room.not-an-owner');
    expect((await act(owner, 'PATCH', '', { description: ' 책을 읽는 방 ' })).status).toBe(200);
    expect((await room()).json).toMatchObject({ title: '물결방', description: '책을 읽는 방', members: 2 });
    await act(owner, 'PATCH', '', { title: '새 이름', description: '' });
    expect((await room()).json).not.toHaveProperty('description');
    expect((await room()).json).toMatchObject({ title: '새 이름' });
  });

  it('by invitation shows a little of itself to whoever holds an invitation', async () => {
    const { owner, act, invite, slug, room } = await circle('invite');
    await act(owner, 'PATCH', '', { description: '소풍 계획' });
    const preview = await yeoul.ask('GET', `/api/invites/${invite.token}`);
    expect(preview.json).toMatchObject({
      slug,
      title: '물결방',
      description: '소풍 계획',
      members: 2,
      member: false,
    });
    expect((await room()).status).toBe(404);
    expect((await yeoul.ask('GET', '/api/invites/yi_wrong')).json.code).toBe('invite.unknown');
  });

  it('pages its members', async () => {
    const { member, act } = await circle();
    const first = (await act(member, 'GET', '/members?limit=1')).json;
    const second = (await act(member, 'GET', `/members?limit=1&cursor=${first.next}`)).json;
    expect([first.members[0], second.members[0]]).toMatchObject([{ role: 'owner' }, { role: 'member' }]);
  });
});

describe('leaving', () => {
  it('takes the room out of the list and the stream, and the feed tells it', async () => {
    const { owner, member, slug, act, room, idOf } = await circle('invite');
    const live = await listen(yeoul.url, member);
    await live.until(1);
    expect((await act(member, 'POST', '/leave')).status).toBe(204);
    expect(await lastEvent()).toMatchObject({
      kind: 'leave',
      account: { id: await idOf(member) },
      room: { slug },
    });
    expect((await room(member)).status).toBe(404);
    await yeoul.send(owner, slug, '이제 둘만');
    await yeoul.room(member);
    const told = await live.until(3);
    live.close();
    expect(told.map(({ kind }) => kind)).toEqual(['hello', 'membership', 'membership']);
    expect(told[1]?.data).toEqual({ room: slug, member: false });
  });

  it('hands the room on to who came first, when nobody else looks after it', async () => {
    const { owner, member, act, room } = await circle();
    await act(owner, 'POST', '/leave');
    expect((await room(member)).json).toMatchObject({ role: 'owner', members: 1 });
    expect((await act(member, 'POST', '/leave')).status).toBe(204);
    expect((await room()).json).toMatchObject({ members: 0 });
  });

  it('can be made to happen by an owner, and by nobody else', async () => {
    const { owner, member, act, room, idOf } = await circle('invite');
    const [ownerId, memberId] = [await idOf(owner), await idOf(member)];
    expect((await act(member, 'DELETE', `/members/${ownerId}`)).json.code).toBe('room.not-an-owner');
    expect((await act(owner, 'PUT', `/members/${ownerId}`, { role: 'member' })).json.code).toBe(
      'room.last-owner',
    );
    expect((await act(owner, 'PUT', `/members/${memberId}`, { role: 'owner' })).status).toBe(204);
    expect((await room(member)).json).toMatchObject({ role: 'owner' });
    expect((await act(owner, 'DELETE', `/members/${memberId}`)).status).toBe(204);
    expect((await room(member)).status).toBe(404);
    expect((await act(owner, 'DELETE', `/members/${memberId}`)).json.code).toBe('account.unknown');
  });
});

describe('closing', () => {
  it('makes a room and all in it absent to everybody, until the platform opens it again', async () => {
    const { owner, member, slug, act, room, invite } = await circle();
    const blob = await yeoul.upload(owner, pngOf(`closing ${slug}`));
    const id = await yeoul.send(owner, slug, '글', [blob]);
    const { id: roomId } = (await room()).json;
    const live = await listen(yeoul.url, member);
    const hello = (await live.until(1))[0]?.id;
    expect((await act(member, 'POST', '/close')).json.code).toBe('room.not-an-owner');
    expect((await act(owner, 'POST', '/close')).status).toBe(204);
    expect(await lastEvent()).toMatchObject({ kind: 'close', room: { slug } });
    expect((await live.until(2))[1]).toMatchObject({
      kind: 'membership',
      data: { room: slug, member: false },
    });
    live.close();
    const paths = [
      `/api/rooms/${slug}`,
      `/api/rooms/${slug}/messages`,
      `/r/${slug}/m/${id}`,
      `/media/${blob}`,
      `/cdn/${blob}`,
      `/api/invites/${invite.token}`,
    ];
    const seen = async () => {
      const looks = paths.map((path) => yeoul.ask('GET', path, { token: owner }));
      return new Set((await Promise.all(looks)).map(({ status }) => status));
    };
    expect(await seen()).toEqual(new Set([404]));
    expect((await act(owner, 'POST', '/messages', { text: '글' })).json.code).toBe('room.unknown');
    expect((await yeoul.ask('GET', '/api/me/rooms', { token: owner })).body).not.toContain(slug);
    expect((await yeoul.ask('GET', `/api/rooms?q=${slug}`, { token: owner })).json.rooms).toEqual([]);
    const again = await listen(yeoul.url, member, hello);
    await again.until(2);
    again.close();
    expect(JSON.stringify(again.heard)).not.toContain('글');
    const opened = await yeoul.order('POST', `/admin/v1/rooms/${roomId}/open`);
    expect(opened.json.operation.effect).toBe('opened');
    expect(await seen()).toEqual(new Set([200]));
  });

  it('by the platform is an order like others', async () => {
    const { room } = await circle();
    const { id } = (await room()).json;
    const close = (key: string) =>
      yeoul.order('POST', `/admin/v1/rooms/${id}/close`, { key, body: { reason: 'other-illegal' } });
    expect((await close(`close ${id}`)).json.operation.effect).toBe('closed');
    expect((await close(`close ${id}`)).json.operation.effect).toBe('closed');
    expect((await close(`again ${id}`)).json.operation.effect).toBe('none');
    expect((await room()).status).toBe(404);
    const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
    expect(entries.filter(({ what, target }) => what === 'close' && target.id === String(id))).toHaveLength(
      1,
    );
    expect((await yeoul.order('POST', '/admin/v1/rooms/999999/open')).json.code).toBe('room.unknown');
  });
});
