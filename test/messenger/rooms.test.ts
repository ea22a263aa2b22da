import { describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

describe('a room by invitation', () => {
  it('does not exist for strangers, whatever they ask', async () => {
    const [host, stranger] = [await yeoul.person(), await yeoul.person()];
    const slug = await yeoul.room(host, 'invite');
    const blob = await yeoul.upload(host, pngOf('closed'));
    const id = await yeoul.send(host, slug, '안녕', [blob]);
    const paths = [
      `/api/rooms/${slug}/messages`,
      `/api/rooms/${slug}/messages/${id}`,
      `/r/${slug}`,
      `/r/${slug}/m/${id}`,
      `/media/${blob}`,
    ];
    for (const path of paths) {
      expect([path, (await yeoul.ask('GET', path)).status]).toEqual([path, 404]);
      expect([path, (await yeoul.ask('GET', path, { token: stranger })).status]).toEqual([path, 404]);
      expect([path, (await yeoul.ask('GET', path, { token: host })).status]).toEqual([path, 200]);
    }
    for (const [method, path] of [
      ['POST', `/api/rooms/${slug}/join`],
      ['GET', `/api/rooms/${slug}/members`],
      ['POST', `/api/rooms/${slug}/invites`],
    ] as const) {
      const refused = await yeoul.ask(method, path, { token: stranger });
      expect([path, refused.status, refused.json.code]).toEqual([path, 404, 'room.unknown']);
    }
    const send = await yeoul.ask('POST', `/api/rooms/${slug}/messages`, {
      token: stranger,
      body: { text: 'hi' },
    });
    expect(send.status).toBe(404);
    expect((await yeoul.ask('GET', '/api/rooms', { token: stranger })).body).not.toContain(slug);
    expect((await yeoul.ask('GET', '/')).body).not.toContain(slug);
  });

  it('opens to whoever holds an invitation, and to nobody with a wrong one', async () => {
    const [host, guest] = [await yeoul.person(), await yeoul.person('초대받은 너구리')];
    const slug = await yeoul.room(host, 'invite');
    const invite = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: host })).json;
    const wrong = await yeoul.ask('POST', '/api/invites/yi_wrong/join', { token: guest });
    expect([wrong.status, wrong.json.code]).toEqual([404, 'invite.unknown']);
    const page = await yeoul.ask('GET', new URL(invite.link).pathname);
    expect(page.status).toBe(200);
    expect(page.body).toContain('초대받았습니다');
    const joined = await yeoul.ask('POST', `/api/invites/${invite.token}/join`, { token: guest });
    expect(joined.json).toMatchObject({ slug, member: true });
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`, { token: guest })).status).toBe(200);
    const members = (await yeoul.ask('GET', `/api/rooms/${slug}/members`, { token: guest })).json.members;
    expect(members).toHaveLength(2);
    expect(members[1]?.name).toBe('초대받은 너구리');
  });

  it('keeps a picture closed until it is forwarded to a public room', async () => {
    const host = await yeoul.person();
    const [closed, open] = [await yeoul.room(host, 'invite'), await yeoul.room(host)];
    const blob = await yeoul.upload(host, pngOf('leaves'));
    const id = await yeoul.send(host, closed, undefined, [blob]);
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
    await yeoul.ask('POST', `/api/rooms/${closed}/messages/${id}/forward`, {
      token: host,
      body: { to: open },
    });
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(200);
  });
});

describe('a public room', () => {
  it('is read by anybody and written by members only', async () => {
    const [host, other] = [await yeoul.person(), await yeoul.person()];
    const slug = await yeoul.room(host);
    await yeoul.send(host, slug, '첫 메시지');
    expect((await yeoul.ask('GET', `/api/rooms/${slug}/messages`)).json.messages[0]?.text).toBe('첫 메시지');
    const path = `/api/rooms/${slug}/messages`;
    const nobody = await yeoul.ask('POST', path, { body: { text: 'hi' } });
    expect([nobody.status, nobody.json.code]).toEqual([401, 'account.sign-in']);
    const outside = await yeoul.ask('POST', path, { token: other, body: { text: 'hi' } });
    expect([outside.status, outside.json.code]).toEqual([403, 'room.not-a-member']);
    await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: other });
    expect(await yeoul.send(other, slug, '두 번째')).toBeGreaterThan(0);
  });

  it('gives its messages in pages, newest first', async () => {
    const host = await yeoul.person();
    const slug = await yeoul.room(host);
    const sent: number[] = [];
    for (let number = 0; number < 5; number += 1) sent.push(await yeoul.send(host, slug, `글 ${number}`));
    const page = async (query: string) =>
      (await yeoul.ask('GET', `/api/rooms/${slug}/messages?${query}`)).json.messages.map(({ id }) => id);
    const first = await page('limit=2');
    expect(first).toEqual([sent[4], sent[3]]);
    expect(await page(`limit=200&before=${first[1]}`)).toEqual([sent[2], sent[1], sent[0]]);
  });

  it('shows no message of another room under its address', async () => {
    const host = await yeoul.person();
    const [one, two] = [await yeoul.room(host), await yeoul.room(host)];
    const id = await yeoul.send(host, one, '여기');
    expect((await yeoul.ask('GET', `/r/${two}/m/${id}`)).status).toBe(404);
    expect((await yeoul.ask('GET', `/api/rooms/${two}/messages/${id}`)).status).toBe(404);
    expect((await yeoul.admin('GET', `/admin/v1/rooms/${two}/messages/${id}`)).json.code).toBe(
      'message.unknown',
    );
  });

  it('keeps its address to itself', async () => {
    const host = await yeoul.person();
    const slug = await yeoul.room(host);
    const body = { slug, title: '또', visibility: 'public' };
    const second = await yeoul.ask('POST', '/api/rooms', { token: host, body });
    expect([second.status, second.json.code]).toEqual([409, 'room.slug-taken']);
  });
});
