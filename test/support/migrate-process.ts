// A process that migrates the database it is told of, and says what it applied: for tests in which several do so at once.
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';

const opened = openDatabase(process.argv[2] ?? '', () => undefined);
try {
  console.log(JSON.stringify(await migrateToLatest(opened.db)));
} finally {
  await opened.close();
}
