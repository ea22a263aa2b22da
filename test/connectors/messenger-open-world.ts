// The built-in messenger for the fourteen semantics: every call is listened in on, its books are read, and its fault switches are the
// troubles that a platform can make.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { messengerClient } from '../../src/adapters/connectors/messenger/client.ts';
import { type Effect, type OpenWorld, PAUSE_S, type Pretence, type Staged } from '../conformance/world.ts';
import { ADMIN_TOKEN } from '../messenger/messenger-under-test.ts';
import { picture } from '../messenger/pictures-made.ts';
import { answered, sealedTalk, speakTo } from '../messenger/sealed-talk.ts';
import { listeningLine, type Said } from '../support/listening-line.ts';
import type { Books } from './messenger-books.ts';
import { troublesOf } from './messenger-troubles.ts';
import { expectStatus, type MessengerWorld, messengerWorld } from './messenger-world.ts';

const draws = (name: string): Promise<Buffer> => picture(name, 64, 48);
/** How long an order of which the status is forgotten takes. */
const LATE_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const REASON = { reason: 'intimate-image' };

/** Call at the top of a test file: starts a messenger and a line to it, and stops both after the file. */
export function openMessengerWorld(): OpenWorld {
  const world = messengerWorld(draws);
  const { yeoul, books } = world;
  let line: Awaited<ReturnType<typeof listeningLine>>;
  beforeAll(async () => {
    line = await listeningLine(() => yeoul.url);
  });
  afterAll(() => line.close());
  const faults = async (how: object): Promise<void> => {
    await expectStatus(200, yeoul.admin('PUT', '/admin/v1/faults', how));
  };
  const order = async (method: string, path: string, body: object = REASON): Promise<void> => {
    await expectStatus(202, yeoul.order(method, path, { body }));
  };
  const idOf = (place: string) => presentId(books, place.split(' ')[0] ?? '');
  const moments = happenings(world, idOf, order);
  return {
    ...world,
    ...moments,
    get exchanges() {
      return line.exchanges;
    },
    connector: () => world.connectorWith({ api: line.url }),
    troubles: troublesOf(world, () => line.exchanges),
    async stage() {
      const staged = await world.stage();
      await untilPeerHasRead(world);
      return staged;
    },
    async calm() {
      await faults({ profile: 'off' });
      await until(
        books,
        `select (select count(*) from late where applied_at is null) + (select count(*) from stale_copy where until > now()) as left`,
      );
    },
    booked: () => bookedIn(books),
    pretend(how, place) {
      line.instead = ({ method, path }) =>
        place === null || method === 'GET' || method === 'HEAD' || !isAbout(path, place)
          ? undefined
          : SAID[how];
    },
    forgetStatus: () => faults({ lateMs: LATE_MS, statusLost: 1 }),
    restart: () => yeoul.restart(),
    shown: async (place) => isShown(world, await idOf(place), place.split(' ')[1] ?? ''),
    stray: async () =>
      messengerClient({ api: line.url, adminToken: ADMIN_TOKEN, memberToken: '' }).call({
        endpoint: 'POST /api/rooms/:slug/messages' as never,
        params: { slug: 'room-1' },
        as: 'admin',
      }),
  };
}

type Happenings = Pick<OpenWorld, 'move' | 'reassignName' | 'postAgain' | 'showAgain' | 'unseen'>;

/** What people and the platform's staff do. */
function happenings(
  world: MessengerWorld,
  idOf: (place: string) => Promise<string>,
  order: (method: string, path: string, body?: object) => Promise<void>,
): Happenings {
  const { yeoul, books } = world;
  const roomOf = async (place: string): Promise<{ readonly id: number; readonly slug: string }> => {
    const sql = 'select r.id, r.slug from room r join message m on m.room_id = r.id where m.id = $1';
    const [room] = await books<{ id: string; slug: string }>(sql, [await idOf(place)]);
    return { id: Number(room?.id), slug: room?.slug ?? '' };
  };
  const post = async (slug: string, bytes: Buffer): Promise<string> => {
    const author = await yeoul.person();
    await expectStatus(200, yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: author }));
    const blob = await yeoul.upload(author, bytes);
    return `${await yeoul.send(author, slug, undefined, [blob])} ${blob}`;
  };
  return {
    async move(place) {
      const what = { kind: 'message', id: Number(await idOf(place)) };
      await expectStatus(201, yeoul.admin('POST', '/admin/v1/faults/moves', what));
    },
    async reassignName(place) {
      const what = { kind: 'room', id: (await roomOf(place)).id };
      await expectStatus(201, yeoul.admin('POST', '/admin/v1/faults/names', what));
    },
    postAgain: async (staged) => post((await roomOf(staged.places.at(-1) ?? '')).slug, await bytesOf(staged)),
    async showAgain(place) {
      await order('POST', `/admin/v1/media/${place.split(' ')[1]}/show`, {});
      await order('POST', `/admin/v1/messages/${await idOf(place)}/show`, {});
    },
    async unseen() {
      const [sealed, altered] = [await world.stage(), await world.stage()];
      const changed = Buffer.concat([await bytesOf(altered), Buffer.from('after the end')]);
      return [
        { spot: 'e2ee', staged: sealed, place: await seal(yeoul.url, await bytesOf(sealed)) },
        {
          spot: 'altered',
          staged: altered,
          place: await post((await roomOf(altered.places[0] ?? '')).slug, changed),
        },
        await atPeer(world),
      ];
    },
  };
}

