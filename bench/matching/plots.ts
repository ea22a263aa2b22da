// Which plots the results make. A plot whose part was not measured is not made.

import { figure } from '../harness/table.ts';
import type { Spread } from '../harness/statistics.ts';
import { type Bar, barPlot } from '../plots/bars.ts';
import { growthPlot, type Series } from '../plots/growth.ts';
import type { SearchRow } from './parts/search.ts';
import type { Results } from './results.ts';

export type Plot = { readonly file: string; readonly title: string; readonly svg: string };

const MILLION = 1_000_000;
/** The targets of the goals that a bar has; see targets.ts. */
const PDQ_TARGETS: Readonly<Record<string, number>> = { '512': 8, '1080p': 9, '12 MP': 18 };
const SEARCH_TARGETS: Readonly<Record<string, number>> = {
  '1000000 faiss Flat': 100,
  '10000000 faiss Flat': 400,
  '10000000 faiss MultiHash': 200,
};
const VIDEO_TARGETS = { 'every-second': 1.1, 'every-frame': 2.5, 'key-frames': 5 };

export function plotsOf(results: Results): readonly Plot[] {
  const bars = [...pdqBars(results), ...searchBars(results), ...videoBars(results)];
  const series = growthSeries(results.search?.rows ?? []);
  const plots: Plot[] = [];
  if (bars.length > 0) {
    const title = 'How many times faster, one thread each';
    const subtitle =
      'Same pixels, same answers, same run. Blue mark: the goal; an orange bar misses it. Grey: lowest to highest. Logarithmic.';
    plots.push({ file: 'matching-speed.svg', title, svg: barPlot(title, subtitle, bars) });
  }
  if (series.length > 0) {
    const title = 'Exact search within 31 bits: time of a query';
    const subtitle = 'Solid: median. Dashed: slowest hundredth. One thread. Both axes logarithmic.';
    const words = { xWords: countWords, yWords: timeWords };
    plots.push({
      file: 'matching-growth.svg',
      title,
      svg: growthPlot({ title, subtitle, series, ...words }),
    });
  }
  return plots;
}

const countWords = (count: number): string =>
  count >= MILLION ? `${figure(count / MILLION)} M` : `${figure(count / 1000)} k`;

/** @param us microseconds */
function timeWords(us: number): string {
  if (us >= MILLION) return `${figure(us / MILLION)} s`;
  return us >= 1000 ? `${figure(us / 1000)} ms` : `${figure(us)} µs`;
}

function growthSeries(rows: readonly SearchRow[]): readonly Series[] {
  const names = [...new Set(rows.map(({ who }) => who))];
  return names.map((name) => ({
    name,
    points: rows
      .filter(({ who }) => who === name)
      .map(({ entries, p50, p99 }) => ({ x: entries, p50: p50.median, p99 })),
  }));
}

const bar = (
  group: string,
  label: string,
  { median, min, max }: Spread,
  target: number | undefined,
): Bar => ({
  ...{ group, label, value: median, low: min, high: max },
  ...(target === undefined ? {} : { target }),
});

function pdqBars({ pdq }: Results): readonly Bar[] {
  const group = 'PDQ, pixels to hash';
  return (pdq?.rows ?? []).flatMap(({ size, timesPdqhash, timesMeta }) => [
    ...(timesMeta === undefined ? [] : [bar(group, `${size}, Meta C++ -O3`, timesMeta, PDQ_TARGETS[size])]),
    ...(timesPdqhash === undefined
      ? []
      : [bar(group, `${size}, pdqhash from PyPI`, timesPdqhash, undefined)]),
  ]);
}

function searchBars({ search }: Results): readonly Bar[] {
  const rows = search?.rows ?? [];
  return rows.flatMap(({ entries, who, p50 }) => {
    const ours = rows.find((row) => row.entries === entries && row.who === 'ours')?.p50;
    if (who === 'ours' || ours === undefined) return [];
    const ratio = { median: p50.median / ours.median, min: p50.min / ours.max, max: p50.max / ours.min };
    return [
      bar(
        'Exact search within 31 bits',
        `${countWords(entries)}, ${who}`,
        ratio,
        SEARCH_TARGETS[`${entries} ${who}`],
      ),
    ];
  });
}

const CHOICES = {
  'every-second': 'one frame a second',
  'every-frame': 'every frame',
  'key-frames': 'key frames (vpdq: 1/s)',
};

const videoBars = ({ video }: Results): readonly Bar[] =>
  (video?.rows ?? []).flatMap(({ clip, choice, cores, timesVpdq }) =>
    timesVpdq === undefined || cores === 'one'
      ? []
      : [
          bar(
            'Video, against vpdq, all cores',
            `${clip}, ${CHOICES[choice]}`,
            timesVpdq,
            VIDEO_TARGETS[choice],
          ),
        ],
  );
