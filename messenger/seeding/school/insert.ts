// Many rows at once, with ids of our own; afterwards the tables go on counting behind them.
import type { Queryable } from '../../store/database.ts';
import type { Row } from './rows.ts';

/** Rows of one statement. */
const BATCH = 5_000;

/** Inserts rows. `columns`: names and types as PostgreSQL writes them, for example `id bigint, name text`. */
export async function insert(
  db: Queryable,
  table: string,
  columns: string,
  all: readonly Row[],
): Promise<void> {
  const names = columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ');
  const sql = `insert into ${table} (${names}) overriding system value
    select ${names} from json_to_recordset($1) as given (${columns})`;
  for (let at = 0; at < all.length; at += BATCH) {
    await db.query(sql, [JSON.stringify(all.slice(at, at + BATCH))]);
  }
}

const COUNTED = [
  ['account', 'id'],
  ['room', 'id'],
  ['member', 'seq'],
  ['media', 'seq'],
  ['message', 'id'],
  ['notification', 'id'],
  ['event', 'cursor'],
] as const;

/** Lets every table count on behind the highest number it holds. */
export async function setNumbers(db: Queryable): Promise<void> {
  for (const [table, column] of COUNTED) {
    await db.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) from ${table}`,
    );
  }
}
