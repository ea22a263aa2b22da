// The store's promises, kept by the memory store and by PostgreSQL of both flavors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import { fold } from '../../src/domain/case/case.ts';
import { personId } from '../../src/domain/kernel/ids.ts';
import { databases } from '../support/database.ts';
import { found, replied, locatedAs, T0 } from '../support/fixtures.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { storeConformance } from './store.ts';

const PERSON = personId('1');

storeConformance('memory store', async () => memoryStore());

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());
    const fresh = async () => storeOf(desk.db, `tenant-${(tenants += 1)}`);

    storeConformance('PostgreSQL', fresh);

    test('one tenant sees nothing of another: cases, letters, signatures, numbers, tasks, people', async () => {
      const [ours, theirs] = [await fresh(), await fresh()];
      await open(ours, 'a', { signatures: ['s1'] });
      await ours.people.add({ id: PERSON, name: 'ara', publicKey: 'key', addedAt: T0 });
      expect(await theirs.cases.list({ limit: 9 })).toEqual([]);
      expect(await theirs.cases.load(idOf('a'))).toBeUndefined();
      expect(await theirs.cases.byNumber('R-26-0001')).toBeUndefined();
      expect(await theirs.outbox.claim(T0, 9, 0)).toEqual([]);
      expect(await theirs.people.list()).toEqual([]);
      expect(await tell(theirs, idOf('a'), found(1, 'c1'))).toMatchObject({ ok: false });
      expect(await open(theirs, 'a', { signatures: ['s1'] })).toMatchObject({
        kind: 'opened',
        number: 'R-26-0001',
      });
      expect((await theirs.cases.load(idOf('a')))?.notice?.sender.level).toBe('L1');
      expect(await theirs.people.add({ id: PERSON, name: 'ara', publicKey: 'key', addedAt: T0 })).toBe(true);
      const [task] = await ours.outbox.claim(T0, 1, 60_000);
      await theirs.outbox.finish(task!);
      expect(await ours.outbox.counts()).toEqual({ waiting: 1, done: 0, failed: 0 });
    });

    test('the cached row of a case says what the fold of its history says', async () => {
      const store = await fresh();
      await open(store, 'a');
      await tell(store, idOf('a'), locatedAs(1, { kind: 'gone' }), replied(1));
      const state = fold(await store.cases.history(idOf('a')));
      const row = await desk.db
        .selectFrom('cases')
        .select(['status', 'version', 'number'])
        .where('tenant_id', '=', `tenant-${tenants}`)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ status: state.status, version: state.version, number: state.number });
    });
  });
});