/** The bytes that a story is about: they were drawn after the name of its first room. */
const bytesOf = ({ locator }: Staged): Promise<Buffer> =>
  draws(`story of ${/\/r\/([a-z0-9-]+)\//.exec(locator.link)?.[1] ?? ''}`);

/** The same bytes in a room where only its members can see them. */
async function seal(url: string, bytes: Buffer): Promise<string> {
  const talk = sealedTalk(speakTo(() => url));
  const host = await talk.person();
  const room = await talk.room(host);
  const { file } = await talk.upload(host, new Uint8Array(bytes));
  return `${await talk.send(host, room, { text: 'look', files: [file] })} ${file.blob}`;
}

/** A story that another server copied before anybody looked. */
async function atPeer(world: MessengerWorld) {
  await expectStatus(200, world.yeoul.admin('PUT', '/admin/v1/faults', { peer: 1 }));
  const staged = await world.stage();
  await untilPeerHasRead(world);
  await expectStatus(200, world.yeoul.admin('PUT', '/admin/v1/faults', { peer: 0 }));
  const [id = ''] = (staged.places[0] ?? '').split(' ');
  const { copies } = await answered<{ copies: readonly { file: string }[] }>(
    200,
    speakTo(() => world.yeoul.url)('GET', `/admin/v1/messages/${id}/peers`, ADMIN_TOKEN),
  );
  return { spot: 'remoteServers', staged, place: copies[0]?.file ?? '' } as const;
}

async function untilPeerHasRead({ yeoul, books }: MessengerWorld): Promise<void> {
  const { json } = await yeoul.admin('GET', '/admin/v1/faults');
  if ((json as unknown as { peer: number }).peer === 0) return;
  await until(books, 'select (select max(cursor) from event) - (select cursor from peer_reading) as left');
}

async function until(books: Books, sql: string): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const [row] = await books<{ left: string | null }>(sql);
    if (Number(row?.left ?? 0) <= 0) return;
    if (Date.now() > end) throw new Error(`the messenger is not done: ${sql}`);
    await wait(20);
  }
}

/** A message under the id that it has now. */
async function presentId(books: Books, id: string): Promise<string> {
  const sql = `select new_id as id from moved where kind = 'message' and old_id = $1`;
  return (await books<{ id: string }>(sql, [id]))[0]?.id ?? id;
}

/** A message that moved is known to a test by the least of its ids. */
async function bookedIn(books: Books): Promise<readonly Effect[]> {
  return books<Effect>(
    `select l.what, l.key, coalesce((
        select min(f.old_id) from moved f where f.kind = 'message' and l.target_kind = 'message' and f.new_id = coalesce(
          (select t.new_id from moved t where t.kind = 'message' and t.old_id::text = l.target), l.target::bigint)
      )::text, l.target) as place
       from ledger l order by l.seq`,
  );
}

const isAbout = (path: string, place: string): boolean =>
  path.split(/[/?]/).some((part) => part !== '' && place.split(' ').includes(part));

const SAID: Record<Pretence, Said> = {
  yes: { status: 202, body: JSON.stringify({ operation: { id: '1', state: 'accepted', effect: 'hidden' } }) },
  'no-such-copy': { status: 404, body: JSON.stringify({ code: 'media.unknown' }) },
  wait: { status: 429, headers: { 'retry-after': String(PAUSE_S) }, body: '{}' },
};

/** What a stranger gets of a message, a file, its small picture, and what caches keep of them; asked until there is an answer. */
async function isShown({ yeoul, books }: MessengerWorld, id: string, blob: string): Promise<boolean> {
  const sql = 'select r.slug from room r join message m on m.room_id = r.id where m.id = $1';
  const slug = (await books<{ slug: string }>(sql, [id]))[0]?.slug ?? 'gone';
  const doors = [`/r/${slug}/m/${id}`, `/api/rooms/${slug}/messages/${id}`].concat([
    `/media/${blob}`,
    `/thumb/${blob}`,
    `/cdn/${blob}`,
    `/cdn/${blob}/thumb`,
  ]);
  const statuses = await Promise.all(doors.map((door) => statusOf(yeoul, door)));
  return statuses.includes(200);
}

async function statusOf(yeoul: MessengerWorld['yeoul'], door: string): Promise<number> {
  for (;;) {
    const { status } = await yeoul.ask('GET', door);
    if (status !== 429 && status !== 503) return status;
    await wait(5);
  }
}
