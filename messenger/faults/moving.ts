// Gives a message or a room a new id, as platforms do when they migrate. Everything that names the old one here names the new one
// afterwards; what others noted down is answered with `moved`.
import { TARGET_LOCK } from './late.ts';
import { appendEvent, type EventBody } from '../feed/feed.ts';
import { tellOfMessage, tellRoom } from '../live/news.ts';
import { announced, existing } from '../messages/messages.ts';
import { factsOf } from '../rooms/room-facts.ts';
import { tellMembership } from '../rooms/members.ts';
import type { RoomFacts } from '../facts.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';
import type { Moved, MovedKind } from './moved.ts';

/** Moves it. Undefined when there is no such message or room under this id. */
export function moveOne(database: Database, kind: MovedKind, id: number): Promise<Moved | undefined> {
  return inTransaction(database, async (db) => {
    await db.query('select pg_advisory_xact_lock($1, hashtext($2))', [TARGET_LOCK, `${kind}/${id}`]);
    // Whoever writes into it right now is waited for; whoever comes later finds it gone and tries again.
    const found = await firstRow(db, `select 1 from ${kind} where id = $1 for update`, [id]);
    if (found === undefined) return undefined;
    const to = await copyRow(db, kind, id);
    await pointAnew(db, kind, id, to);
    await db.query(`delete from ${kind} where id = $1`, [id]);
    const moved = await noteMove(db, kind, id, to);
    await announce(db, moved);
    return moved;
  });
}

/** A second row that is like the first but for its id, and, until the first is gone, for its address. */
async function copyRow(db: Queryable, kind: MovedKind, id: number): Promise<number> {
  const columns = (
    await rows<{ name: string }>(
      db,
      `select column_name as name from information_schema.columns
        where table_schema = current_schema() and table_name = $1
          and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`,
      [kind],
    )
  ).map(({ name }) => `"${name}"`);
  if (kind === 'room') await db.query(`update room set slug = slug || '/moving' where id = $1`, [id]);
  const values = columns.map((column) => (column === '"slug"' ? `replace(slug, '/moving', '')` : column));
  const made = await oneRow<{ id: number }>(
    db,
    `insert into ${kind} (${columns.join(', ')}) select ${values.join(', ')} from ${kind} where id = $1 returning id`,
    [id],
  );
  return made.id;
}

/** Every row of every table that points at the old id points at the new one. The catalogue knows which. */
async function pointAnew(db: Queryable, kind: MovedKind, from: number, to: number): Promise<void> {
  const references = await rows<{ table: string; column: string }>(
    db,
    `select conrelid::regclass::text as table, quote_ident(a.attname) as column
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = $1::regclass`,
    [kind],
  );
  for (const { table, column } of references) {
    await db.query(`update ${table} set ${column} = $2 where ${column} = $1`, [from, to]);
  }
  await db.query(
    `update late set target = $3::text, act = jsonb_set(act, '{2}', to_jsonb($3::text))
      where target_kind = $1 and target = $2::text and applied_at is null`,
    [kind, String(from), String(to)],
  );
}

async function noteMove(db: Queryable, kind: MovedKind, from: number, to: number): Promise<Moved> {
  await db.query('update moved set new_id = $3 where kind = $1 and new_id = $2', [kind, from, to]);
  const { gen } = await oneRow<{ gen: number }>(
    db,
    `insert into moved (kind, old_id, new_id, gen)
     select $1, $2, $3, 1 + coalesce(max(gen), 0) from moved where kind = $1 and new_id = $3 returning gen`,
    [kind, from, to],
  );
  // Every old id is told the same: how often it has moved in all.
  await db.query('update moved set gen = $3 where kind = $1 and new_id = $2', [kind, to, gen]);
  return { kind, from, to, gen };
}

async function announce(db: Queryable, moved: Moved): Promise<void> {
  const { kind, from, to } = moved;
  if (kind === 'room') {
    const room = await oneRow<RoomFacts>(db, 'select id, slug, visibility from room where id = $1', [to]);
    await appendEvent(db, 'moved', { moved, room: factsOf(room) } satisfies EventBody);
    await tellMembership(db, to, true);
    return;
  }
  const message = await existing(db, to);
  await appendEvent(db, 'moved', { moved, message: announced(message) });
  await tellRoom(db, message.room.id, 'delete', { message: { id: from, room: message.room.slug } });
  await tellOfMessage(db, message.room.id, 'message', to);
}
