import { describe, expect, it } from 'vitest';
import { useMessenger } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';

const yeoul = useMessenger();

async function withAvatar() {
  const person = await yeoul.person();
  const blob = await yeoul.upload(person, await picture(`avatar ${person}`, 64, 64));
  expect((await yeoul.ask('PUT', '/api/me/avatar', { token: person, body: { blob } })).status).toBe(204);
  return { person, blob };
}

describe('an avatar', () => {
  it('is seen by whoever may see the person, beside the name, until it is removed', async () => {
    const { person, blob } = await withAvatar();
    const status = async (token?: string) =>
      (await yeoul.ask('GET', `/thumb/${blob}`, token === undefined ? {} : { token })).status;
    expect([await status(person), await status()]).toEqual([200, 404]);
    const slug = await yeoul.room(person);
    const id = await yeoul.send(person, slug, '안녕');
    expect(await status()).toBe(200);
    const message = async () => (await yeoul.ask('GET', `/api/rooms/${slug}/messages/${id}`)).json;
    expect(await message()).toMatchObject({ author: { avatar: blob } });
    expect((await yeoul.ask('DELETE', '/api/me/avatar', { token: person })).status).toBe(204);
    expect(await status()).toBe(404);
    expect((await message()).author).not.toHaveProperty('avatar');
  });

  it('is hidden with its file, everywhere, and follows into no message', async () => {
    const { person, blob } = await withAvatar();
    const slug = await yeoul.room(person);
    const id = await yeoul.send(person, slug, '안녕');
    expect((await yeoul.admin('GET', `/admin/v1/media/${blob}/uses`)).json).toMatchObject({
      accounts: [{}],
      rooms: [],
    });
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'intimate-image' } });
    for (const path of [`/media/${blob}`, `/thumb/${blob}`, `/cdn/${blob}`]) {
      expect([path, (await yeoul.ask('GET', path, { token: person })).status]).toEqual([path, 404]);
    }
    const message = await yeoul.ask('GET', `/api/rooms/${slug}/messages/${id}`, { token: person });
    expect(message.body).not.toContain(blob);
    const again = await yeoul.ask('PUT', '/api/me/avatar', { token: person, body: { blob } });
    expect(again.json.code).toBe('media.unknown');
  });

  it('is one’s own upload and a picture', async () => {
    const { blob } = await withAvatar();
    const other = await yeoul.person();
    const set = async (body: object) =>
      (await yeoul.ask('PUT', '/api/me/avatar', { token: other, body })).json.code;
    expect(await set({ blob })).toBe('media.unknown');
    const clip = Buffer.concat([Buffer.from('0000001c66747970', 'hex'), Buffer.alloc(40)]);
    const headers = { 'content-type': 'video/mp4' };
    const video = await yeoul.ask('POST', '/api/media', { token: other, body: clip, headers });
    expect(await set({ blob: video.json.blob })).toBe('media.not-a-picture');
  });
});

describe('the picture of a room', () => {
  it('is set by its owner and seen by whoever may see the room', async () => {
    const [owner, member] = [await yeoul.person(), await yeoul.person()];
    const slug = await yeoul.room(owner, 'invite');
    const { token } = (await yeoul.ask('POST', `/api/rooms/${slug}/invites`, { token: owner })).json;
    await yeoul.ask('POST', `/api/invites/${token}/join`, { token: member });
    const blob = await yeoul.upload(owner, await picture('room', 64, 64));
    const set = (who: string) =>
      yeoul.ask('PUT', `/api/rooms/${slug}/picture`, { token: who, body: { blob } });
    expect((await set(member)).json.code).toBe('room.not-an-owner');
    expect((await set(owner)).status).toBe(204);
    const rooms = await yeoul.ask('GET', '/api/rooms?limit=200', { token: member });
    expect(rooms.json.rooms).toContainEqual(expect.objectContaining({ slug, picture: blob }));
    const seen = async () => [
      (await yeoul.ask('GET', `/media/${blob}`, { token: member })).status,
      (await yeoul.ask('GET', `/media/${blob}`)).status,
    ];
    expect(await seen()).toEqual([200, 404]);
    const uses = await yeoul.admin('GET', `/admin/v1/media/${blob}/uses`);
    expect(uses.json).toMatchObject({ accounts: [], rooms: [{ slug }] });
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    expect(await seen()).toEqual([404, 404]);
    const after = await yeoul.ask('GET', '/api/rooms?limit=200', { token: member });
    expect(after.body).not.toContain(blob);
  });

  it('and avatars are told in the feed, set and removed', async () => {
    const { person, blob } = await withAvatar();
    const slug = await yeoul.room(person);
    await yeoul.ask('PUT', `/api/rooms/${slug}/picture`, { token: person, body: { blob } });
    await yeoul.ask('DELETE', `/api/rooms/${slug}/picture`, { token: person });
    await yeoul.ask('DELETE', '/api/me/avatar', { token: person });
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    const told = events.filter(({ kind }) => kind === 'avatar' || kind === 'room-picture').slice(-4);
    expect(told.map(({ kind, media }) => [kind, media?.blob])).toEqual([
      ['avatar', blob],
      ['room-picture', blob],
      ['room-picture', undefined],
      ['avatar', undefined],
    ]);
  });
});
