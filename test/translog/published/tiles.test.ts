// Where tiles and bundles lie, as transparency-dev/tessera (api/layout, api), golang.org/x/mod/sumdb/tlog and tlog-tiles print it.

import { describe, expect, it } from 'vitest';
import { decodeBundle } from '../../../src/translog/tiles/entry-bundle.ts';
import { bundlesOf, placeOf, tileAt, tileIn, tilePath, tilesOf } from '../../../src/translog/tiles/tile.ts';
import { answerOf, hex } from './known.ts';

const FULL = 256;

describe('tlog-tiles', () => {
  it.each([
    [70_000, ['273 of 256 at 0', '1 of 112 at 0', '1 of 256 at 1', '1 of 17 at 1', '1 of 1 at 2']],
    [256, ['1 of 256 at 0', '1 of 1 at 1']],
  ] as const)('a tree of %i has the tiles that are named there', (size, expected) => {
    const counts = new Map<string, number>();
    for (const { level, width } of tilesOf(size)) {
      const kind = `of ${width} at ${level}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect([...counts].map(([kind, count]) => `${count} ${kind}`)).toEqual(expected);
  });

  it('the index 1234067 is x001/x234/067', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: FULL })).toBe('tile/0/x001/x234/067');
  });
});

describe('tessera, api/layout: the path of a tile or a bundle', () => {
  it.each([
    [0, 0, FULL, 'tile/0/000'],
    [0, 0, 255, 'tile/0/000.p/255'],
    [1, 0, FULL, 'tile/1/000'],
    [15, 455_667, FULL, 'tile/15/x455/667'],
    [15, 123_456_789, 41, 'tile/15/x123/x456/789.p/41'],
    [15, 123_456_789, 65, 'tile/15/x123/x456/789.p/65'],
    ['entries', 0, FULL, 'tile/entries/000'],
    ['entries', 0, 8, 'tile/entries/000.p/8'],
    ['entries', 255, FULL, 'tile/entries/255'],
    ['entries', 255, 253, 'tile/entries/255.p/253'],
  ] as const)('level %s, index %i, width %i is %s, and back', (level, index, width, path) => {
    expect(tilePath({ level, index, width })).toBe(path);
    expect(tileAt(path)).toEqual({ level, index, width });
  });

  it.each([
    [0, 256, 'tile/entries/000'],
    [255, 256, 'tile/entries/000'],
    [251, 255, 'tile/entries/000.p/255'],
    [256, 512, 'tile/entries/001'],
    [3, 257, 'tile/entries/000'],
    [256, 257, 'tile/entries/001.p/1'],
    [123_456_789 * 256, 123_456_790 * 256, 'tile/entries/x123/x456/789'],
  ])('entry %i in a log of %i lies in %s', (entry, size, path) => {
    const bundle = tileIn(size, 'entries', Math.floor(entry / FULL));
    expect(bundle && tilePath(bundle)).toBe(path);
  });
});

describe('tessera, api/layout: a path is read', () => {
  it.each([
    ['tile/0/x001/x234/067', 0, 1_234_067, FULL],
    ['tile/0/x001/x234/067.p/89', 0, 1_234_067, 89],
    ['tile/0/001', 0, 1, FULL],
  ])('%s', (path, level, index, width) => {
    expect(tileAt(path)).toEqual({ level, index, width });
  });

  it('beyond 2^53 it names no tile here: there its index is 999999999999999999', () => {
    expect(tileAt('tile/63/x999/x999/x999/x999/x999/999.p/255')).toBeUndefined();
  });

  it.each([
    ['0', 'x001/x234/067.p/'],
    ['0', 'x001/x234/067.p'],
    ['0', 'x001/x234/'],
    ['0', 'x001/x234'],
    ['0', 'x001/'],
    ['0', 'x001'],
    ['1', 'x001/.p/abc'],
    ['64', 'x001/002'],
    ['-1', 'x001/002'],
    ['abc', 'x001/002'],
    ['8', '001/002'],
    ['8', 'x001/0002'],
    ['8', 'x001/-002'],
    ['8', 'x001/002.p/256'],
    ['63', 'x999/x999/x999/x999/x999/x999/999.p/255'],
  ])('tile/%s/%s names none', (level, index) => {
    expect(tileAt(`tile/${level}/${index}`)).toBeUndefined();
  });
});

describe('tessera, api/layout: a stretch of entries lies in these bundles', () => {
  /** Index, first entry within, how many, and the width of the bundle. */
  type Piece = readonly [index: number, first: number, count: number, width: number];
  /** Ours asks bundle by bundle; this is what a reader of a stretch asks for. */
  function piecesOf(from: number, count: number, size: number): readonly Piece[] {
    const end = Math.min(from + count, size);
    return [...bundlesOf(end, from)].flatMap(({ index }): Piece[] => {
      const first = Math.max(from, index * FULL);
      const last = Math.min(end, (index + 1) * FULL);
      const width = tileIn(size, 'entries', index)?.width ?? 0;
      return last > first ? [[index, first - index * FULL, last - first, width]] : [];
    });
  }
  const MANY = 2 ** 20;
  it.each([
    ['that begins beyond the log', [10, 1, 5], []],
    ['that ends beyond the log', [3, 100, 5], [[0, 3, 2, 5]]],
    ['of nothing', [1, 0, 2], []],
    ['of a full bundle', [0, 256, 257], [[0, 0, 256, 256]]],
    ['within a partial bundle', [20, 90, 111], [[0, 20, 90, 111]]],
    ['within a full bundle', [20, 90, MANY], [[0, 20, 90, 256]]],
    [
      'whose last bundle is cut',
      [0, 4 * 256 + 42, MANY],
      [...[0, 1, 2, 3].map((at) => [at, 0, 256, 256]), [4, 0, 42, 256]],
    ],
    [
      'whose first and last bundles are cut',
      [2, 4 * 256 + 4, MANY],
      [[0, 2, 254, 256], ...[1, 2, 3].map((at) => [at, 0, 256, 256]), [4, 0, 6, 256]],
    ],
    ['in the middle of one', [8 * 256 + 66, 4, MANY], [[8, 66, 4, 256]]],
  ] as const)('%s', (_, [from, count, size], pieces) => {
    expect(piecesOf(from, count, size)).toEqual(pieces);
  });
});

describe('tessera, api/layout: a subtree is computed from', () => {
  it.each([
    [0, 0, 0, 0, 0, 0],
    [0, 255, 0, 0, 0, 255],
    [0, 256, 0, 1, 0, 0],
    [1, 0, 0, 0, 1, 0],
    [8, 0, 1, 0, 0, 0],
  ])(
    'level %i, index %i: the tile %i, %i, and in it %i, %i',
    (treeLevel, treeIndex, level, index, height, at) => {
      expect(placeOf({ level: treeLevel, index: treeIndex })).toEqual({ level, index, height, at });
    },
  );
});

describe('tessera, api: a bundle', () => {
  it.each([
    ['of nothing is read', '', 0, 'accepted'],
    ['that ends within an entry is refused', '000261', 1, 'log.bad-bundle'],
    ['with empty entries is read', '00000001610000', 3, 'accepted'],
    ['that ends within a length is refused', '01', 1, 'log.bad-bundle'],
  ])('%s', async (_, bytes, count, answer) => {
    expect(await answerOf(() => decodeBundle(hex(bytes), count))).toBe(answer);
  });
});

describe('x/mod sumdb/tlog, tlog_test.go: a path, without the height that is always 8 here', () => {
  it.each([
    ['tile/0/001', { level: 0, index: 1, width: FULL }],
    ['tile/0/001.p/5', { level: 0, index: 1, width: 5 }],
    ['tile/5/x123/x456/078', { level: 5, index: 123_456_078, width: FULL }],
    ['tile/5/x123/x456/078.p/2', { level: 5, index: 123_456_078, width: 2 }],
    ['tile/0/x003/x057/500', { level: 0, index: 3_057_500, width: FULL }],
    ['tile/entries/x003/x057/500', { level: 'entries', index: 3_057_500, width: FULL }],
    ['tile/5/123/456/078', undefined],
    ['tile/-1/123/456/078', undefined],
  ] as const)('%s', (path, tile) => {
    expect(tileAt(path)).toEqual(tile);
    if (tile !== undefined) expect(tilePath(tile)).toBe(path);
  });
});

describe('x/mod sumdb/tlog, tile_test.go: how many tiles are new', () => {
  // There for tiles of 1024 hashes; the counts for those of 256 follow from tlog-tiles.
  it.each([
    [1, 1, 0],
    [100, 101, 1],
    [1023, 1025, 3],
    [1024, 1030, 1],
    [1030, 2000, 5],
    [1030, 10_000, 37],
    [49_516_517, 49_516_586, 3],
  ])('from %i to %i: %i', (old, now, count) => {
    expect([...tilesOf(now, old)]).toHaveLength(count);
  });
});
