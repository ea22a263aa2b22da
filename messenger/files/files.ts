// Uploaded files: a record and its bytes, both in PostgreSQL, so that one transaction and one backup cover everything
// and a deletion is either done or not done. Files end at 25 MiB; a platform for larger ones would keep bytes elsewhere.
import { createHash } from 'node:crypto';
import type { MediaFacts, Person } from '../facts.ts';
import { appendEvent } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import { newBlobId } from '../http/tokens.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, firstRow, inTransaction, type Queryable, rows } from '../store/database.ts';
import { kindOfBytes, type MediaKind } from './kinds.ts';

export interface MediaRecord extends MediaFacts {
  readonly seq: number;
  readonly uploader: Person;
  readonly uploadedAt: Date;
  readonly hidden: boolean;
  readonly deleted: boolean;
}

const SELECT = `
  select f.blob, f.seq, encode(f.sha256, 'hex') as sha256, f.mime, f.bytes, f.uploaded_at as "uploadedAt",
         json_build_object('id', a.id, 'name', a.name) as uploader,
         f.hidden_at is not null as hidden, f.deleted_at is not null as deleted
    from media f join account a on a.id = f.uploader_id`;

/** Stores an upload under a new blob id, also when equal bytes are stored already. Throws `media.kind-mismatch` (415). */
export async function storeUpload(
  database: Database,
  uploader: Viewer,
  declared: MediaKind,
  content: Buffer,
): Promise<MediaFacts> {
  if (kindOfBytes(content) !== declared) {
    throw new Problem(415, 'media.kind-mismatch', `The first bytes are not those of ${declared}.`);
  }
  const sha256 = createHash('sha256').update(content).digest();
  const media = { blob: newBlobId(), sha256: sha256.toString('hex'), mime: declared, bytes: content.length };
  await inTransaction(database, async (db) => {
    await db.query('insert into media (blob, sha256, mime, bytes, uploader_id) values ($1, $2, $3, $4, $5)', [
      media.blob,
      sha256,
      declared,
      content.length,
      uploader.id,
    ]);
    await db.query('insert into media_bytes (blob, content) values ($1, $2)', [media.blob, content]);
    await appendEvent(db, 'media', { media, account: { id: uploader.id, name: uploader.name } });
  });
  return media;
}

/** A file's record, hidden or not. */
export function mediaByBlob(db: Queryable, blob: string): Promise<MediaRecord | undefined> {
  return firstRow<MediaRecord>(db, `${SELECT} where f.blob = $1`, [blob]);
}

/** Every upload of the same bytes, in the order of upload, hidden and deleted ones too. */
export function mediaBySha256(
  db: Queryable,
  sha256: string,
  after: number,
  limit: number,
): Promise<readonly MediaRecord[]> {
  const sql = `${SELECT} where f.sha256 = decode($1, 'hex') and f.seq > $2 order by f.seq limit $3`;
  return rows<MediaRecord>(db, sql, [sha256, after, limit]);
}

/** Bytes read per statement while a file is sent: what one download holds in memory. */
const SLICE_BYTES = 512 * 1024;

/** Bytes `start` to `end` (both included). Each slice asks anew whether the file is still shown, so hiding cuts off a running download. */
export async function* sliceBytes(
  db: Queryable,
  blob: string,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = start; at <= end; at += SLICE_BYTES) {
    const length = Math.min(SLICE_BYTES, end - at + 1);
    const row = await firstRow<{ slice: Buffer }>(
      db,
      `select substring(b.content from $2::int + 1 for $3::int) as slice from media_bytes b join media f on f.blob = b.blob
        where b.blob = $1 and f.hidden_at is null and f.deleted_at is null`,
      [blob, at, length],
    );
    if (row === undefined) throw new Error('The file was hidden or deleted while it was being sent.');
    yield row.slice;
  }
}
