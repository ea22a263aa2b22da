import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Seeded, seedSchoolRooms } from '../../messenger/seed.ts';
import { clipNamed } from '../../messenger/seeding/clips.ts';
import { pictureNamed } from '../../messenger/seeding/pictures.ts';
import { planSeed } from '../../messenger/seeding/plan.ts';
import { ADMIN_TOKEN, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
/** About 5 s on an idle machine; tests share theirs. */
const SEEDING_TIMEOUT_MS = 120_000;

describe('the seeded school rooms', () => {
  let seeded: Seeded;
  beforeAll(async () => {
    seeded = await seedSchoolRooms({ api: yeoul.url, adminToken: ADMIN_TOKEN, seed: 3 });
  }, SEEDING_TIMEOUT_MS);

  it('are 30, 6 of them by invitation, and the checker is in every one', async () => {
    const rooms = (await yeoul.ask('GET', '/api/rooms?limit=200', { token: seeded.checkerToken })).json.rooms;
    expect(rooms).toHaveLength(30);
    expect(rooms.every((room) => room.member)).toBe(true);
    const closed = rooms.filter((room) => room.visibility === 'invite');
    expect(closed).toHaveLength(6);
    expect(seeded.accounts).toHaveLength(41);
  });

  it('hold each reported item in exactly three messages of three rooms, in two blobs of the same bytes', async () => {
    expect(seeded.items).toHaveLength(25);
    expect(new Set(seeded.items.map((item) => item.sha256)).size).toBe(25);
    for (const item of seeded.items) {
      const { media } = (await yeoul.admin('GET', `/admin/v1/media?sha256=${item.sha256}`)).json;
      const blobs: string[] = media.map((file) => file.blob);
      const places = await Promise.all(
        blobs.map(
          async (blob) => (await yeoul.admin('GET', `/admin/v1/media/${blob}/messages`)).json.messages,
        ),
      );
      const found = places.flat();
      expect(blobs).toEqual([item.blob, item.copies[2]?.blob]);
      expect(found.map(({ id }) => id)).toEqual(item.copies.map((copy) => copy.messageId));
      expect(new Set(found.map(({ room }) => room.slug)).size).toBe(3);
      expect(item.permalink).toBe(`${yeoul.url}/r/${item.copies[0]?.room}/m/${item.messageId}`);
    }
  });

  it('hold other files too, none of them a copy of a reported one, all seen by the checker', async () => {
    expect(seeded.untouched.length).toBeGreaterThan(100);
    const reported = new Set(seeded.items.map((item) => item.sha256));
    for (const { blob } of seeded.untouched.slice(0, 40)) {
      const response = await fetch(`${yeoul.url}/media/${blob}`, {
        headers: { authorization: `Bearer ${seeded.checkerToken}` },
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(reported.has(createHash('sha256').update(bytes).digest('hex'))).toBe(false);
    }
  });

  it('count their messages truly, and are not seeded twice', async () => {
    let count = 0;
    for (const room of seeded.rooms) {
      const path = `/api/rooms/${room.slug}/messages?limit=200`;
      count += (await yeoul.ask('GET', path, { token: seeded.checkerToken })).json.messages.length;
    }
    expect(count).toBe(seeded.messages);
    await expect(seedSchoolRooms({ api: yeoul.url, adminToken: ADMIN_TOKEN })).rejects.toThrow('not empty');
  });
});

it('the same seed plans the same rooms, pictures and clips, and another seed others', async () => {
  expect(planSeed(30, 25, '5')).toEqual(planSeed(30, 25, '5'));
  expect(planSeed(30, 25, '5')).not.toEqual(planSeed(30, 25, '6'));
  expect(pictureNamed('a').equals(pictureNamed('a'))).toBe(true);
  expect(pictureNamed('a').equals(pictureNamed('b'))).toBe(false);
  expect((await clipNamed('a')).equals(await clipNamed('a'))).toBe(true);
  expect((await clipNamed('a')).equals(await clipNamed('b'))).toBe(false);
});
