// The near index: hashes sealed in PostgreSQL, and searched in memory. A process reads the sealed hashes when it is first asked, and later
// only what came since; it never writes them anywhere else.
import { sql } from 'kysely';
import { hashFromText } from '../../../matching/hash/hash256.ts';
import type { Looked, NearFile, NearIndex } from '../../../ports/near-index.ts';
import type { Sealing } from '../../../ports/sealing.ts';
import type { Database } from './database.ts';
import { type HashRow, type NearMemory, nearMemory } from './near-memory.ts';
import { packHashes, unpackHashes } from './near-packing.ts';

const SPARED = 'spared';
/** Rows read at once; each holds up to about a hundred hashes. */
const ROWS_AT_ONCE = 1_000;
/** A row that was written at the same time may come to light after one with a greater number. */
const OVERLAP = 1_000;

export function postgresNearIndex(db: Database, tenant: string, sealing: Sealing): NearIndex {
  const memories = new Map<string, NearMemory>();
  const memoryOf = (connector: string): NearMemory => {
    const memory = memories.get(connector) ?? nearMemory();
    memories.set(connector, memory);
    return memory;
  };
  const place = (connector: string, blob: string): string => `${tenant}/${connector}/${blob}`;
  return {
    async waiting(connector, after, limit) {
      await followSpared(db, tenant, connector);
      const { rows } = await sql<{ blob: string }>`
        select f.blob from media_files f
         where f.tenant_id = ${tenant} and f.connector = ${connector} and f.blob > ${after}
           and not f.opaque and not f.deleted
           and not exists (select 1 from media_hashes h
                            where h.tenant_id = f.tenant_id and h.connector = f.connector and h.blob = f.blob
                              and not (h.state in ('not-shown', 'unreadable') and h.looked_at < now() - interval '1 day'))
         order by f.blob limit ${limit}`.execute(db);
      return rows.map(({ blob }) => blob);
    },
    async keep(connector, blob, looked, now) {
      const sealed =
        looked.kind === 'hashed' ? sealing.seal(packHashes(looked), place(connector, blob)) : null;
      await upsert(db, { tenant, connector, blob, state: stateOf(looked), sealed, at: new Date(now) });
    },
    async spare(connector, { what, key }, now) {
      await sql`
        insert into media_spared (tenant_id, connector, what, key, since)
        values (${tenant}, ${connector}, ${what}, ${key}, ${new Date(now)}) on conflict do nothing`.execute(
        db,
      );
      await followSpared(db, tenant, connector);
    },
    async near(connector, blobs) {
      const memory = memoryOf(connector);
      await refresh(db, tenant, connector, memory, (row) => opened(row, sealing, place(connector, row.blob)));
      const found = memory.near(blobs);
      const standing = await standingOf(db, tenant, connector, [...found.keys()]);
      return nearestFirst(standing.map((blob) => ({ blob, distance: found.get(blob) ?? 0 })));
    },
    async like(connector, hashes) {
      const memory = memoryOf(connector);
      await refresh(db, tenant, connector, memory, (row) => opened(row, sealing, place(connector, row.blob)));
      return nearestFirst(
        [...memory.like(hashes.map(hashFromText))].map(([blob, distance]) => ({ blob, distance })),
      );
    },
    async reach(connector) {
      const { rows } = await sql<{ hashed: number; without: number; waiting: number }>`
        select count(*) filter (where h.state = 'hashed')::int as hashed,
               count(*) filter (where h.state <> 'hashed' or f.opaque)::int as without,
               count(*) filter (where h.state is null and not f.opaque)::int as waiting
          from media_files f left join media_hashes h using (tenant_id, connector, blob)
         where f.tenant_id = ${tenant} and f.connector = ${connector} and not f.deleted`.execute(db);
      return rows[0] ?? { hashed: 0, without: 0, waiting: 0 };
    },
  };
}

const nearestFirst = (files: readonly NearFile[]): readonly NearFile[] =>
  files.toSorted((a, b) => a.distance - b.distance || (a.blob < b.blob ? -1 : 1));

const stateOf = (looked: Looked): string => (looked.kind === 'hashed' ? 'hashed' : looked.why);

