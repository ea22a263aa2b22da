// What the gate knows, in PostgreSQL: what cases want hidden, joined with the media index, and the uploads that were stopped.
import { sql } from 'kysely';
import { caseId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { GateList, Hidden, Stop } from '../../../ports/gate.ts';
import type { Database } from './database.ts';
import type { GateStopsTable } from './media-tables.ts';

/** The gate of one tenant. */
export function postgresGateList(db: Database, tenant: string): GateList {
  return {
    same: (connector, sha256) => same(db, tenant, connector, sha256),
    hiddenAmong: (connector, blobs) => hiddenAmong(db, tenant, connector, blobs),
    keepStop: async ({ id, connector, sha256, uploader, at, verdict, like }) => {
      await db
        .insertInto('gate_stops')
        .values({
          ...{ tenant_id: tenant, stop_id: id, connector, sha256, uploader, verdict },
          ...{ at: new Date(at), case_id: like.case, distance: like.distance },
        })
        .execute();
    },
    stops: async ({ case: of, before, limit }) => {
      let query = db.selectFrom('gate_stops').selectAll().where('tenant_id', '=', tenant);
      if (of !== undefined) query = query.where('case_id', '=', of);
      if (before !== undefined)
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('at', 'stop_id'), '<', tuple(new Date(before.at), before.id)),
        );
      const rows = await query.orderBy('at', 'desc').orderBy('stop_id', 'desc').limit(limit).execute();
      return rows.map(stopOf);
    },
    heldAs: async (connector, sha256) => {
      const row = await db
        .selectFrom('gate_stops')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .where('connector', '=', connector)
        .where('sha256', '=', sha256)
        .where('verdict', '=', 'hold')
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : stopOf(row);
    },
    keepRuling: async ({ connector, blob, ruling, id, by, at, signature }) => {
      await db
        .insertInto('gate_rulings')
        .values({
          ...{ tenant_id: tenant, connector, blob, act_id: id, person_id: by, ruling, signature },
          at: new Date(at),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    ruled: async ({ connector, blob, id }) => {
      const row = await db
        .selectFrom('gate_rulings')
        .select('signature')
        .where('tenant_id', '=', tenant)
        .where('connector', '=', connector)
        .where('blob', '=', blob)
        .where('act_id', '=', id)
        .executeTakeFirst();
      return row?.signature;
    },
  };
}

async function same(
  db: Database,
  tenant: string,
  connector: string,
  sha256: string,
): Promise<Hidden | undefined> {
  const { rows } = await sql<HiddenRow>`
    select h.blob, h.case_id from media_files f join hidden_copies h using (tenant_id, connector, blob)
     where f.tenant_id = ${tenant} and f.connector = ${connector} and f.sha256 = ${sha256} and h.blob <> ''
     order by h.case_id limit 1`.execute(db);
  return hiddenOf(rows);
}

/** In the order in which the files are named. */
async function hiddenAmong(
  db: Database,
  tenant: string,
  connector: string,
  blobs: readonly string[],
): Promise<Hidden | undefined> {
  const { rows } = await sql<HiddenRow>`
    select h.blob, h.case_id from hidden_copies h
     where h.tenant_id = ${tenant} and h.connector = ${connector} and h.blob <> ''
       and h.blob = any(${[...blobs]}::text[])
     order by array_position(${[...blobs]}::text[], h.blob), h.case_id limit 1`.execute(db);
  return hiddenOf(rows);
}

interface HiddenRow {
  readonly blob: string;
  readonly case_id: string;
}

const hiddenOf = ([row]: readonly HiddenRow[]): Hidden | undefined =>
  row === undefined ? undefined : { blob: row.blob, case: caseId(row.case_id) };

const stopOf = (row: GateStopsTable): Stop => ({
  ...{ id: row.stop_id, connector: row.connector, sha256: row.sha256, uploader: row.uploader },
  ...{ at: instant(row.at.getTime()), verdict: row.verdict },
  like: { case: caseId(row.case_id), distance: row.distance },
});
