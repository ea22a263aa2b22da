// Clock rows and the desk's time: the same promises kept by the memory store and by PostgreSQL of both flavors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryClocks, memoryDeskTime } from '../../src/adapters/store/memory/clocks.ts';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { postgresDeskTime } from '../../src/adapters/store/postgres/desk-time.ts';
import { personId } from '../../src/domain/kernel/ids.ts';
import { HOUR } from '../../src/domain/kernel/instant.ts';
import { raiseAlarms } from '../../src/workflow/raise-alarms.ts';
import { CLOCK, lawWithin, openClocked } from '../support/clocked-case.ts';
import { databases } from '../support/database.ts';
import { later, T0 } from '../support/fixtures.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { type ClockStore, clocksConformance } from './clocks.ts';

clocksConformance('memory', async () => {
  const { cases } = memoryStore();
  return { cases, clocks: memoryClocks(cases), deskTime: memoryDeskTime() };
});

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());
    const fresh = async (): Promise<ClockStore> => {
      const tenant = `tenant-${(tenants += 1)}`;
      const { cases } = storeOf(desk.db, tenant);
      return { cases, clocks: postgresClocks(desk.db, tenant), deskTime: postgresDeskTime(desk.db, tenant) };
    };

    clocksConformance('PostgreSQL', fresh);

    test('an alarm is an event and a row, or neither', async () => {
      const store = await fresh();
      const id = await openClocked(store.cases, 'a', lawWithin(4));
      const count = async (table: string): Promise<number> => {
        const where = table === 'case_events' ? " and kind = 'clock-alarm'" : '';
        const sql = `select count(*)::int as n from ${table} where tenant_id = $1${where}`;
        return ((await desk.pool.query(sql, [`tenant-${tenants}`])).rows[0] as { n: number }).n;
      };
      await desk.pool.query(
        `create or replace function refuse_alarm() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;
         create trigger planted before insert on clock_alarms for each row execute function refuse_alarm()`,
      );
      const errors: unknown[] = [];
      await raiseAlarms(later(3 * HOUR), store, (error) => errors.push(error));
      await desk.pool.query('drop trigger planted on clock_alarms');
      expect([errors.length, await count('clock_alarms'), await count('case_events')]).toEqual([1, 0, 0]);
      await raiseAlarms(later(3 * HOUR), store, (error) => errors.push(error));
      expect([await count('clock_alarms'), await count('case_events')]).toEqual([1, 1]);
      expect((await store.cases.load(id))?.clocks[0]?.alarms).toEqual(['near-breach']);
    });

    test('a row behind its events is written anew, and not asked again at every look', async () => {
      const store = await fresh();
      await openClocked(store.cases, 'a', lawWithin(4));
      await raiseAlarms(later(3 * HOUR), store, () => undefined);
      const sql = 'update clocks set next_alarm_at = $2 where tenant_id = $1';
      await desk.pool.query(sql, [`tenant-${tenants}`, new Date(T0)]);
      expect(await raiseAlarms(later(3 * HOUR), store, () => undefined)).toMatchObject({ raised: 0 });
      expect(await store.clocks.owing(later(3 * HOUR), 9)).toEqual([]);
      expect(await store.clocks.owing(later(9 * HOUR), 9)).toMatchObject([{ owedAt: later(4 * HOUR + 1) }]);
    });

    test('many desks that look at once raise an alarm once', async () => {
      const store = await fresh();
      const id = await openClocked(store.cases, 'a', lawWithin(4));
      const looks = Array.from({ length: 6 }, () => raiseAlarms(later(9 * HOUR), store, () => undefined));
      const raised = (await Promise.all(looks)).reduce((sum, look) => sum + look.raised, 0);
      const alarms = (await store.cases.history(id)).filter(({ kind }) => kind === 'clock-alarm');
      expect(raised).toBe(1);
      expect(alarms.map((event) => 'alarm' in event && event.alarm)).toEqual(['near-breach', 'breach']);
    });

    test('one tenant sees neither clocks nor time of another', async () => {
      const [ours, theirs] = [await fresh(), await fresh()];
      await openClocked(ours.cases, 'a', lawWithin(1));
      await ours.deskTime.keep(null, T0);
      expect(await theirs.clocks.owing(later(9 * HOUR), 9)).toEqual([]);
      expect(await theirs.clocks.list({ now: T0, stopped: true, limit: 9 })).toEqual([]);
      expect(await theirs.deskTime.latest()).toBeNull();
      expect(await ours.clocks.list({ now: T0, stopped: true, limit: 9 })).toMatchObject([{ key: CLOCK }]);
    });

    test('no task waits for a time that is no longer believed', async () => {
      const store = await fresh();
      const { outbox } = storeOf(desk.db, `tenant-${tenants}`);
      await openClocked(store.cases, 'a', lawWithin(4));
      const [put, held] = await outbox.claim(later(48 * HOUR), 1, HOUR).then(async ([first]) => {
        await outbox.retry(first!, later(48 * HOUR + 1), 'mail.unreachable');
        await openClocked(store.cases, 'b', lawWithin(4));
        return [first, (await outbox.claim(later(48 * HOUR), 1, HOUR))[0]];
      });
      expect([put, held].map((task) => task?.work.kind)).toEqual(['locate', 'locate']);
      await store.deskTime.trust({
        id: 't',
        by: personId('ara'),
        at: T0,
        from: later(48 * HOUR),
        signature: 'c2ln',
      });
      const kinds = (await outbox.claim(T0, 9, HOUR)).map(({ work }) => work.kind);
      expect(kinds.toSorted()).toEqual(['locate', 'locate']);
    });

    test('a word that trusts the wall is never changed', async () => {
      const { deskTime } = await fresh();
      await deskTime.trust({ id: 't1', by: personId('ara'), at: T0, from: later(1), signature: 'c2ln' });
      for (const sql of [
        'update wall_trusts set signature = $1',
        'delete from wall_trusts where trust_id <> $1',
      ])
        await expect(desk.pool.query(sql, ['x'])).rejects.toThrow('append-only table wall_trusts');
    });
  });
});
