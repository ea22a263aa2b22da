// Rooms and who is in them. A room is public (anybody may read) or by invitation (only members know of it).
import { appendEvent } from '../feed/feed.ts';
import { INVITE_DAYS } from '../http/limits.ts';
import type { RoomFacts } from '../facts.ts';
import { tellAccount, tellRoom } from '../live/news.ts';
import { Problem } from '../http/problems.ts';
import { hashToken, newToken } from '../http/tokens.ts';
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

export interface NewRoom {
  readonly slug: string;
  readonly title: string;
  readonly visibility: 'public' | 'invite';
}

export interface Member {
  readonly id: number;
  readonly name: string;
  readonly joinedAt: Date;
}

/** Makes a room with its maker as first member. Throws `room.slug-taken` (409). */
export function createRoom(database: Database, maker: Viewer, wanted: NewRoom): Promise<Room> {
  return inTransaction(database, async (db) => {
    const row = await firstRow<{ id: number }>(
      db,
      `insert into room (slug, title, visibility, created_by) values ($1, $2, $3, $4)
       on conflict do nothing returning id`,
      [wanted.slug, wanted.title, wanted.visibility, maker.id],
    );
    if (row === undefined) throw new Problem(409, 'room.slug-taken', 'Another room has this address.');
    await db.query(`insert into member (room_id, account_id, role) values ($1, $2, 'owner')`, [
      row.id,
      maker.id,
    ]);
    const room = { id: row.id, slug: wanted.slug, visibility: wanted.visibility };
    await appendEvent(db, 'room', { room, account: { id: maker.id, name: maker.name } });
    await tellAccount(db, maker.id, 'membership', { room: room.slug, member: true });
    return { ...room, title: wanted.title, member: true, role: 'owner' };
  });
}

/** Public rooms and those the viewer is in, by number, from after `after`. */
export async function listRooms(
  db: Queryable,
  viewer: Viewer | null,
  after: number,
  limit: number,
): Promise<readonly Room[]> {
  const found = await rows<Room>(
    db,
    `select ${ROOM_COLUMNS} from room r left join member m on m.room_id = r.id and m.account_id = $1
      where (r.visibility = 'public' or m.room_id is not null) and r.id > $2 order by r.id limit $3`,
    [viewer?.id ?? 0, after, limit],
  );
  return found.map(withoutNulls);
}

/** Makes the viewer a member. Joining twice is the same as joining once. */
export function joinRoom(database: Database, viewer: Viewer, room: Room): Promise<Room> {
  return inTransaction(database, async (db) => {
    const added = await firstRow(
      db,
      'insert into member (room_id, account_id) values ($1, $2) on conflict do nothing returning room_id',
      [room.id, viewer.id],
    );
    const { id, slug, visibility } = room;
    if (added !== undefined) await tellOfJoining(db, { id, slug, visibility }, viewer);
    return { ...room, member: true, role: room.role ?? 'member' };
  });
}

async function tellOfJoining(db: Queryable, room: RoomFacts, { id, name }: Viewer): Promise<void> {
  await appendEvent(db, 'join', { room, account: { id, name } });
  await tellAccount(db, id, 'membership', { room: room.slug, member: true });
  await tellRoom(db, room.id, 'join', { room: room.slug, person: { id, name } });
}

/** The members of a room, first come first. */
export function listMembers(db: Queryable, roomId: number, limit: number): Promise<readonly Member[]> {
  return rows<Member>(
    db,
    `select a.id, a.name, m.joined_at as "joinedAt" from member m join account a on a.id = m.account_id
      where m.room_id = $1 order by m.joined_at, a.id limit $2`,
    [roomId, limit],
  );
}

/** Makes an invitation to a room. The token is in the answer and nowhere else. */
export async function createInvite(db: Queryable, roomId: number, by: Viewer): Promise<string> {
  const token = newToken('yi');
  await db.query(
    `insert into invite (token_hash, room_id, created_by, expires_at)
     values ($1, $2, $3, now() + make_interval(days => $4))`,
    [hashToken(token), roomId, by.id, INVITE_DAYS],
  );
  return token;
}

/** The room an invitation leads to, or undefined when the token is unknown or has expired. */
export function roomOfInvite(db: Queryable, token: string): Promise<Room | undefined> {
  return firstRow<Room>(
    db,
    `select r.id, r.slug, r.title, r.visibility, false as member
       from invite i join room r on r.id = i.room_id where i.token_hash = $1 and i.expires_at > now()`,
    [hashToken(token)],
  );
}
