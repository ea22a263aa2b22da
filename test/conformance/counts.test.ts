// What is counted beside a case: how far it has spread since it was looked for, told by the platform's feed, and part of its place. What its accounts
// did before is in queue.ts, the same for every store.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresCounts } from '../../src/adapters/store/postgres/counts.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Observation } from '../../src/domain/content/observation.ts';
import { HOUR } from '../../src/domain/kernel/instant.ts';
import { databases } from '../support/database.ts';
import { copy, COVERAGE, later, signed, T0 } from '../support/fixtures.ts';
import { messageSpot, shownFile } from '../support/observations.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { tell as observe } from './media-index.ts';

const WHO = 'messenger';
const ALL = 100;

/** Copies of files, each in a message of its own. */
const foundAt = (...blobs: readonly string[]): Extract<Command, { kind: 'record-location' }> => ({
  kind: 'record-location',
  item: 1,
  location: {
    kind: 'found',
    coverage: COVERAGE,
    copies: blobs.map((blob, at) => ({ ...copy(`c${at}`), connector: WHO, blob })),
  },
});

/** A message with the files b0 and so on; b0 and b1 are the same bytes. */
const posted = (id: number, order: number, minutes: number, ...files: readonly number[]): Observation => ({
  kind: 'shown',
  spot: messageSpot(id),
  files: files.map((at) => shownFile(`m/${id}`, at)),
  order,
  at: later((minutes * HOUR) / 60),
});

const deleted = (id: number, order: number): Observation => ({
  ...{ kind: 'deleted', what: 'spot', key: `m/${id}`, order },
  at: later(HOUR),
});

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());

    const begun = async () => {
      const tenant = `tenant-${(tenants += 1)}`;
      const store = storeOf(desk.db, tenant);
      const counts = postgresCounts(desk.db, tenant);
      const told = async () =>
        Object.fromEntries((await store.cases.queue(T0, ALL)).map(({ id, newCopies }) => [id, newCopies]));
      return {
        store,
        counts,
        told,
        queue: async () => (await store.cases.queue(T0, ALL)).map(({ id }) => id),
      };
    };

    test('counts what was posted after the search, of the same bytes under any id, and not what stood there before', async () => {
      const { store, counts, told } = await begun();
      await open(store, 'a');
      await tell(store, idOf('a'), foundAt('b0'));
      await open(store, 'b');
      await tell(store, idOf('b'), foundAt('b3'));
      await observe(store.mediaIndex, [
        posted(1, 1, -5, 0),
        posted(2, 2, 5, 0, 2),
        posted(3, 3, 6, 1),
        posted(4, 4, 7, 2),
      ]);
      expect(await counts.count()).toBe(1);
      expect(await told()).toEqual({ [idOf('a')]: 2, [idOf('b')]: 0 });
      expect(await counts.count()).toBe(0);
    });

    test('counts nothing that only the history shows, and takes back what was deleted', async () => {
      const { store, counts, told } = await begun();
      await open(store, 'a');
      await tell(store, idOf('a'), foundAt('b0'));
      await observe(store.mediaIndex, [posted(1, 0.5, 9, 0), posted(2, 2, 9, 1), posted(3, 3, 9, 0)]);
      await counts.count();
      expect(await told()).toEqual({ [idOf('a')]: 2 });
      await observe(store.mediaIndex, [deleted(3, 4)]);
      expect(await counts.count()).toBe(1);
      expect(await told()).toEqual({ [idOf('a')]: 1 });
    });

    test('of two cases with as much time and as many copies, the one that still spreads goes first', async () => {
      const { store, counts, queue } = await begun();
      for (const [key, blob] of [
        ['a', 'b3'],
        ['b', 'b0'],
      ] as const) {
        await open(store, key);
        await tell(store, idOf(key), foundAt(blob));
      }
      expect(await queue()).toEqual([idOf('a'), idOf('b')]);
      await observe(store.mediaIndex, [posted(1, 1, 3, 0)]);
      await counts.count();
      expect(await queue()).toEqual([idOf('b'), idOf('a')]);
    });

    test('a case that changes keeps the number, and a newer search begins it anew', async () => {
      const { store, counts, told } = await begun();
      await open(store, 'a', {}, { count: 2 });
      await tell(store, idOf('a'), foundAt('b0'));
      await observe(store.mediaIndex, [posted(1, 1, 3, 0)]);
      await counts.count();
      await tell(store, idOf('a'), { kind: 'claim-case', until: later(HOUR), act: signed('claims') });
      expect(await told()).toEqual({ [idOf('a')]: 1 });
      const second = { ...foundAt('b0'), item: 2 };
      await store.cases.update(idOf('a'), (state) => step(state, [second], DESK, later(HOUR)));
      expect(await told()).toEqual({ [idOf('a')]: 0 });
      expect(await counts.count()).toBe(0);
    });

    test('looks at no other desk, and at no case that waits for nobody', async () => {
      const [ours, theirs] = [await begun(), await begun()];
      await open(ours.store, 'a');
      await tell(ours.store, idOf('a'), foundAt('b0'));
      await observe(theirs.store.mediaIndex, [posted(1, 1, 3, 0)]);
      expect(await ours.counts.count()).toBe(0);
      await observe(ours.store.mediaIndex, [posted(1, 1, 3, 0)]);
      expect(await theirs.counts.count()).toBe(0);
      expect(await ours.counts.count()).toBe(1);
    });
  });
});
