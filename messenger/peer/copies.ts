// A peer: another server in the story, which keeps messages of public rooms and their bytes as its own. It reads our feed, copies
// what it sees, and nothing that happens here afterwards changes what it has.
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { fixedDraw } from '../faults/faults.ts';
import { appendEvent, type FeedEvent } from '../feed/feed.ts';
import { type MessageRecord, messageById } from '../messages/records.ts';
import { isShown } from '../messages/visibility.ts';
import { firstRow, inTransaction, oneRow, type Queryable } from '../store/database.ts';

export const PEER_NAME = 'yeoul-peer';
const BATCH = 100;
/** One reader of the feed for the peer at a time. */
const PEER_LOCK = 4_181_004;

/** Copies what the feed has told since the last time, as far as the switch says. True: there may be more. */
export async function copyToPeer({ database, feed, faults, origin }: Context): Promise<boolean> {
  const { peer: share, seed } = faults.read();
  if (share === 0) return false;
  return inTransaction(database, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [PEER_LOCK]);
    const { cursor } = await oneRow<{ cursor: number }>(db, 'select cursor from peer_reading');
    const events = await feed.read(String(cursor), BATCH);
    for (const event of events) {
      const id = shownBy(event);
      if (id !== undefined && fixedDraw(seed, `peer/${id}`) < share) await copyMessage(db, id, origin);
    }
    const last = events.at(-1)?.cursor;
    if (last !== undefined) await db.query('update peer_reading set cursor = $1', [last]);
    return events.length > 0;
  });
}

/** The message an event puts before everybody, if it does. */
function shownBy({ kind, message }: FeedEvent): number | undefined {
  const shows = (kind === 'message' || kind === 'edit') && message?.room.visibility === 'public';
  return shows ? message.id : undefined;
}

async function copyMessage(db: Queryable, toldId: number, origin: string): Promise<void> {
  const message = await messageById(db, await presentId(db, toldId));
  if (message === undefined || !isShown(message) || !(await isOpen(db, message))) return;
  for (const { blob, hidden, deleted } of message.media) {
    if (!hidden && !deleted) await copyFile(db, message, blob, origin);
  }
}

/** The message may have moved since the feed told of it. */
async function presentId(db: Queryable, id: number): Promise<number> {
  const sql = `select new_id as "newId" from moved where kind = 'message' and old_id = $1`;
  return (await firstRow<{ newId: number }>(db, sql, [id]))?.newId ?? id;
}

async function isOpen(db: Queryable, { room }: MessageRecord): Promise<boolean> {
  const sql = `select 1 from room where id = $1 and closed_at is null and visibility = 'public'`;
  return (await firstRow(db, sql, [room.id])) !== undefined;
}

async function copyFile(db: Queryable, message: MessageRecord, blob: string, origin: string): Promise<void> {
  const { id } = await oneRow<{ id: number }>(
    db,
    `insert into peer_message (origin, slug) values ($1, $2)
     on conflict (origin) do update set origin = excluded.origin returning id`,
    [message.id, message.room.slug],
  );
  const file = randomBytes(16).toString('base64url');
  const added = await firstRow(
    db,
    `insert into peer_file (file, message_id, blob, sha256, mime, bytes, content)
     select $1, $2, f.blob, f.sha256, f.mime, f.bytes, b.content
       from media f join media_bytes b on b.blob = f.blob where f.blob = $3
     on conflict (message_id, blob) do nothing returning 1`,
    [file, id, blob],
  );
  if (added === undefined) return;
  const links = linksOf(origin, message.room.slug, id, file);
  await appendEvent(db, 'peer', { peer: { peer: PEER_NAME, file, ...links, blob, message: message.id } });
}

/** Where the peer shows a message and a file. */
export function linksOf(origin: string, slug: string, id: number, file: string) {
  return { link: `${origin}/peer/r/${slug}/m/${id}`, fileLink: `${origin}/peer/media/${file}` };
}
