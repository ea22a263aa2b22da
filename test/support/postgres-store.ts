// A migrated database of its own, and the desk's store in it for any tenant: assembled as src/main/desk.ts does, without a
// waker, because nobody sleeps here.
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { postgresCases } from '../../src/adapters/store/postgres/cases.ts';
import { postgresCounts } from '../../src/adapters/store/postgres/counts.ts';
import {
  type Database,
  type DatabaseRole,
  type OpenDatabase,
  openDatabase,
} from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import { postgresEnrolments } from '../../src/adapters/store/postgres/enrolments.ts';
import { postgresFiled } from '../../src/adapters/store/postgres/filed.ts';
import { postgresMailings } from '../../src/adapters/store/postgres/mailings.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { postgresOutbox } from '../../src/adapters/store/postgres/outbox.ts';
import { postgresPeople } from '../../src/adapters/store/postgres/people.ts';
import { freshDatabase, type TestFlavor } from './database.ts';

/** `db` as the desk is in the database, `pool` as the owner, for what no desk may do. */
export interface Desk extends OpenDatabase {
  readonly url: string;
  /** The same database in another role. */
  as(role: DatabaseRole): Database;
}

/** A database with all migrations; `close` removes it. */
export async function openedDatabase(flavor: TestFlavor): Promise<Desk> {
  const fresh = await freshDatabase(flavor);
  const owner = openDatabase(fresh.url, () => undefined);
  await migrateToLatest(owner.db);
  const opened = [owner];
  const as = (role: DatabaseRole): Database => {
    const one = openDatabase(fresh.url, () => undefined, role);
    opened.push(one);
    return one.db;
  };
  const close = async (): Promise<void> => {
    for (const one of opened) await one.close();
    await fresh.drop();
  };
  return { db: as('desk'), pool: owner.pool, url: fresh.url, as, close };
}

export function storeOf(db: Database, tenant: string) {
  return {
    cases: postgresCases(db, { tenant, fresh: uuidV7.fresh, hint: async () => undefined }),
    outbox: postgresOutbox(db, tenant),
    people: postgresPeople(db, tenant),
    enrolments: postgresEnrolments(db, tenant),
    mailings: postgresMailings(db, tenant),
    filed: postgresFiled(db, tenant),
    mediaIndex: postgresMediaIndex(db, tenant),
    counts: postgresCounts(db, tenant),
  };
}
