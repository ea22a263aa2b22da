// Invitations: a link for whoever holds it, or a word to one person.
import { INVITE_DAYS } from '../http/limits.ts';
import { hashToken, newToken } from '../http/tokens.ts';
import type { Room } from '../messages/visibility.ts';
import { notify } from '../notifications/notifications.ts';
import type { Viewer } from '../people/accounts.ts';
import { visiblePerson } from '../people/blocks.ts';
import { type Database, firstRow, inTransaction, type Queryable, withoutNulls } from '../store/database.ts';
import { requireInClear } from './encryption.ts';

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

/** Invites one person. Whether that person has blocked the one who invites is not told. Throws 404 `account.unknown`,
 * 422 `room.encrypted`: without the link nobody would have the key. */
export async function invitePerson(
  database: Database,
  room: Room,
  by: Viewer,
  personId: number,
): Promise<void> {
  requireInClear(room, 'Send the link of an invitation: the key is in it.');
  return inTransaction(database, async (db) => {
    await visiblePerson(db, personId, by.id);
    await notify(db, [personId], { kind: 'invite', roomId: room.id, fromId: by.id });
  });
}

/** The room an invitation leads to, or undefined when the token is unknown or has expired, or the room is closed. */
export async function roomOfInvite(db: Queryable, token: string): Promise<Room | undefined> {
  const room = await firstRow<Room>(
    db,
    `select r.id, r.slug, r.title, r.description, r.visibility, nullif(r.encrypted, false) as encrypted,
            false as member, (select count(*) from member c where c.room_id = r.id) as members
       from invite i join room r on r.id = i.room_id and r.closed_at is null
      where i.token_hash = $1 and i.expires_at > now()`,
    [hashToken(token)],
  );
  return room === undefined ? undefined : withoutNulls(room);
}
