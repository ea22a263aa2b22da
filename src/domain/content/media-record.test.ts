// Whatever order a platform tells things in, and however often: the index is the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { T0 } from '../../../test/support/fixtures.ts';
import { fileFacts, messageSpot, retold, shownFile, stories } from '../../../test/support/observations.ts';
import { keysOf, observed, type Records } from './media-record.ts';
import type { Observation } from './observation.ts';

const NOTHING: Records = { files: new Map(), spots: new Map(), containers: new Map() };
const dated = (order: number) => ({ order, at: T0 });
const shows = (order: number, ...files: readonly number[]): Observation => ({
  kind: 'shown',
  spot: messageSpot(1),
  files: files.map((at) => shownFile('m/1', at)),
  ...dated(order),
});
const blobsOf = (records: Records, key: string) => records.spots.get(key)?.shows.map(({ blob }) => blob);

/** As sorted rows: the order within a Map says nothing. */
const rows = (records: Records) =>
  Object.fromEntries(
    Object.entries(records).map(([name, map]) => [name, [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  );

describe('what is observed', () => {
  test('in any order, and some of it twice, comes to the same index', () => {
    fc.assert(
      fc.property(
        stories.chain((story) => fc.tuple(fc.constant(story), retold(story))),
        ([story, again]) => {
          expect(rows(observed(NOTHING, again))).toEqual(rows(observed(NOTHING, story)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('in pieces comes to the same as at once, if each piece knows the records it touches', () => {
    fc.assert(
      fc.property(stories, fc.nat(25), (story, cut) => {
        const first = observed(NOTHING, story.slice(0, cut));
        const rest = story.slice(cut);
        const keys = keysOf(rest);
        const some = {
          files: only(first.files, keys.files),
          spots: only(first.spots, keys.spots),
          containers: only(first.containers, keys.containers),
        };
        const changed = observed(some, rest);
        const whole = observed(NOTHING, story);
        for (const key of keys.spots) expect(changed.spots.get(key)).toEqual(whole.spots.get(key));
        for (const key of keys.files) expect(changed.files.get(key)).toEqual(whole.files.get(key));
        for (const key of keys.containers)
          expect(changed.containers.get(key)).toEqual(whole.containers.get(key));
      }),
      { numRuns: 300 },
    );
  });

  test('follows an edit: what it no longer shows stands there no more, and the album keeps its order', () => {
    const album = observed(NOTHING, [shows(1, 2, 0, 3), shows(2, 3, 0)]);
    expect(blobsOf(album, 'm/1')).toEqual(['b3', 'b0']);
    expect(blobsOf(observed(album, [shows(1, 2, 0, 3)]), 'm/1')).toEqual(['b3', 'b0']);
  });

  test('keeps what a deleted message showed, marked as deleted, also when it was deleted before it was told', () => {
    const gone: Observation = { kind: 'deleted', what: 'spot', key: 'm/1', ...dated(2) };
    for (const story of [
      [shows(1, 2), gone],
      [gone, shows(1, 2)],
    ])
      expect(observed(NOTHING, story).spots.get('m/1')).toMatchObject({
        deleted: true,
        order: 1,
        shows: [{ blob: 'b2' }],
      });
  });

  test('of the history stands between the last event before it and the next', () => {
    const look = { ...shows(0, 3), order: 5.5 };
    expect(blobsOf(observed(NOTHING, [look, shows(5, 2)]), 'm/1')).toEqual(['b3']);
    expect(blobsOf(observed(NOTHING, [look, shows(6, 2)]), 'm/1')).toEqual(['b2']);
  });

  test('of a file adds up: who uploaded it and its thumbnail come from elsewhere than the message', () => {
    const known = observed(NOTHING, [shows(1, 2), { kind: 'media', file: fileFacts(2), ...dated(2) }]);
    expect(known.files.get('b2')).toEqual({ ...fileFacts(2), deleted: false });
  });
});

function only<T>(map: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> {
  return new Map([...map].filter(([key]) => keys.includes(key)));
}
