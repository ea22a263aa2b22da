// The judge must be able to fail: lies are put into copies of the desk's database, the desk itself is asked for its statement, and the
// judge that found nothing before must find each.
import { openDatabase } from '../../messenger/store/database.ts';
import type { Desk } from './desk.ts';
import { readIndex } from './index-rows.ts';
import { lies } from './judge.ts';
import type { Stage } from './stage.ts';

interface Lie {
  readonly what: string;
  /** Begins with the index as it was half read, or as it was at the end. */
  readonly of: 'half' | 'whole';
  readonly sql: string;
  /** A word that must be in what the judge finds. */
  readonly found: string;
}

/** Each makes the statement untrue in another way. */
const LIES: readonly Lie[] = [
  {
    what: 'five places in the open are left out of the index',
    of: 'whole',
    sql: `delete from media_spots where spot in (select spot from media_spots where blobs <> '{}' and not deleted order by spot limit 5)`,
    found: 'are not in the index, and nothing says so',
  },
  {
    what: 'a history that is read to the middle is called read',
    of: 'half',
    sql: `update media_index_states set state = jsonb_set(state, '{readAt}', state->'run'->'startedAt')`,
    found: 'are not in the index, and nothing says so',
  },
  {
    what: 'a place is in the index that never was',
    of: 'whole',
    sql: `insert into media_spots select tenant_id, connector, 'm/999999999', kind, container, '999999999', owner, seen_order, seen_at, blobs, copies, deleted
            from media_spots where kind = 'message' and blobs <> '{}' and not deleted order by spot limit 1`,
    found: 'm/999999999',
  },
  {
    what: 'a file has another digest',
    of: 'whole',
    sql: `update media_files set sha256 = repeat('0', 64) where blob = (select min(blob) from media_files)`,
    found: 'another digest',
  },
  {
    what: 'encrypted rooms are not admitted',
    of: 'whole',
    sql: `update media_index_states set state = jsonb_set(state, '{probed,opaque}', 'false')`,
    found: '(e2ee)',
  },
  {
    what: 'sealed files are taken for pictures in the open',
    of: 'whole',
    sql: 'update media_files set opaque = false where opaque',
    found: 'is sealed',
  },
  {
    what: 'other servers are not admitted',
    of: 'whole',
    sql: `update media_index_states set state = jsonb_set(state, '{probed,federated}', 'false')`,
    found: '(remoteServers)',
  },
];

/** The name of the copy that is half read. */
export const HALF = 'half_read';
/** The copies are asked later than they were made: an index that was not followed for a minute says so, which is no lie. */
const FRESH = `update media_index_states
  set state = jsonb_set(state, '{caughtUpAt}', to_jsonb((extract(epoch from now()) * 1000)::bigint))`;

/**
 * @param desk stopped, its index whole; a copy of it half read is in the database `HALF`
 * @returns each lie with what the judge found of it @throws Error for one that it does not find
 */
export async function tellLies(
  stage: Stage,
  desk: Desk,
  whole: string,
): Promise<readonly { readonly what: string; readonly found: string }[]> {
  const told: { what: string; found: string }[] = [];
  for (const [number, { what, of, sql, found }] of LIES.entries()) {
    const database = await stage.database(`lie_${number}`, of === 'half' ? HALF : whole);
    await change(database, FRESH);
    await change(database, sql);
    const held = {
      ...{ known: stage.known, ended: of === 'whole' },
      ...{ index: await readIndex(database), statement: await desk.statementOf(database) },
    };
    const said = lies(held);
    const caught = said.find((one) => one.includes(found));
    if (caught === undefined)
      throw new Error(
        `WRONG: the judge did not find the lie that ${what}: ${said.join('; ') || 'nothing found'}`,
      );
    told.push({ what, found: caught });
  }
  return told;
}

async function change(url: string, sql: string): Promise<void> {
  const database = openDatabase(url);
  try {
    const { rowCount } = await database.query(sql);
    if (rowCount === 0) throw new Error(`nothing to change: ${sql}`);
  } finally {
    await database.end();
  }
}
