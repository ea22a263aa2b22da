// The messenger's PostgreSQL: one pool, one way to run a transaction.
// Not an ORM: every statement in the messenger is plain SQL with numbered parameters.
import pg from 'pg';

/** Connections kept for one server. PostgreSQL's default allows 100 in all, and others live there too. */
const POOL_SIZE = 12;
/** As many of them at most are in transactions, which wait for one another at the journal. The others are for reading: pages and the
 * live stream go on while many write. */
const MOST_WRITING = 8;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const INT8_OID = 20;

/** A pool or a client inside a transaction: whatever can run one statement. */
export type Queryable = Pick<pg.Pool, 'query'>;
export type Database = pg.Pool;

/** Opens the pool. Nothing is contacted until the first statement. bigint columns arrive as numbers: ids stay far below 2^53. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    types: { getTypeParser: parserFor },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format);
}

/** Runs `work` in one transaction: commits what it returns, rolls back what it throws. Never call it inside itself. */
export async function inTransaction<T>(database: Database, work: (db: Queryable) => Promise<T>): Promise<T> {
  const seats = seatsOf(database);
  await seats.take();
  try {
    return await transaction(database, work);
  } finally {
    seats.leave();
  }
}

interface Seats {
  take(): Promise<void>;
  leave(): void;
}

const seatsOfPools = new WeakMap<Database, Seats>();

function seatsOf(database: Database): Seats {
  const known = seatsOfPools.get(database) ?? createSeats(MOST_WRITING);
  seatsOfPools.set(database, known);
  return known;
}

/** First come, first served. */
function createSeats(count: number): Seats {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

async function transaction<T>(database: Database, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await database.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A client whose rollback fails is thrown away instead of going back to the pool half-open.
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

/** The rows of one statement. */
export async function rows<R>(
  db: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly R[]> {
  const result = await db.query(sql, [...values]);
  return result.rows as R[];
}

/** The first row of one statement, if there is one. */
export async function firstRow<R>(
  db: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<R | undefined> {
  return (await rows<R>(db, sql, values))[0];
}

/** The one row a statement with `returning`, or a count, always gives. */
export async function oneRow<R>(db: Queryable, sql: string, values: readonly unknown[] = []): Promise<R> {
  const row = await firstRow<R>(db, sql, values);
  if (row === undefined) throw new Error('A statement that always gives one row gave none.');
  return row;
}

/** A row without the columns that are null. */
export function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
