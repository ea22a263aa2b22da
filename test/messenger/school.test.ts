import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ffmpegVersion } from '../../messenger/seeding/school/clips-made.ts';
import {
  MAX_NICKNAMES,
  MAX_SCHOOL_ROOMS,
  roomName,
  schoolNickname,
} from '../../messenger/seeding/school/names.ts';
import { planSchool } from '../../messenger/seeding/school/plan.ts';
import { type SchoolSeeded, seedSchool } from '../../messenger/seeding/school/seed-school.ts';
import {
  CLIP_ALTERATIONS,
  PICTURE_ALTERATIONS,
  type SchoolSize,
  WHOLE_SCHOOL,
} from '../../messenger/seeding/school/sizes.ts';
import type { Place, Truth, TruthCopy } from '../../messenger/seeding/school/truth.ts';
import { openDatabase } from '../../messenger/store/database.ts';
import { useMessenger } from './messenger-under-test.ts';

/** A whole school in small. */
const SIZE: SchoolSize = {
  rooms: 12,
  members: 60,
  messages: 400,
  pictures: 40,
  clips: 2,
  tracedPictures: 6,
  tracedClips: 1,
};
const SEEDING_MS = 120_000;

describe('a seeded school messenger', () => {
  const yeoul = useMessenger();
  let folder = '';
  let truth: Truth;
  let seeded: SchoolSeeded | undefined;
  let checker = '';
  const seedAgain = async (
    seed: string,
    say: (words: string) => void = () => undefined,
    ffmpeg?: boolean,
  ) => {
    const database = openDatabase(yeoul.databaseUrl);
    const files = { truthFile: join(folder, 'truth.json'), accessFile: join(folder, 'access.json') };
    const found = ffmpeg === undefined ? {} : { ffmpeg };
    return seedSchool({ database, size: SIZE, seed, passphraseCost: 10, say, ...files, ...found }).finally(
      () => database.end(),
    );
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yeoul-school-'));
    // What fails half-way, here at the feed, leaves nothing behind and is tried again.
    const fail = (words: string) => {
      if (words === 'the event feed') throw new Error('killed');
    };
    await expect(seedAgain('7', fail, false)).rejects.toThrow('killed');
    seeded = await seedAgain('7');
    truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth;
    checker = JSON.parse(await readFile(join(folder, 'access.json'), 'utf8')).checkerToken;
  }, SEEDING_MS);
  afterAll(() => rm(folder, { recursive: true }));

  const copies = () =>
    truth.items.flatMap((item) => item.copies.map((copy) => ({ ...copy, item: item.item })));

  it('is as large as was asked, and is not seeded twice', async () => {
    const clips = (await ffmpegVersion()) === undefined ? 0 : SIZE.tracedClips;
    expect(seeded).toMatchObject({
      rooms: 12,
      accounts: 61,
      messages: 400,
      items: SIZE.tracedPictures + clips,
    });
    const { rooms } = (await yeoul.ask('GET', '/api/rooms?limit=200', { token: checker })).json;
    expect(rooms.filter(({ member }) => member)).toHaveLength(12);
    let count = 0;
    for (const { slug } of rooms) {
      const path = `/api/rooms/${slug}/messages?limit=200`;
      count += (await yeoul.ask('GET', path, { token: checker })).json.messages.length;
    }
    const deleted = planSchool(SIZE, '7').posts.filter((post) => post.deleted).length;
    expect(count).toBe(400 - deleted);
    expect(await seedAgain('8')).toBeUndefined();
  });

  it('holds every copy where the truth says, with the bytes it says', async () => {
    const done = new Set(copies().map(({ how, alteration }) => alteration ?? how));
    const withoutFfmpeg = ['original', 'forward', 'reupload', ...PICTURE_ALTERATIONS];
    const clips = (await ffmpegVersion()) === undefined ? [] : CLIP_ALTERATIONS;
    expect(done).toEqual(new Set([...withoutFfmpeg, ...clips]));
    for (const copy of copies()) {
      const bytes = await mediaOf(copy.blob, checker);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(copy.sha256);
      expect(await stands(copy)).toBe(true);
    }
  });

  it('knows originals, forwards and uploads of equal bytes apart', () => {
    for (const { copies: all } of truth.items) {
      const [original, ...others] = all;
      expect(original?.how).toBe('original');
      for (const copy of others) {
        const equal = copy.sha256 === original?.sha256;
        expect(equal).toBe(copy.alteration === undefined);
        if (copy.how === 'reupload') expect(copy.blob).not.toBe(original?.blob);
        if (copy.how === 'forward')
          expect(all.filter(({ blob }) => blob === copy.blob).length).toBeGreaterThan(1);
      }
    }
  });

  it('names every file there is, each as a copy or as innocent, in every place it stands', async () => {
    const told = new Set([...copies().map(({ blob }) => blob), ...truth.innocent.map(({ blob }) => blob)]);
    const events = await feed();
    const uploads = events.flatMap(({ kind, media }) =>
      kind === 'media' && media !== undefined ? [media.blob] : [],
    );
    expect(told).toEqual(new Set(uploads));
    for (const { blob, places } of truth.innocent) {
      for (const place of places) expect(await stands({ blob, place })).toBe(true);
    }
    const innocent = new Set(truth.innocent.map(({ sha256 }) => sha256));
    expect(copies().some(({ sha256 }) => innocent.has(sha256))).toBe(false);
  });

  it('tells in its feed what the records say, as if people had made it', async () => {
    const events = await feed();
    const messages = events.filter(({ kind }) => kind === 'message');
    expect(messages).toHaveLength(400);
    for (const { message } of messages.slice(0, 120)) {
      const record = (await yeoul.admin('GET', `/admin/v1/messages/${message?.id}`)).json;
      expect(message).toEqual(asTold(record as unknown as Recorded));
    }
    const cursors = events.map(({ cursor }) => Number(cursor));
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
  });

  it('goes on like any other messenger: new people, rooms, files and messages', async () => {
    const token = await yeoul.person('새로 온 사람');
    const room = await yeoul.room(token);
    const id = await yeoul.send(token, room, '안녕하세요');
    expect(id).toBe(401);
    const { events } = (await yeoul.admin('GET', `/admin/v1/events?cursor=${(await feed()).length - 2}`))
      .json;
    expect(events.at(-1)).toMatchObject({ kind: 'message', message: { id: 401 } });
  });

  async function mediaOf(blob: string, token: string): Promise<Buffer> {
    const response = await fetch(`${yeoul.url}/media/${blob}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  async function stands({ blob, place }: { readonly blob: string; readonly place: Place }): Promise<boolean> {
    if (place.kind === 'message') {
      const record = (await yeoul.admin('GET', `/admin/v1/messages/${place.message}`)).json;
      return (
        record.media[place.position]?.blob === blob &&
        (record as unknown as { room: { slug: string } }).room.slug === place.slug
      );
    }
    const uses = (await yeoul.admin('GET', `/admin/v1/media/${blob}/uses`)).json as unknown as {
      readonly accounts: readonly { readonly id: number }[];
      readonly rooms: readonly { readonly id: number }[];
    };
    return place.kind === 'avatar'
      ? uses.accounts.some(({ id }) => id === place.account)
      : uses.rooms.some(({ id }) => id === place.room);
  }

  async function feed() {
    const all = [];
    for (let cursor = '0'; ; ) {
      const { events } = (await yeoul.admin('GET', `/admin/v1/events?cursor=${cursor}&limit=200`)).json;
      all.push(...events);
      const last = events.at(-1);
      if (last === undefined) return all;
      cursor = last.cursor;
    }
  }
});

interface Recorded {
  readonly id: number;
  readonly room: object;
  readonly author: { readonly id: number; readonly name: string };
  readonly forwardedFrom?: number;
  readonly media: readonly TruthCopy[];
}

/** What the feed tells of a message, from its record. */
function asTold({ id, room, author, forwardedFrom, media }: Recorded) {
  const facts = media.map(({ blob, sha256, mime, bytes }) => ({ blob, sha256, mime, bytes }));
  const by = { id: author.id, name: author.name };
  return { id, room, author: by, media: facts, ...(forwardedFrom === undefined ? {} : { forwardedFrom }) };
}

describe('the plan of a school messenger', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planSchool(SIZE, '5')).toEqual(planSchool(SIZE, '5'));
    expect(planSchool(SIZE, '5')).not.toEqual(planSchool(SIZE, '6'));
  });

  it('has the size of the story: 200 rooms, 3,000 members, 50,000 messages, and everybody is somewhere', () => {
    const plan = planSchool(WHOLE_SCHOOL, '1');
    expect(plan.members).toHaveLength(200);
    expect(plan.posts).toHaveLength(50_000);
    expect(new Set(plan.members.flat()).size).toBe(3_000);
    for (const [number, post] of plan.posts.entries()) {
      expect((post.forwardOf ?? -1) < number && (post.replyTo ?? -1) < number).toBe(true);
      expect(plan.members[post.room]).toContain(post.by);
    }
  });

  it('gives every room and every person a name of its own', () => {
    const rooms = Array.from({ length: MAX_SCHOOL_ROOMS }, (_, number) => roomName(number));
    expect(new Set(rooms.map(({ slug }) => slug)).size).toBe(MAX_SCHOOL_ROOMS);
    expect(new Set(rooms.map(({ title }) => title)).size).toBe(MAX_SCHOOL_ROOMS);
    const people = Array.from({ length: MAX_NICKNAMES }, (_, number) => schoolNickname(number));
    expect(new Set(people).size).toBe(MAX_NICKNAMES);
  });
});
