// Uploaded files: a record, its bytes and perhaps a thumbnail, all in PostgreSQL, so that one transaction and one backup cover everything
// and a deletion is either done or not done. Files end at 25 MiB; a platform for larger ones would keep bytes elsewhere.
import { createHash } from 'node:crypto';
import { fromPlace, type Place } from '../admin/paging.ts';
import type { MediaFacts, Person, ThumbnailFacts } from '../facts.ts';
import { appendEvent } from '../feed/feed.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problems.ts';
import { newBlobId } from '../http/tokens.ts';
import type { Viewer } from '../people/accounts.ts';
import { THUMBNAIL } from '../thumbnails/job.ts';
import type { Thumbnail } from '../thumbnails/maker.ts';
import { firstRow, inTransaction, type Queryable, rows, withoutNulls } from '../store/database.ts';
import { mayBe, SEALED_KIND, type UploadKind } from './kinds.ts';

export interface MediaRecord extends MediaFacts {
  readonly seq: number;
  readonly uploader: Person;
  readonly uploadedAt: Date;
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly held?: true;
  readonly thumbnail?: ThumbnailFacts;
}

export interface ThumbnailRecord extends ThumbnailFacts {
  readonly content: Buffer;
}

/** What the one who uploaded is told. */
export interface Stored extends Omit<MediaFacts, 'thumbnail'> {
  readonly width?: number;
  readonly height?: number;
  /** It waits for the gate's decision and is shown to nobody before. */
  readonly held?: true;
  readonly thumbnail: boolean;
}

const SELECT = `
  select f.blob, f.seq, encode(f.sha256, 'hex') as sha256, f.mime, f.bytes, f.uploaded_at as "uploadedAt",
         json_build_object('id', a.id, 'name', a.name) as uploader,
         f.hidden_at is not null as hidden, f.deleted_at is not null as deleted,
         nullif(f.held_at is not null, false) as held,
         (select json_build_object('sha256', encode(t.sha256, 'hex'), 'mime', t.mime, 'bytes', length(t.content))
            from thumbnail t where t.blob = f.blob) as thumbnail
    from media f join account a on a.id = f.uploader_id`;

/** Stores an upload under a new blob id, also when equal bytes are stored already. The gate is asked
 * before anything is written. Throws `media.kind-mismatch` (415), `media.refused` (422), `gate.unavailable` (503). */
export async function storeUpload(
  { database, thumbnails, gate }: Pick<Context, 'database' | 'thumbnails' | 'gate'>,
  uploader: Viewer,
  declared: UploadKind,
  content: Buffer,
): Promise<Stored> {
  if (!mayBe(declared, content)) {
    throw new Problem(415, 'media.kind-mismatch', `The first bytes are not those of ${declared}.`);
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  const media = { blob: newBlobId(), sha256, mime: declared, bytes: content.length };
  const { blob: _blob, ...facts } = media;
  const passage = await gate.pass({ ...facts, uploader: uploader.id, content });
  const held = passage === 'held' ? { held: true as const } : {};
  const thumbnail = declared === SEALED_KIND ? undefined : await thumbnails.make(declared, content);
  const { width, height } = thumbnail?.original ?? {};
  await inTransaction(database, async (db) => {
    await db.query(
      `insert into media (blob, sha256, mime, bytes, uploader_id, width, height, hidden_at, held_at, gate_missed)
       values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, case when $8 = 'held' then now() end,
               case when $8 = 'held' then now() end, $8 = 'missed')`,
      [media.blob, sha256, declared, content.length, uploader.id, width ?? null, height ?? null, passage],
    );
    await db.query('insert into media_bytes (blob, content) values ($1, $2)', [media.blob, content]);
    const small =
      thumbnail === undefined ? {} : { thumbnail: await storeThumbnail(db, media.blob, thumbnail) };
    const account = { id: uploader.id, name: uploader.name };
    await appendEvent(db, 'media', { media: { ...media, ...small, ...held }, account });
  });
  const size = width === undefined || height === undefined ? {} : { width, height };
  return { ...media, ...size, ...held, thumbnail: thumbnail !== undefined };
}

/** Stores the small picture made of a file. */
export async function storeThumbnail(
  db: Queryable,
  blob: string,
  thumbnail: Thumbnail,
): Promise<ThumbnailFacts> {
  const { content, width, height } = thumbnail;
  const { mime } = THUMBNAIL;
  const sha256 = createHash('sha256').update(content).digest('hex');
  await db.query(
    `insert into thumbnail (blob, sha256, mime, width, height, content)
     values ($1, decode($2, 'hex'), $3, $4, $5, $6)`,
    [blob, sha256, mime, width, height, content],
  );
  return { sha256, mime, bytes: content.length };
}

/** The thumbnail of a file that is shown. Whether the asker may see the file is asked before. */
export function thumbnailOf(db: Queryable, blob: string): Promise<ThumbnailRecord | undefined> {
  return firstRow<ThumbnailRecord>(
    db,
    `select encode(t.sha256, 'hex') as sha256, t.mime, length(t.content) as bytes, t.content
       from thumbnail t join media f on f.blob = t.blob
      where t.blob = $1 and f.hidden_at is null and f.deleted_at is null`,
    [blob],
  );
}

/** A file's record, hidden or not. */
export async function mediaByBlob(db: Queryable, blob: string): Promise<MediaRecord | undefined> {
  const row = await firstRow<MediaRecord>(db, `${SELECT} where f.blob = $1`, [blob]);
  return row === undefined ? undefined : withoutNulls(row);
}

/** Every upload of the same bytes, in the order of upload, hidden and deleted ones too. */
export async function mediaBySha256(
  db: Queryable,
  sha256: string,
  place: Place,
  limit: number,
): Promise<readonly MediaRecord[]> {
  const sql = `${SELECT} where f.sha256 = decode($1, 'hex') and ${fromPlace(place, 'f.seq', 2)} limit $3`;
  return (await rows<MediaRecord>(db, sql, [sha256, place.at, limit])).map(withoutNulls);
}

/** Every upload in the order of upload, hidden and deleted ones too. */
export async function mediaFrom(db: Queryable, place: Place, limit: number): Promise<readonly MediaRecord[]> {
  const sql = `${SELECT} where ${fromPlace(place, 'f.seq', 1)} limit $2`;
  return (await rows<MediaRecord>(db, sql, [place.at, limit])).map(withoutNulls);
}

/** A page of the files that wait for the gate's decision, or that were stored although it did not answer. */
export async function mediaAtGate(
  db: Queryable,
  state: 'held' | 'missed',
  place: Place,
  limit: number,
): Promise<readonly MediaRecord[]> {
  const condition = state === 'held' ? 'f.held_at is not null' : 'f.gate_missed';
  const sql = `${SELECT} where ${condition} and ${fromPlace(place, 'f.seq', 1)} limit $2`;
  return (await rows<MediaRecord>(db, sql, [place.at, limit])).map(withoutNulls);
}

/** All bytes of a file, shown or not, unless it was deleted. */
export async function wholeFile(db: Queryable, blob: string): Promise<Buffer | undefined> {
  const sql = 'select content from media_bytes where blob = $1';
  return (await firstRow<{ content: Buffer }>(db, sql, [blob]))?.content;
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
