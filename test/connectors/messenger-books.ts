// The messenger's own books, read past its API and past every fault switch: what it did, what moved, what is still under way.
import pg from 'pg';
import { afterAll } from 'vitest';
import type { UnderTest } from '../messenger/messenger-under-test.ts';

export type Books = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Call at the top of a test file, or of what is called there. */
export function booksOf(yeoul: UnderTest): Books {
  let pool: pg.Pool | undefined;
  afterAll(() => pool?.end());
  return async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
    if (pool === undefined) {
      pool = new pg.Pool({ connectionString: yeoul.databaseUrl, max: 2 });
      pool.on('error', () => undefined);
    }
    return (await pool.query<Row>(sql, [...values])).rows;
  };
}
