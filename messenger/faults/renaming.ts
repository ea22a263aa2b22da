// Names that are freed and taken by somebody else: an address of a room, a name of an account.
import { randomBytes } from 'node:crypto';
import type { RoomFacts } from '../facts.ts';
import { appendEvent } from '../feed/feed.ts';
import { tellRoom } from '../live/news.ts';
import { nameKey } from '../people/accounts.ts';
import { tellMembership } from '../rooms/members.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable } from '../store/database.ts';

export interface Renamed {
  readonly kind: 'room' | 'account';
  readonly id: number;
  readonly was: string;
  readonly name: string;
  /** The room or account that has the old name now. */
  readonly takenBy: number;
}

/** What is left of a long name, so that the new one is not too long. */
const KEPT_CHARACTERS = 24;

/** Renames it and lets a new one take the old name. Undefined when there is none with this id. */
export function reassignName(
  database: Database,
  kind: Renamed['kind'],
  id: number,
): Promise<Renamed | undefined> {
  return inTransaction(database, (db) => (kind === 'room' ? renameRoom(db, id) : renameAccount(db, id)));
}

async function renameRoom(db: Queryable, id: number): Promise<Renamed | undefined> {
  const room = await firstRow<RoomFacts & { title: string; maker: number; makerName: string }>(
    db,
    `select r.id, r.slug, r.visibility, nullif(r.encrypted, false) as encrypted, r.title, r.created_by as maker,
            a.name as "makerName" from room r join account a on a.id = r.created_by where r.id = $1 for update of r`,
    [id],
  );
  if (room === undefined) return undefined;
  const was = room.slug;
  const name = another(was);
  await db.query('update room set slug = $2 where id = $1', [id, name]);
  const taker = await oneRow<{ id: number }>(
    db,
    `insert into room (slug, title, visibility, created_by) values ($1, $2, 'public', $3) returning id`,
    [was, room.title, room.maker],
  );
  const { visibility, encrypted } = room;
  const facts = { id, slug: name, visibility, ...(encrypted === true ? { encrypted } : {}) };
  await appendEvent(db, 'renamed', { renamed: { kind: 'room', id, was, name }, room: facts });
  await appendEvent(db, 'room', {
    room: { id: taker.id, slug: was, visibility: 'public' },
    account: { id: room.maker, name: room.makerName },
  });
  await tellRoom(db, id, 'room', { room: name });
  await tellMembership(db, id, true);
  return { kind: 'room', id, was, name, takenBy: taker.id };
}

// The new account has neither passphrase nor passkey: nobody can sign in to it.
async function renameAccount(db: Queryable, id: number): Promise<Renamed | undefined> {
  const account = await firstRow<{ name: string }>(db, 'select name from account where id = $1 for update', [
    id,
  ]);
  if (account === undefined) return undefined;
  const was = account.name;
  const name = another(was);
  await db.query('update account set name = $2, name_key = $3 where id = $1', [id, name, nameKey(name)]);
  const taker = await oneRow<{ id: number }>(
    db,
    'insert into account (name, name_key) values ($1, $2) returning id',
    [was, nameKey(was)],
  );
  await appendEvent(db, 'renamed', {
    renamed: { kind: 'account', id, was, name },
    account: { id, name },
  });
  return { kind: 'account', id, was, name, takenBy: taker.id };
}

function another(name: string): string {
  return `${name.slice(0, KEPT_CHARACTERS).replace(/-+$/, '')}-${randomBytes(4).toString('hex')}`;
}
