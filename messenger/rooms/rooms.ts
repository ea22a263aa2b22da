// Rooms: making, searching, describing, joining. A room is public (anybody may read) or by invitation (only members know of it).
import { appendEvent } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import { tellAccount, tellRoom } from '../live/news.ts';
import { ROOM_COLUMNS, type Room } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import {
  type Database,
  firstRow,
  inTransaction,
  type Queryable,
  rows,
  withoutNulls,
} from '../store/database.ts';
import { requireInClear } from './encryption.ts';
import { factsOf } from './room-facts.ts';

export interface NewRoom {
  readonly slug: string;
  readonly title: string;
  readonly description?: string;
  readonly visibility: Room['visibility'];
  readonly encrypted?: boolean;
}

/** Makes a room, looked after by its maker. Throws `room.slug-taken` (409), `room.encrypted` (422) when it would be public. */
export async function createRoom(database: Database, maker: Viewer, wanted: NewRoom): Promise<Room> {
  const { slug, visibility } = wanted;
  const kind = wanted.encrypted === true ? { encrypted: true as const } : {};
  if (visibility === 'public') requireInClear(kind, 'It can only be entered by invitation.');
  const title = clean(wanted.title);
  const description = clean(wanted.description ?? '');
  return inTransaction(database, async (db) => {
    const row = await firstRow<{ id: number }>(
      db,
      `insert into room (slug, title, description, visibility, created_by, encrypted)
       values ($1, $2, nullif($3, ''), $4, $5, $6)
       on conflict do nothing returning id`,
      [slug, title, description, visibility, maker.id, kind.encrypted ?? false],
    );
    if (row === undefined) throw new Problem(409, 'room.slug-taken', 'Another room has this address.');
    await db.query(`insert into member (room_id, account_id, role) values ($1, $2, 'owner')`, [
      row.id,
      maker.id,
    ]);
    const room = { id: row.id, slug, visibility, ...kind };
    await appendEvent(db, 'room', { room, account: { id: maker.id, name: maker.name } });
    await tellAccount(db, maker.id, 'membership', { room: slug, member: true });
    const told = description === '' ? {} : { description };
    return { ...room, title, ...told, member: true, role: 'owner', members: 1 };
  });
}

/** Changes title and description. An empty description takes it away. */
export function changeRoom(
  database: Database,
  room: Room,
  change: { readonly title?: string; readonly description?: string },
): Promise<void> {
  return inTransaction(database, async (db) => {
    const { title, description } = change;
    await db.query(
      `update room set title = coalesce($2, title),
              description = case when $3::text is null then description else nullif($3, '') end where id = $1`,
      [
        room.id,
        title === undefined ? null : clean(title),
        description === undefined ? null : clean(description),
      ],
    );
    await tellRoom(db, room.id, 'room', { room: room.slug });
  });
}

/** Public rooms and those the viewer is in, by number, from after `after`. `words`: what title or address hold; spaces do
 * not count, since "물결방" and "물결 방" are one name to people. */
export async function listRooms(
  db: Queryable,
  viewer: Viewer | null,
  words: string,
  after: number,
  limit: number,
): Promise<readonly Room[]> {
  const found = await rows<Room>(
    db,
    `select ${ROOM_COLUMNS} from room r left join member m on m.room_id = r.id and m.account_id = $1
      where r.closed_at is null and (r.visibility = 'public' or m.room_id is not null) and r.id > $2
        and (replace(r.title, ' ', '') ilike $4 or r.slug ilike $4) order by r.id limit $3`,
    [viewer?.id ?? 0, after, limit, `%${asPattern(words)}%`],
  );
  return found.map(withoutNulls);
}

/** Makes the viewer a member who has read everything so far. Joining twice is the same as joining once. */
export function joinRoom(database: Database, viewer: Viewer, room: Room): Promise<Room> {
  return inTransaction(database, async (db) => {
    const added = await firstRow(
      db,
      `insert into member (room_id, account_id, read_up_to)
       values ($1, $2, (select coalesce(max(id), 0) from message where room_id = $1))
       on conflict do nothing returning room_id`,
      [room.id, viewer.id],
    );
    if (added !== undefined) await tellOfJoining(db, room, { id: viewer.id, name: viewer.name });
    const members = room.members + (added === undefined ? 0 : 1);
    return { ...room, member: true, role: room.role ?? 'member', members };
  });
}

async function tellOfJoining(
  db: Queryable,
  room: Room,
  person: { readonly id: number; readonly name: string },
): Promise<void> {
  await appendEvent(db, 'join', { room: factsOf(room), account: person });
  await tellAccount(db, person.id, 'membership', { room: room.slug, member: true });
  await tellRoom(db, room.id, 'join', { room: room.slug, person });
}

function clean(text: string): string {
  return text.normalize('NFC').trim();
}

/** What a person typed, as part of a pattern: nothing in it is a wildcard. */
function asPattern(words: string): string {
  return clean(words)
    .replaceAll(' ', '')
    .replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`);
}
