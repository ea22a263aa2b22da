// Caches that go on showing what was hidden: copies set aside at the moment of hiding, each for its time.
import type { Act } from '../admin/effects.ts';
import type { ThumbnailRecord } from '../files/files.ts';
import { visibleMedia } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { firstRow, type Queryable, rows } from '../store/database.ts';

/** How long each kind of cache keeps its copy, in milliseconds. 0: it keeps none. */
export interface Stale {
  readonly thumbMs: number;
  readonly cdnMs: number;
}

export type StaleDoor = 'thumb' | 'cdn' | 'cdn-thumb';

/** Does the act. What caches held of its files stays with them; showing a file again empties them. */
export async function perform(db: Queryable, act: Act, stale: Stale | undefined): Promise<boolean> {
  const { what } = act.line;
  if (stale === undefined || (what !== 'hide' && what !== 'delete')) {
    const changed = await act.change(db);
    if (changed && what === 'show') await emptyCaches(db, act);
    return changed;
  }
  await db.query('savepoint caches');
  for (const blob of await blobsOf(db, act)) await keepCopies(db, blob, stale);
  const changed = await act.change(db);
  // The act changed nothing, so this takes back the copies alone.
  if (!changed) await db.query('rollback to savepoint caches');
  return changed;
}

/** What a cache still has for this asker, if anything. */
export function staleCopy(
  db: Queryable,
  blob: string,
  door: StaleDoor,
  viewer: Viewer | null,
): Promise<ThumbnailRecord | undefined> {
  return firstRow<ThumbnailRecord>(
    db,
    `select encode(sha256, 'hex') as sha256, mime, length(content) as bytes, content from stale_copy c
      where blob = $1 and door = $2 and until > now() and (open or exists (
        select 1 from message_media mm join message m on m.id = mm.message_id
          join member k on k.room_id = m.room_id and k.account_id = $3 where mm.blob = c.blob))`,
    [blob, door, viewer?.id ?? 0],
  );
}

/** Drops copies whose time is over. */
export async function dropOldCopies(db: Queryable): Promise<void> {
  await db.query('delete from stale_copy where until < now()');
}

async function blobsOf(db: Queryable, { line: { target } }: Act): Promise<readonly string[]> {
  if (target.kind === 'media') return [target.id];
  if (target.kind !== 'message') return [];
  const sql = 'select distinct blob from message_media where message_id = $1';
  return (await rows<{ blob: string }>(db, sql, [target.id])).map(({ blob }) => blob);
}

async function keepCopies(db: Queryable, blob: string, { thumbMs, cdnMs }: Stale): Promise<void> {
  const open = (await visibleMedia(db, blob, null)) !== undefined;
  const small = 'from thumbnail t join media f on f.blob = t.blob';
  const whole = 'from media_bytes t join media f on f.blob = t.blob';
  if (thumbMs > 0) await keep(db, blob, 'thumb', `t.sha256, t.mime, t.content ${small}`, thumbMs, open);
  if (cdnMs === 0 || !open) return;
  await keep(db, blob, 'cdn', `f.sha256, f.mime, t.content ${whole}`, cdnMs, open);
  await keep(db, blob, 'cdn-thumb', `t.sha256, t.mime, t.content ${small}`, cdnMs, open);
}

async function keep(
  db: Queryable,
  blob: string,
  door: StaleDoor,
  source: string,
  ms: number,
  open: boolean,
): Promise<void> {
  await db.query(
    `insert into stale_copy (blob, door, until, open, sha256, mime, content)
     select f.blob, $2, now() + make_interval(secs => $3), $4, ${source}
      where f.blob = $1 and f.hidden_at is null and f.deleted_at is null
     on conflict (blob, door) do update set until = excluded.until, open = excluded.open`,
    [blob, door, ms / 1_000, open],
  );
}

async function emptyCaches(db: Queryable, act: Act): Promise<void> {
  await db.query('delete from stale_copy where blob = any($1)', [await blobsOf(db, act)]);
}
