// What every keeper of the media index must keep, whatever it is made of.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTHING_INDEXED } from '../../src/domain/content/index-state.ts';
import { observed, type Records } from '../../src/domain/content/media-record.ts';
import type { Observation } from '../../src/domain/content/observation.ts';
import type { MediaIndex } from '../../src/ports/media-index.ts';
import { T0 } from '../support/fixtures.ts';
import { fileFacts, messageSpot, retold, shownFile, stories } from '../support/observations.ts';

const ALL = { after: '', limit: 1_000 };
const NOTHING: Records = { files: new Map(), spots: new Map(), containers: new Map() };
const WHO = 'messenger';
const BLOBS = ['b0', 'b1', 'b2', 'b3', 'b4'];
const SPOTS = ['avatar/0', 'avatar/1', 'm/0', 'm/1', 'm/2', 'm/3'];

export async function tell(
  index: MediaIndex,
  observations: readonly Observation[],
  how: { readonly connector?: string; readonly anew?: true } = {},
): Promise<boolean> {
  const { connector = WHO, anew } = how;
  const seen = await index.state(connector);
  const next = { ...seen, cursor: String(observations.at(-1)?.order ?? 0) };
  return index.write(connector, { seen, next, observations, ...(anew === undefined ? {} : { anew }) });
}

const posted = (id: number, order: number, ...files: readonly number[]): Observation => ({
  kind: 'shown',
  spot: messageSpot(id),
  files: files.map((at) => shownFile(`m/${id}`, at)),
  order,
  at: T0,
});

export function mediaIndexConformance(name: string, fresh: () => Promise<MediaIndex>): void {
  describe(`${name}: the media index`, () => {
    test('holds what was observed, in any order and told twice, as if it had been told once and in order', async () => {
      await fc.assert(
        fc.asyncProperty(
          stories.chain((story) => fc.tuple(fc.constant(story), retold(story))),
          fc.integer({ min: 1, max: 9 }),
          async ([story, again], batch) => {
            const index = await fresh();
            for (let from = 0; from < again.length; from += batch)
              expect(await tell(index, again.slice(from, from + batch))).toBe(true);
            const { files, spots, containers } = observed(NOTHING, story);
            const sorted = <T>(map: ReadonlyMap<string, T>): readonly T[] =>
              [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
            expect(await index.files(WHO, { blobs: BLOBS }, ALL)).toEqual(sorted(files));
            expect(await index.spots(WHO, { keys: SPOTS }, ALL)).toEqual(sorted(spots));
            const rooms = (await index.containers(WHO, ['0', '1'])).toSorted((a, b) =>
              a.id < b.id ? -1 : 1,
            );
            expect(rooms).toEqual(sorted(containers));
            expect(await index.counts(WHO)).toEqual({
              files: files.size,
              spots: spots.size,
              containers: containers.size,
            });
          },
        ),
        { numRuns: 25 },
      );
    });

    test('is found by file, by digest, by thumbnail, by owner and by room', async () => {
      const index = await fresh();
      const told: Observation[] = [posted(1, 1, 0, 2), posted(2, 2, 2), posted(4, 3, 1)];
      const upload: Observation = { kind: 'media', file: fileFacts(2), order: 4, at: T0 };
      await tell(index, [...told, upload]);
      const keys = async (wanted: Parameters<MediaIndex['spots']>[1]) =>
        (await index.spots(WHO, wanted, ALL)).map(({ key }) => key);
      expect(await keys({ blobs: ['b2', 'b9'] })).toEqual(['m/1', 'm/2']);
      expect(await keys({ keys: ['m/4', 'm/9'] })).toEqual(['m/4']);
      expect(await keys({ owner: '1' })).toEqual(['m/1', 'm/4']);
      expect(await keys({ container: '0' })).toEqual(['m/2', 'm/4']);
      const blobs = async (...digests: readonly string[]) =>
        (await index.files(WHO, { digests }, ALL)).map(({ blob }) => blob);
      expect(await blobs('0'.repeat(64))).toEqual(['b0', 'b1']);
      expect(await blobs('f'.repeat(64))).toEqual(['b2']);
      expect(await blobs('e'.repeat(64))).toEqual([]);
    });

    test('is read in stretches, each behind the last', async () => {
      const index = await fresh();
      await tell(index, [posted(1, 1, 2), posted(2, 2, 2), posted(3, 3, 2)]);
      const first = await index.spots(WHO, { blobs: ['b2'] }, { after: '', limit: 2 });
      const rest = await index.spots(WHO, { blobs: ['b2'] }, { after: first.at(-1)?.key ?? '', limit: 2 });
      expect([...first, ...rest].map(({ key }) => key)).toEqual(['m/1', 'm/2', 'm/3']);
    });

    test('takes no write of somebody who did not see the last one', async () => {
      const index = await fresh();
      expect(await index.state(WHO)).toEqual(NOTHING_INDEXED);
      const write = (cursor: string, at: number) =>
        index.write(WHO, {
          seen: NOTHING_INDEXED,
          next: { ...NOTHING_INDEXED, cursor },
          observations: [posted(at, at)],
        });
      const both = await Promise.all([write('1', 1), write('2', 2)]);
      expect(both.toSorted()).toEqual([false, true]);
      expect(await index.counts(WHO)).toMatchObject({ spots: 1 });
      expect(await index.state(WHO)).toMatchObject({ revision: 1, cursor: both[0] === true ? '1' : '2' });
      const seen = await index.state(WHO);
      const again = await Promise.all(
        ['3', '4'].map((cursor) => index.write(WHO, { seen, next: { ...seen, cursor }, observations: [] })),
      );
      expect(again.toSorted()).toEqual([false, true]);
    });

    test('keeps what was reported until its case is there, once however often it is told, in stretches', async () => {
      const index = await fresh();
      const reported = (report: string, order: number): Observation => ({
        kind: 'report',
        report,
        order,
        at: T0,
      });
      const waiting = (after = '', limit = 9) => index.waitingReports(WHO, { after, limit });
      await tell(index, [reported('1', 1), reported('10', 2), reported('1', 3), reported('9', 4)]);
      expect(await waiting()).toEqual(['1', '10', '9']);
      expect(await waiting('1', 1)).toEqual(['10']);
      await index.reportTaken(WHO, '10', T0);
      await index.reportTaken(WHO, 'nobody-told-of', T0);
      await tell(index, [reported('10', 5), reported('2', 6)]);
      expect(await waiting()).toEqual(['1', '2', '9']);
      expect(await index.waitingReports('matrix', { after: '', limit: 9 })).toEqual([]);
      await tell(index, [reported('10', 1)], { anew: true });
      expect(await waiting()).toEqual(['10']);
    });

    test('keeps platforms apart, and forgets one of them whole', async () => {
      const index = await fresh();
      await tell(index, [posted(1, 1, 2)]);
      await tell(index, [posted(1, 1, 3)], { connector: 'matrix' });
      await tell(index, [posted(5, 2, 1)], { anew: true });
      expect(await index.spots(WHO, { blobs: ['b2'] }, ALL)).toEqual([]);
      expect(await index.counts(WHO)).toEqual({ files: 1, spots: 1, containers: 0 });
      expect(await index.counts('matrix')).toEqual({ files: 1, spots: 1, containers: 0 });
    });
  });
}
