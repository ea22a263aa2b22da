import { describe, expect, it } from 'vitest';
import { listen } from './live-reader.ts';
import { useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function two() {
  const [me, other] = [await yeoul.person(), await yeoul.person()];
  const idOf = async (token: string) => (await yeoul.ask('GET', '/api/me', { token })).json.id;
  const [myId, otherId] = [await idOf(me), await idOf(other)];
  const slug = await yeoul.room(me, 'invite');
  const { token } = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: me })).json;
  await yeoul.ask('POST', `/api/invites/${token}/join`, { token: other });
  const send = async (who: string, body: object) =>
    (await yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token: who, body })).json.id;
  const notifications = async (who: string) =>
    (await yeoul.ask('GET', '/api/notifications', { token: who })).json;
  return { me, other, myId, otherId, slug, send, notifications };
}

describe('a notification', () => {
  it('comes for a mention and for an answer, live and in the list, and is counted until it is read', async () => {
    const { me, other, myId, slug, send, notifications } = await two();
    const live = await listen(yeoul.url, me);
    await live.until(1);
    const mention = await send(other, { text: '@나 봤어?', mentions: [myId] });
    const mine = await send(me, { text: '응' });
    const answer = await send(other, { text: '좋아', replyTo: mine, mentions: [myId] });
    const told = (await live.until(6)).filter(({ kind }) => kind === 'notification');
    live.close();
    expect(told.map(({ data }) => data['notification'])).toMatchObject([
      { kind: 'mention' },
      { kind: 'reply' },
    ]);
    const list = await notifications(me);
    expect(list).toMatchObject({
      unread: 2,
      notifications: [
        { kind: 'reply', message: answer, room: { slug }, read: false },
        { kind: 'mention', message: mention },
      ],
    });
    const upTo = list.notifications[0]?.id;
    await yeoul.ask('POST', '/api/notifications/read', { token: me, body: { upTo } });
    expect(await notifications(me)).toMatchObject({ unread: 0, notifications: [{ read: true }, {}] });
  });

  it('comes to members only', async () => {
    const { me, send, notifications } = await two();
    const stranger = await yeoul.person();
    const { id } = (await yeoul.ask('GET', '/api/me', { token: stranger })).json;
    await send(me, { text: '여기 좀 봐', mentions: [id] });
    expect(await notifications(stranger)).toEqual({ notifications: [], unread: 0 });
  });

  it('of an invitation opens the room to the one who was invited', async () => {
    const { me, slug, notifications } = await two();
    const guest = await yeoul.person();
    await yeoul.room(guest);
    const { id } = (await yeoul.ask('GET', '/api/me', { token: guest })).json;
    expect((await yeoul.ask('PUT', `/api/rooms/${slug}/invited/${id}`, { token: me })).status).toBe(204);
    const [invitation] = (await notifications(guest)).notifications;
    expect(invitation).toMatchObject({ kind: 'invite', room: { slug, title: '물결방' } });
    const path = `/api/notifications/${invitation?.id}/accept`;
    expect((await yeoul.ask('POST', path, { token: await yeoul.person() })).json.code).toBe('invite.unknown');
    expect((await yeoul.ask('POST', path, { token: guest })).json).toMatchObject({ slug, member: true });
  });
});

describe('blocking a person', () => {
  it('collapses what they write, and lets nothing they do notify me; they are not told', async () => {
    const { me, other, myId, otherId, slug, send, notifications } = await two();
    const open = await yeoul.room(other);
    await send(me, { text: '하나' });
    const id = await send(other, { text: '둘' });
    expect((await yeoul.ask('PUT', `/api/blocks/${otherId}`, { token: me })).status).toBe(204);
    const list = async (who: string) =>
      (await yeoul.ask('GET', `/api/rooms/${slug}/messages`, { token: who })).json.messages;
    expect(await list(me)).toMatchObject([{ id, collapsed: true, text: '둘' }, {}]);
    expect((await list(me))[1]).not.toHaveProperty('collapsed');
    expect(JSON.stringify(await list(other))).not.toContain('collapsed');
    await send(other, { text: '셋', mentions: [myId] });
    expect((await yeoul.ask('PUT', `/api/rooms/${open}/invited/${myId}`, { token: other })).status).toBe(204);
    expect(await notifications(me)).toEqual({ notifications: [], unread: 0 });
    const person = await yeoul.ask('GET', `/api/people/${otherId}`, { token: me });
    expect(person.json).toMatchObject({ id: otherId, blocked: true });
    expect((await yeoul.ask('GET', '/api/blocks', { token: me })).json).toMatchObject({
      people: [{ id: otherId }],
    });
    await yeoul.ask('DELETE', `/api/blocks/${otherId}`, { token: me });
    expect(JSON.stringify(await list(me))).not.toContain('collapsed');
  });

  it('is for people one can see, and for others than oneself', async () => {
    const { me, myId } = await two();
    const hermit = await yeoul.person();
    const { id } = (await yeoul.ask('GET', '/api/me', { token: hermit })).json;
    expect((await yeoul.ask('GET', `/api/people/${id}`, { token: me })).json.code).toBe('account.unknown');
    expect((await yeoul.ask('PUT', `/api/blocks/${id}`, { token: me })).json.code).toBe('account.unknown');
    expect((await yeoul.ask('PUT', `/api/blocks/${myId}`, { token: me })).json.code).toBe('account.oneself');
  });
});

describe('what is unread', () => {
  it('is counted room by room, without one’s own and without what was there before joining', async () => {
    const { me, other, slug, send } = await two();
    const unread = async (who: string) => {
      const { rooms } = (await yeoul.ask('GET', '/api/me/rooms', { token: who })).json;
      return rooms.find((room) => room.slug === slug)?.unread;
    };
    await send(me, { text: '하나' });
    const second = await send(me, { text: '둘' });
    await send(other, { text: '셋' });
    expect([await unread(me), await unread(other)]).toEqual([1, 2]);
    const read = (upTo: number) =>
      yeoul.ask('POST', `/api/rooms/${slug}/read`, { token: other, body: { upTo } });
    await read(second);
    expect(await unread(other)).toBe(0);
    await read(1);
    expect(await unread(other)).toBe(0);
    await read(999_999_999);
    await send(me, { text: '넷' });
    expect(await unread(other)).toBe(1);
    const late = await yeoul.person();
    const { token } = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: me })).json;
    await yeoul.ask('POST', `/api/invites/${token}/join`, { token: late });
    expect(await unread(late)).toBe(0);
  });
});
