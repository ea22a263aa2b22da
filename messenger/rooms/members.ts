// Who is in a room: leaving, removing, roles, and closing the room for everybody.
import { appendEvent, lockJournal } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import { tellAccount, tellRoom } from '../live/news.ts';
import type { Room } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { personSql } from '../people/person.ts';
import { factsOf } from './room-facts.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';

export interface Member {
  readonly seq: number;
  readonly id: number;
  readonly name: string;
  readonly avatar?: string;
  readonly role: 'owner' | 'member';
  readonly joinedAt: Date;
}

/** The members of a room, first come first, after number `after`. */
export async function listMembers(
  db: Queryable,
  roomId: number,
  after: number,
  limit: number,
): Promise<readonly Member[]> {
  const found = await rows<{ person: { id: number; name: string } } & Omit<Member, 'id' | 'name'>>(
    db,
    `select m.seq, m.role, m.joined_at as "joinedAt", ${personSql('a')} as person
       from member m join account a on a.id = m.account_id
      where m.room_id = $1 and m.seq > $2 order by m.seq limit $3`,
    [roomId, after, limit],
  );
  return found.map(({ person, ...rest }) => ({ ...rest, ...person }));
}

/** Takes an account out of a room. If nobody looks after the room then, the member who came first does.
 * Throws 404 `account.unknown` when it is no member. */
export function leaveRoom(database: Database, room: Room, accountId: number): Promise<void> {
  return inTransaction(database, async (db) => {
    await db.query('select 1 from room where id = $1 for update', [room.id]);
    const left = await firstRow<{ id: number; name: string }>(
      db,
      `with gone as (delete from member where room_id = $1 and account_id = $2 returning account_id)
       select a.id, a.name from gone join account a on a.id = gone.account_id`,
      [room.id, accountId],
    );
    if (left === undefined) throw notAMember();
    await handOn(db, room.id);
    await appendEvent(db, 'leave', { room: factsOf(room), account: left });
    await tellAccount(db, accountId, 'membership', { room: room.slug, member: false });
    await tellRoom(db, room.id, 'leave', { room: room.slug, person: left });
  });
}

/** Gives a member a role. Throws 409 `room.last-owner` when nobody would look after the room. */
export function setRole(
  database: Database,
  room: Room,
  accountId: number,
  role: Member['role'],
): Promise<void> {
  return inTransaction(database, async (db) => {
    await db.query('select 1 from room where id = $1 for update', [room.id]);
    const sql = 'update member set role = $3 where room_id = $1 and account_id = $2 returning 1';
    if ((await firstRow(db, sql, [room.id, accountId, role])) === undefined) throw notAMember();
    if ((await owners(db, room.id)) === 0) {
      throw new Problem(
        409,
        'room.last-owner',
        'Somebody must look after the room. Name another owner first.',
      );
    }
    await tellRoom(db, room.id, 'room', { room: room.slug });
  });
}

/** Closes a room for everybody, by its owner. Only the platform can open it again. */
export function closeOwnRoom(database: Database, room: Room, owner: Viewer): Promise<void> {
  return inTransaction(database, async (db) => {
    await db.query('update room set closed_at = now() where id = $1', [room.id]);
    const account = { id: owner.id, name: owner.name };
    await appendEvent(db, 'close', { room: factsOf(room), account });
    await tellMembership(db, room.id, false);
  });
}

/** Tells every member of a room, each alone, that it is open to them or no longer. */
export async function tellMembership(db: Queryable, roomId: number, member: boolean): Promise<void> {
  await lockJournal(db);
  await db.query(
    `insert into news (account_id, kind, body)
     select m.account_id, 'membership', jsonb_build_object('room', r.slug, 'member', $2::boolean)
       from member m join room r on r.id = m.room_id where m.room_id = $1 order by m.seq`,
    [roomId, member],
  );
}

async function owners(db: Queryable, roomId: number): Promise<number> {
  const sql = `select count(*) as count from member where room_id = $1 and role = 'owner'`;
  return (await oneRow<{ count: number }>(db, sql, [roomId])).count;
}

async function handOn(db: Queryable, roomId: number): Promise<void> {
  if ((await owners(db, roomId)) > 0) return;
  await db.query(
    `update member set role = 'owner' where room_id = $1
        and seq = (select min(seq) from member where room_id = $1)`,
    [roomId],
  );
}

function notAMember(): Problem {
  return new Problem(404, 'account.unknown', 'There is no such member in this room.');
}
