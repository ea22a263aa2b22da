// The media index: the same promises kept in memory and by PostgreSQL of both flavors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryMediaIndex } from '../../src/adapters/store/memory/media-index.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { databases } from '../support/database.ts';
import { T0 } from '../support/fixtures.ts';
import { messageSpot, shownFile } from '../support/observations.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';
import { mediaIndexConformance, tell } from './media-index.ts';

mediaIndexConformance('memory', async () => memoryMediaIndex());

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());
    const fresh = async () => postgresMediaIndex(desk.db, `tenant-${(tenants += 1)}`);

    mediaIndexConformance('PostgreSQL', fresh);

    test.each(['media_files', 'media_spots', 'media_index_states', 'platform_reports'])(
      'writes nothing of a page, and moves no cursor, when %s refuses it',
      async (table) => {
        const index = await fresh();
        const shown = {
          kind: 'shown',
          spot: messageSpot(1),
          files: [shownFile('m/1', 2)],
          order: 1,
          at: T0,
        } as const;
        const page = [{ kind: 'report', report: '7', order: 1, at: T0 }, shown] as const;
        await desk.pool.query(`
          create or replace function planted_fault() returns trigger language plpgsql as $$
            begin raise exception 'planted fault in %', tg_table_name; end $$;
          create trigger planted_fault before insert or update on ${table} for each row execute function planted_fault()`);
        try {
          await expect(tell(index, page)).rejects.toThrow('planted');
        } finally {
          await desk.pool.query(`drop trigger planted_fault on ${table}`);
        }
        expect(await index.counts('messenger')).toEqual({ files: 0, spots: 0, containers: 0 });
        expect((await index.state('messenger')).revision).toBe(0);
        expect(await index.waitingReports('messenger', { after: '', limit: 9 })).toEqual([]);
        expect(await tell(index, page)).toBe(true);
        expect(await index.waitingReports('messenger', { after: '', limit: 9 })).toEqual(['7']);
        expect((await index.state('messenger')).cursor).toBe('1');
      },
    );

    test('reads a page behind its keys byte by byte, whatever language the database speaks', async () => {
      const index = await fresh();
      const spot = (key: string) => ({ ...messageSpot(1), key });
      const keys = ['m/10', 'm/9', 'm/a', 'm/B', 'm/가'];
      await tell(
        index,
        keys.map((key, at) => ({ kind: 'shown', spot: spot(key), files: [], order: at, at: T0 })),
      );
      const read = await index.spots('messenger', { keys }, { after: 'm/10', limit: 9 });
      expect(read.map(({ key }) => key)).toEqual(['m/9', 'm/B', 'm/a', 'm/가']);
    });
  });
});
