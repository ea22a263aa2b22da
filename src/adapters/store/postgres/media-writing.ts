// Writing the media index: records to rows, many at a time.
import { type RawBuilder, sql } from 'kysely';
import type { Records } from '../../../domain/content/media-record.ts';
import type { Database } from './database.ts';
import type { Of } from './media-reading.ts';

/** Postgres takes 65,535 parameters a statement; 1,000 rows of 12 stay well below. */
const ROWS_AT_ONCE = 1_000;

const TABLES = [
  'media_files',
  'media_spots',
  'media_containers',
  'media_hashes',
  'media_spared',
  'platform_reports',
] as const;

/** The value that was to be inserted, where there is a row already. */
const told = <T>(column: string): RawBuilder<T> => sql`excluded.${sql.ref(column)}`;

/** Throws away everything that was indexed. */
export async function clearRecords(trx: Database, of: Of): Promise<void> {
  for (const table of TABLES)
    await trx
      .deleteFrom(table)
      .where('tenant_id', '=', of.tenant_id)
      .where('connector', '=', of.connector)
      .execute();
}

/** Every record as it is now, over whatever was there. */
export async function writeRecords(trx: Database, of: Of, records: Records): Promise<void> {
  await writeFiles(trx, of, records);
  await writeSpots(trx, of, records);
  await writeContainers(trx, of, records);
}

async function writeFiles(trx: Database, of: Of, { files }: Records): Promise<void> {
  const rows = [...files.values()].map((file) => ({ ...of, ...file }));
  for (const some of batches(rows))
    await trx
      .insertInto('media_files')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'connector', 'blob']).doUpdateSet({
          sha256: told('sha256'),
          uploader: told('uploader'),
          thumbnail: told('thumbnail'),
          opaque: told('opaque'),
          deleted: told('deleted'),
        }),
      )
      .execute();
}

async function writeSpots(trx: Database, of: Of, { spots }: Records): Promise<void> {
  const rows = [...spots.values()].map(({ key, order, seenAt, shows, ...spot }) => ({
    ...of,
    ...spot,
    spot: key,
    seen_order: order,
    seen_at: seenAt === null ? null : new Date(seenAt),
    blobs: shows.map(({ blob }) => blob),
    copies: shows.map(({ copy }) => copy),
  }));
  for (const some of batches(rows))
    await trx
      .insertInto('media_spots')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'connector', 'spot']).doUpdateSet({
          kind: told('kind'),
          container: told('container'),
          message: told('message'),
          owner: told('owner'),
          seen_order: told('seen_order'),
          seen_at: told('seen_at'),
          blobs: told('blobs'),
          copies: told('copies'),
          deleted: told('deleted'),
        }),
      )
      .execute();
}

async function writeContainers(trx: Database, of: Of, { containers }: Records): Promise<void> {
  const rows = [...containers.values()].map(({ id, address, names, opaque, order }) => ({
    ...of,
    container: id,
    address,
    names: [...names],
    opaque,
    seen_order: order,
  }));
  for (const some of batches(rows))
    await trx
      .insertInto('media_containers')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'connector', 'container']).doUpdateSet({
          address: told('address'),
          names: told('names'),
          opaque: told('opaque'),
          seen_order: told('seen_order'),
        }),
      )
      .execute();
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}
