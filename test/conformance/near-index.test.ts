// The near index in PostgreSQL: what waits, what is found, what is spared; and that no hash lies readable in the database.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { NOTHING_INDEXED } from '../../src/domain/content/index-state.ts';
import type { FileFacts, Observation } from '../../src/domain/content/observation.ts';
import type { Looked } from '../../src/ports/near-index.ts';
import { databases } from '../support/database.ts';
import { T0 } from '../support/fixtures.ts';
import { messageSpot } from '../support/observations.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';
import { copyId } from '../../src/domain/kernel/ids.ts';
import { DAY, instant, MINUTE } from '../../src/domain/kernel/instant.ts';

const WHO = 'messenger';
const file = (blob: string, more: Partial<FileFacts> = {}): FileFacts => ({
  ...{ blob, sha256: null, uploader: null, thumbnail: null, opaque: false },
  ...more,
});
const told = (facts: FileFacts, order: number): Observation => ({
  kind: 'media',
  file: facts,
  order,
  at: T0,
});
const gone = (blob: string): Observation => ({ kind: 'deleted', what: 'blob', key: blob, order: 99, at: T0 });

/** A hash of `bits` ones at the end, so that two of them are as far apart as they say. */
const hash = (bits: number): string => ((1n << BigInt(bits)) - 1n).toString(16).padStart(64, '0');
const looked = (stored: readonly string[], asked: readonly string[] = stored): Looked => ({
  ...{ kind: 'hashed', stored, asked },
});

