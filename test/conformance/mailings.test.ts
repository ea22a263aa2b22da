// The store's promises about mail, kept by the memory store and by PostgreSQL of both flavors.
import { afterAll, beforeAll, describe } from 'vitest';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import { databases } from '../support/database.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { mailingsConformance } from './mailings.ts';

describe('memory store', () => mailingsConformance(async () => memoryStore()));

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());

    mailingsConformance(async () => storeOf(desk.db, `tenant-${(tenants += 1)}`));
  });
});
