// Reading the media index: rows to records.
import { sql } from 'kysely';
import type {
  ContainerRecord,
  FileRecord,
  RecordKeys,
  Records,
  SpotRecord,
} from '../../../domain/content/media-record.ts';
import { copyId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { FileQuery, IndexCounts, SpotQuery, Stretch } from '../../../ports/media-index.ts';
import type { Database } from './database.ts';
import type { MediaContainersTable, MediaFilesTable, MediaSpotsTable } from './media-tables.ts';

/** Whose index: first in every key. */
export interface Of {
  readonly tenant_id: string;
  readonly connector: string;
}

/** All records that a change may touch. */
export async function recordsFor(db: Database, of: Of, keys: RecordKeys): Promise<Records> {
  const all = { after: '', limit: Number.MAX_SAFE_INTEGER };
  const files = keys.files.length === 0 ? [] : await filesOf(db, of, { blobs: keys.files }, all);
  const spots = keys.spots.length === 0 ? [] : await spotsOf(db, of, { keys: keys.spots }, all);
  const containers = await containersOf(db, of, keys.containers);
  return {
    files: new Map(files.map((one) => [one.blob, one])),
    spots: new Map(spots.map((one) => [one.key, one])),
    containers: new Map(containers.map((one) => [one.id, one])),
  };
}

export async function filesOf(
  db: Database,
  of: Of,
  wanted: FileQuery,
  { after, limit }: Stretch,
): Promise<readonly FileRecord[]> {
  const query = db
    .selectFrom('media_files')
    .selectAll()
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where('blob', '>', after);
  const chosen =
    'blobs' in wanted
      ? query.where(sql<boolean>`blob = any(${[...wanted.blobs]}::text[])`)
      : query.where(
          sql<boolean>`(sha256 = any(${[...wanted.digests]}::text[]) or thumbnail = any(${[...wanted.digests]}::text[]))`,
        );
  return (await chosen.orderBy('blob').limit(limit).execute()).map(fileOf);
}

export async function spotsOf(
  db: Database,
  of: Of,
  wanted: SpotQuery,
  { after, limit }: Stretch,
): Promise<readonly SpotRecord[]> {
  const rows = await db
    .selectFrom('media_spots')
    .selectAll()
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where('spot', '>', after)
    .where(condition(wanted))
    .orderBy('spot')
    .limit(limit)
    .execute();
  return rows.map(spotOf);
}

function condition(wanted: SpotQuery) {
  if ('keys' in wanted) return sql<boolean>`spot = any(${[...wanted.keys]}::text[])`;
  if ('blobs' in wanted) return sql<boolean>`blobs && ${[...wanted.blobs]}::text[]`;
  return 'owner' in wanted
    ? sql<boolean>`owner = ${wanted.owner}`
    : sql<boolean>`container = ${wanted.container}`;
}

export async function containersOf(
  db: Database,
  of: Of,
  ids: readonly string[],
): Promise<readonly ContainerRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('media_containers')
    .selectAll()
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where(sql<boolean>`container = any(${[...ids]}::text[])`)
    .execute();
  return rows.map(containerOf);
}

export async function counts(db: Database, of: Of): Promise<IndexCounts> {
  const { rows } = await sql<{ files: number; spots: number; containers: number }>`select
    (select count(*)::int from media_files where tenant_id = ${of.tenant_id} and connector = ${of.connector}) as files,
    (select count(*)::int from media_spots where tenant_id = ${of.tenant_id} and connector = ${of.connector}) as spots,
    (select count(*)::int from media_containers where tenant_id = ${of.tenant_id} and connector = ${of.connector}) as containers
  `.execute(db);
  return rows[0] ?? { files: 0, spots: 0, containers: 0 };
}

const fileOf = ({ blob, sha256, uploader, thumbnail, opaque, deleted }: MediaFilesTable): FileRecord => ({
  blob,
  sha256,
  uploader,
  thumbnail,
  opaque,
  deleted,
});

const spotOf = (row: MediaSpotsTable): SpotRecord => ({
  key: row.spot,
  kind: row.kind,
  container: row.container,
  message: row.message,
  owner: row.owner,
  order: row.seen_order,
  seenAt: row.seen_at === null ? null : instant(row.seen_at.getTime()),
  shows: row.blobs.map((blob, at) => ({ blob, copy: copyId(row.copies[at] ?? '') })),
  deleted: row.deleted,
});

const containerOf = ({
  container,
  address,
  names,
  opaque,
  seen_order,
}: MediaContainersTable): ContainerRecord => ({
  id: container,
  address,
  names,
  opaque,
  order: seen_order,
});