describe.each(databases())('the near index on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    const key = randomBytes(32);
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());

    async function knowing(observations: readonly Observation[]) {
      const tenant = `near-${(tenants += 1)}`;
      const index = postgresMediaIndex(desk.db, tenant);
      const tell = async (more: readonly Observation[]) => {
        const seen = await index.state(WHO);
        await index.write(WHO, { seen, next: { ...NOTHING_INDEXED }, observations: more });
      };
      await tell(observations);
      const opened = (bytes = key) => postgresNearIndex(desk.db, tenant, aesSealing(bytes));
      return { near: opened(), opened, tell, tenant };
    }
    const files = (...blobs: readonly string[]) => blobs.map((blob, at) => told(file(blob), at + 1));

    test('gives what nobody looked at, in its order, a page at a time; nothing sealed, nothing deleted', async () => {
      const { near } = await knowing([
        ...files('c', 'a', 'b', 'd'),
        told(file('s', { opaque: true }), 8),
        gone('d'),
      ]);
      expect(await near.waiting(WHO, '', 2)).toEqual(['a', 'b']);
      expect(await near.waiting(WHO, 'b', 2)).toEqual(['c']);
      await near.keep(WHO, 'a', { kind: 'none', why: 'flat' }, T0);
      await near.keep(WHO, 'b', looked([hash(0)]), T0);
      expect(await near.waiting(WHO, '', 9)).toEqual(['c']);
      expect(await near.reach(WHO)).toEqual({ hashed: 1, without: 2, waiting: 1 });
    });

    test('looks again the day after at what was shown to nobody', async () => {
      const { near } = await knowing(files('a', 'b'));
      const notShown = { kind: 'none', why: 'not-shown' } as const;
      await near.keep(WHO, 'a', notShown, instant(Date.now()));
      await near.keep(WHO, 'b', notShown, instant(Date.now() - DAY - MINUTE));
      expect(await near.waiting(WHO, '', 9)).toEqual(['b']);
    });

    test('finds what lies within 31 bits in any part, nearest first, and never what was asked for', async () => {
      const { near, opened } = await knowing(files('a', 'b', 'c', 'd'));
      await near.keep(WHO, 'a', looked([hash(0)], [hash(200)]), T0);
      await near.keep(WHO, 'b', looked([hash(31)]), T0);
      await near.keep(WHO, 'c', looked([hash(100), hash(190)]), T0);
      await near.keep(WHO, 'd', looked([hash(32)]), T0);
      const found = [
        { blob: 'c', distance: 10 },
        { blob: 'b', distance: 31 },
      ];
      expect(await near.near(WHO, ['a'])).toEqual(found);
      expect(await opened().near(WHO, ['a'])).toEqual(found);
      expect(await near.near(WHO, ['unknown'])).toEqual([]);
    });

    test('learns what comes later, and forgets what was deleted', async () => {
      const { near, tell } = await knowing(files('a', 'b', 'c'));
      await near.keep(WHO, 'a', looked([hash(0)]), T0);
      await near.keep(WHO, 'b', looked([hash(3)]), T0);
      expect(await near.near(WHO, ['a'])).toEqual([{ blob: 'b', distance: 3 }]);
      await near.keep(WHO, 'c', looked([hash(1)]), T0);
      await tell([gone('b')]);
      expect(await near.near(WHO, ['a'])).toEqual([{ blob: 'c', distance: 1 }]);
    });

    test('a spared file, and files of the same bytes, are neither fetched nor found, whenever they come', async () => {
      const same = 'e'.repeat(64);
      const { near, tell, tenant } = await knowing([
        told(file('a', { sha256: same }), 1),
        told(file('b', { sha256: same }), 2),
        told(file('c'), 3),
      ]);
      for (const blob of ['a', 'b', 'c']) await near.keep(WHO, blob, looked([hash(0)]), T0);
      expect(await near.near(WHO, ['c'])).toHaveLength(2);
      await near.spare(WHO, { what: 'file', key: 'a' }, T0);
      expect(await near.near(WHO, ['c'])).toEqual([]);
      await tell([told(file('later', { sha256: same }), 4)]);
      expect(await near.waiting(WHO, '', 9)).toEqual([]);
      await near.keep(WHO, 'a', looked([hash(0)]), T0);
      expect(await near.near(WHO, ['c'])).toEqual([]);
      const { rows } = await desk.pool.query(
        'select blob from media_hashes where tenant_id = $1 and sealed is not null',
        [tenant],
      );
      expect(rows).toEqual([{ blob: 'c' }]);
    });

    test('what a spared message shows is spared, also where the message is known only later', async () => {
      const { near, tell } = await knowing(files('a', 'b'));
      await near.spare(WHO, { what: 'spot', key: 'm/1' }, T0);
      expect(await near.waiting(WHO, '', 9)).toEqual(['a', 'b']);
      const shown = { ...file('b'), copy: copyId('x') };
      await tell([{ kind: 'shown', spot: messageSpot(1), files: [shown], order: 3, at: T0 }]);
      expect(await near.waiting(WHO, '', 9)).toEqual(['a']);
    });

    test.each([
      ['person', '2'],
      ['room', 'maple'],
    ] as const)('whatever a spared %s shows is spared', async (what, name) => {
      const { near, tell } = await knowing(files('a', 'b', 'c'));
      const shows = (id: number, blob: string, order: number): Observation => ({
        ...{ kind: 'shown', spot: messageSpot(id), order, at: T0 },
        files: [{ ...file(blob), copy: copyId(`x/${id}`) }],
      });
      const room = (id: string, address: string): Observation => ({
        ...{ kind: 'container', order: 9, at: T0 },
        container: { id, address, opaque: false },
      });
      // Message 2 is of person 2 in room 0, message 3 of person 0 in room 1.
      await tell([shows(2, 'a', 4), shows(3, 'b', 5), room('0', 'maple'), room('1', 'pine')]);
      await near.spare(WHO, { what, key: name }, T0);
      expect(await near.waiting(WHO, '', 9)).toEqual(['b', 'c']);
    });

    test('no hash lies readable in the database, and with another key there is none', async () => {
      const { near, opened, tenant } = await knowing(files('a', 'b'));
      const secret = randomBytes(32);
      for (const blob of ['a', 'b']) await near.keep(WHO, blob, looked([secret.toString('hex')]), T0);
      const { rows } = await desk.pool.query<{ sealed: Buffer }>(
        'select sealed from media_hashes where tenant_id = $1',
        [tenant],
      );
      const backwards = Buffer.from([...secret].reverse());
      for (const { sealed } of rows)
        expect([sealed.includes(secret), sealed.includes(backwards)]).toEqual([false, false]);
      expect(await near.near(WHO, ['a'])).toEqual([{ blob: 'b', distance: 0 }]);
      expect(await opened(randomBytes(32)).near(WHO, ['a'])).toEqual([]);
    });
  });
});