/** Files that are spared now, because a spot came to show them or the same bytes were uploaded again, lose what was known of them. */
async function followSpared(db: Database, tenant: string, connector: string): Promise<void> {
  await sql`
    with named as (
      select key as blob from media_spared
       where tenant_id = ${tenant} and connector = ${connector} and what = 'file'
      union
      select unnest(s.blobs) from media_spared p
        left join media_containers c
          on p.what = 'room' and c.tenant_id = p.tenant_id and c.connector = p.connector and c.address = p.key
        join media_spots s on s.tenant_id = p.tenant_id and s.connector = p.connector
          and p.key = case p.what when 'spot' then s.spot when 'person' then s.owner when 'room' then c.address end
          and (p.what <> 'room' or s.container = c.container)
       where p.tenant_id = ${tenant} and p.connector = ${connector} and p.what <> 'file'
    ), alike as (
      select blob from named
      union
      select f.blob from media_files f
       where f.tenant_id = ${tenant} and f.connector = ${connector} and f.sha256 in (
         select g.sha256 from media_files g join named using (blob)
          where g.tenant_id = ${tenant} and g.connector = ${connector})
    )
    insert into media_hashes (tenant_id, connector, blob, state, sealed, looked_at)
    select ${tenant}, ${connector}, blob, ${SPARED}, null, now() from alike
    on conflict (tenant_id, connector, blob) do update
      set state = ${SPARED}, sealed = null, seq = nextval('media_hashes_seq')
      where media_hashes.state <> ${SPARED}`.execute(db);
}

interface Row {
  readonly tenant: string;
  readonly connector: string;
  readonly blob: string;
  readonly state: string;
  readonly sealed: Uint8Array | null;
  readonly at: Date;
}

/** What was spared stays spared; whatever else is known of a file is what was found last. */
async function upsert(db: Database, { tenant, connector, blob, state, sealed, at }: Row): Promise<void> {
  const bytes = sealed === null ? null : Buffer.from(sealed);
  await sql`
    insert into media_hashes (tenant_id, connector, blob, state, sealed, looked_at)
    values (${tenant}, ${connector}, ${blob}, ${state}, ${bytes}, ${at})
    on conflict (tenant_id, connector, blob) do update
      set state = excluded.state, sealed = excluded.sealed, looked_at = excluded.looked_at,
          seq = nextval('media_hashes_seq')
      where media_hashes.state <> ${SPARED}`.execute(db);
}

async function standingOf(
  db: Database,
  tenant: string,
  connector: string,
  blobs: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ blob: string }>`
    select blob from media_files
     where tenant_id = ${tenant} and connector = ${connector} and not deleted and not opaque
       and blob = any(${[...blobs]}::text[])`.execute(db);
  return rows.map(({ blob }) => blob);
}

interface StoredRow {
  readonly blob: string;
  readonly seq: number;
  readonly sealed: Uint8Array | null;
}

function opened({ blob, seq, sealed }: StoredRow, sealing: Sealing, place: string): HashRow {
  const plain = sealed === null ? undefined : sealing.open(sealed, place);
  return { blob, seq, hashes: plain === undefined ? undefined : unpackHashes(plain) };
}

/** Only of rows that are not known: the gate asks at each upload. */
async function sealedOf(
  db: Database,
  tenant: string,
  connector: string,
  blobs: readonly string[],
): Promise<readonly StoredRow[]> {
  if (blobs.length === 0) return [];
  const { rows } = await sql<StoredRow>`
    select blob, seq::float8 as seq, sealed from media_hashes
     where tenant_id = ${tenant} and connector = ${connector} and blob = any(${[...blobs]}::text[])
     order by seq`.execute(db);
  return rows;
}

async function refresh(
  db: Database,
  tenant: string,
  connector: string,
  memory: NearMemory,
  open: (row: StoredRow) => HashRow,
): Promise<void> {
  for (let after = Math.max(0, memory.upTo() - OVERLAP); ; ) {
    const { rows } = await sql<Omit<StoredRow, 'sealed'>>`
      select blob, seq::float8 as seq from media_hashes
       where tenant_id = ${tenant} and connector = ${connector} and seq > ${after}
       order by seq limit ${ROWS_AT_ONCE}`.execute(db);
    const unknown = rows.filter(({ blob, seq }) => !memory.knows(blob, seq)).map(({ blob }) => blob);
    await memory.learn((await sealedOf(db, tenant, connector, unknown)).map(open));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    after = last.seq;
  }
}
