import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOnDisk } from './bytes-on-disk.ts';
import { mustBeEqual } from './options.ts';
import { plotsOf } from './plots.ts';
import type { AppendRow } from './parts/appends.ts';
import type { MemoryRow } from './parts/memory.ts';
import type { Results } from './results.ts';
import { spacedPlaces } from './spaced-places.ts';
import { tablesOf } from './tables.ts';
import { judged, timesTessera } from './targets.ts';

const exactly = (value: number) => ({ median: value, min: value, max: value });
const appended = (
  who: 'ours' | 'Tessera',
  perSecond: number,
  disk: AppendRow['disk'] = 'disk',
): AppendRow => ({
  ...{ disk, waiting: 64, who, batches: 'some', perSecond: exactly(perSecond) },
});
const compared = (what: string, ours: number, theirs: number): MemoryRow => ({
  ...{ leaves: 10_000, what, unit: 'µs', ours: exactly(ours), theirs: exactly(theirs) },
  times: exactly(ours / theirs),
});
const writer = (leaves: number, rssMiB: number, who: 'ours' | 'Tessera' = 'ours') => ({
  ...{ leaves, who, perSecond: 1, bytesPerLeaf: 70, files: 1, rssMiB },
});
const taken = {
  ...{ date: '2026-01-01T00:00', quick: true, rounds: 1, fileSystem: 'some', loadBefore: 0, loadAfter: 0 },
  ...{ seconds: {}, machine: {} as Results['taken']['machine'] },
};
const results: Results = {
  ...{ taken, peers: [] },
  appends: {
    ...{ entryBytes: 300, crossChecked: 0 },
    rows: [
      appended('ours', 900),
      appended('Tessera', 300),
      appended('Tessera', 1_000),
      appended('Tessera', 1, 'memory'),
    ],
  },
  memory: {
    entryBytes: 300,
    rows: [compared('inclusion proof made', 3, 2), compared('inclusion proof verified', 5, 2)],
  },
  growth: {
    ...{ entryBytes: 32, verified: [], skipped: [] },
    proofs: [
      { leaves: 10_000, what: 'inclusion', who: 'ours', us: exactly(500) },
      { leaves: 10_000, what: 'inclusion', who: 'Go tlog', us: exactly(200) },
    ],
    written: [writer(10, 50), writer(100, 100), writer(100, 900, 'Tessera'), writer(1_000, 120)],
  },
};
const target = (goal: string) => judged(results).find((one) => one.goal === goal);

describe('goals of the log', () => {
  it('are judged against the best that Tessera reached on the disk', () => {
    expect(timesTessera(results, 64)).toBeCloseTo(0.9);
    expect(target('durable appends, 64 waiting, against Tessera')).toMatchObject({
      verdict: 'no',
      by: '1.1 times worse than asked',
    });
  });

  it('allow a proof twice the time of Go, and no more', () => {
    expect(target('inclusion proof made, 10 k leaves, against Go')).toMatchObject({
      verdict: 'yes',
      reached: 1.5,
    });
    expect(target('inclusion proof verified, 10 k leaves, against Go')).toMatchObject({
      verdict: 'no',
      by: '1.3 times worse than asked',
    });
  });

  it('hold for proofs of tile files too', () => {
    const goal = 'inclusion proof made of tile files, 10 k leaves, against Go';
    expect(target(goal)).toMatchObject({ verdict: 'no', reached: 2.5 });
  });

  it('compare the memory of our own writer with its own at the size before', () => {
    expect(target('memory of the writer, largest log against the one before')?.reached).toBeCloseTo(1.2);
  });

  it('never count as met what was not measured, or has no peer', () => {
    expect(target('consistency proof made, 10 k leaves, against Go')?.verdict).toBe('not measured');
    const alone: Results = {
      ...results,
      appends: { entryBytes: 300, crossChecked: 0, rows: [appended('ours', 900)] },
    };
    expect(timesTessera(alone, 64)).toBeUndefined();
    expect(judged(alone)[0]?.verdict).toBe('not measured');
  });
});

describe('the document of the log', () => {
  it('has a row for every figure, and a plot only of what was measured', () => {
    const rows = tablesOf(results).map(({ title, rows: all }) => [title.split(':')[0], all.length]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['Durable appends', 4],
        ['In memory, one thread each', 2],
      ]),
    );
    expect(plotsOf(results).map(({ file }) => file)).toEqual(['translog-appends.svg', 'translog-growth.svg']);
    expect(plotsOf({ taken, peers: [] })).toEqual([]);
  });
});

describe('what two sides say', () => {
  it('is compared, and a difference ends the bench', () => {
    expect(() => {
      mustBeEqual('the root', 'a', 'b');
    }).toThrow('WRONG: the root: ours a, theirs b');
    mustBeEqual('the root', 'a', 'a');
  });

  it('is asked of places all over the tree, each a leaf and an older size', () => {
    const places = spacedPlaces(10_000, 5_000, 1);
    expect(new Set(places).size).toBe(5_000);
    expect([Math.min(...places) >= 1, Math.max(...places) <= 9_999]).toEqual([true, true]);
  });
});

describe('bytes on the disk', () => {
  it('are those of whole blocks, in every folder below', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bytes-'));
    try {
      writeFileSync(path.join(folder, 'one'), 'x');
      const { bytes, files } = bytesOnDisk(folder);
      expect([files, bytes >= 1, bytes % 512]).toEqual([1, true, 0]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
