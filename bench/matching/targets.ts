// The goals of the library, each with what was reached. A goal that was not measured says so: it is never counted as met.

import type { PdqRow } from './parts/pdq.ts';
import type { SearchRow } from './parts/search.ts';
import type { VideoRow } from './parts/video.ts';
import type { Results } from './results.ts';

export type Verdict = 'stretch' | 'yes' | 'no' | 'not measured';
export type Target = {
  readonly goal: string;
  readonly unit: string;
  readonly target: number;
  readonly stretch?: number;
  readonly reached: number | undefined;
  readonly verdict: Verdict;
};

type Goal = Omit<Target, 'verdict' | 'reached'> & {
  /** Whether more is better, or less. */
  readonly better: 'more' | 'less';
  readonly reached: (results: Results) => number | undefined;
};

const pdq = (size: string, of: (row: PdqRow) => number | undefined) => (results: Results) => {
  const row = results.pdq?.rows.find((one) => one.size === size);
  return row && of(row);
};
const searchRow = (results: Results, entries: number, who: string): SearchRow | undefined =>
  results.search?.rows.find((row) => row.entries === entries && row.who === who);
const own = (entries: number, of: (row: SearchRow) => number) => (results: Results) => {
  const row = searchRow(results, entries, 'ours');
  return row && of(row);
};
const versus =
  (entries: number, peer: string, of: (row: SearchRow) => number = ({ p50 }) => p50.median) =>
  (results: Results) => {
    const [ours, theirs] = [searchRow(results, entries, 'ours'), searchRow(results, entries, peer)];
    return ours && theirs && of(theirs) / of(ours);
  };
const gate = (size: string) => (results: Results) =>
  results.gate?.rows.find((row) => row.size === size)?.perSecond.median;
const video =
  (choice: VideoRow['choice'], of: (row: VideoRow) => number | undefined) => (results: Results) => {
    const rows = results.video?.rows.filter((row) => row.choice === choice && row.cores === 'all') ?? [];
    const values = rows.map(of).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : Math.min(...values);
  };
const equalShare = ({ equalFrames, frames }: VideoRow) => equalFrames && (100 * equalFrames) / frames;
const M10 = 10_000_000;
const M100 = 100_000_000;
const ms = (us: number): number => us / 1000;
const more = (
  goal: string,
  unit: string,
  target: number,
  stretch: number | undefined,
  reached: Goal['reached'],
): Goal => ({
  ...{ goal, unit, target, better: 'more', reached },
  ...(stretch === undefined ? {} : { stretch }),
});
const less = (...words: Parameters<typeof more>): Goal => ({ ...more(...words), better: 'less' });

const GOALS: readonly Goal[] = [
  more(
    'PDQ 512 against Meta C++ -O3 alone',
    'x',
    8,
    14,
    pdq('512', (row) => row.timesMeta?.median),
  ),
  more(
    'PDQ 1080p against Meta C++ -O3 alone',
    'x',
    9,
    16,
    pdq('1080p', (row) => row.timesMeta?.median),
  ),
  more(
    'PDQ 12 MP against Meta C++ -O3 alone',
    'x',
    18,
    35,
    pdq('12 MP', (row) => row.timesMeta?.median),
  ),
  more('search 10 M against faiss Flat', 'x', 400, 1000, versus(M10, 'faiss Flat')),
  more('search 10 M against faiss MultiHash', 'x', 200, 700, versus(M10, 'faiss MultiHash')),
  more('search 1 M against faiss Flat', 'x', 100, 250, versus(1_000_000, 'faiss Flat')),
  less(
    'search 10 M, p50',
    'µs',
    60,
    25,
    own(M10, ({ p50 }) => p50.median),
  ),
  less(
    'search 10 M, p99',
    'µs',
    150,
    undefined,
    own(M10, ({ p99 }) => p99),
  ),
  more(
    'search 10 M, queries on one core',
    '/s',
    15_000,
    undefined,
    own(M10, ({ perSecond }) => perSecond),
  ),
  less(
    'search 100 M, p50',
    'ms',
    1,
    0.25,
    own(M100, ({ p50 }) => ms(p50.median)),
  ),
  less(
    'search 100 M, p99',
    'ms',
    1,
    0.5,
    own(M100, ({ p99 }) => ms(p99)),
  ),
  less(
    'memory at 100 M',
    'bytes/hash',
    130,
    112,
    own(M100, ({ bytesPerHash }) => bytesPerHash),
  ),
  less(
    'build 10 M, one thread',
    's',
    5,
    2,
    own(M10, ({ buildSeconds }) => buildSeconds),
  ),
  more(
    'build 10 M against faiss MultiHash',
    'x',
    5,
    undefined,
    versus(M10, 'faiss MultiHash', (row) => row.buildSeconds),
  ),
  more('gate 512 JPEG, one core', 'img/s', 200, undefined, gate('512')),
  more('gate 1080p JPEG, one core', 'img/s', 70, undefined, gate('1080p')),
  more('gate 12 MP JPEG, one core', 'img/s', 20, 35, gate('12 MP')),
  more(
    'video, one frame a second, against vpdq',
    'x',
    1.1,
    undefined,
    video('every-second', (row) => row.timesVpdq?.median),
  ),
  more('video, one frame a second: equal frames', '%', 100, undefined, video('every-second', equalShare)),
  more(
    'video, key frames, against vpdq 1/s',
    'x',
    5,
    undefined,
    video('key-frames', (row) => row.timesVpdq?.median),
  ),
  more(
    'video, every frame, against vpdq',
    'x',
    2.5,
    3.5,
    video('every-frame', (row) => row.timesVpdq?.median),
  ),
  more('video, every frame: equal frames', '%', 100, undefined, video('every-frame', equalShare)),
];

/** Each goal beside what the results hold; the slower of two clips counts. */
export const judged = (results: Results): readonly Target[] =>
  GOALS.map(({ reached: look, better, ...goal }) => {
    const reached = look(results);
    return { ...goal, reached, verdict: verdictOf(goal, better, reached) };
  });

function verdictOf(
  goal: Omit<Goal, 'reached' | 'better'>,
  better: Goal['better'],
  reached: number | undefined,
): Verdict {
  if (reached === undefined || Number.isNaN(reached)) return 'not measured';
  const meets = (limit: number) => (better === 'more' ? reached >= limit : reached <= limit);
  if (goal.stretch !== undefined && meets(goal.stretch)) return 'stretch';
  return meets(goal.target) ? 'yes' : 'no';
}
