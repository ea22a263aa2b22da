// Which plots the results make. A plot whose part was not measured is not made.

import { figure } from '../harness/table.ts';
import { type Bar, barPlot } from '../plots/bars.ts';
import { growthPlot, type Series } from '../plots/growth.ts';
import type { Results } from './results.ts';
import { timesTessera } from './targets.ts';

export type Plot = { readonly file: string; readonly title: string; readonly svg: string };

const MILLION = 1_000_000;

export function plotsOf(results: Results): readonly Plot[] {
  const plots: Plot[] = [];
  const bars = appendBars(results);
  if (bars.length > 0) {
    const title = 'Durable appends: how many times as many a second';
    const subtitle =
      "Ours against Tessera's POSIX driver, same disk, same run. Blue mark: the goal. Logarithmic.";
    plots.push({ file: 'translog-appends.svg', title, svg: barPlot(title, subtitle, bars) });
  }
  const series = memorySeries(results);
  if (series.length > 0) {
    const title = 'The most memory, as the log grows';
    const subtitle =
      'Of the process that writes the log, and of one that verifies all of it. Both axes logarithmic.';
    const words = {
      xWords: countWords,
      yWords: (mib: number) => `${figure(mib)} MiB`,
      xTitle: 'entries in the log',
    };
    plots.push({
      file: 'translog-growth.svg',
      title,
      svg: growthPlot({ title, subtitle, series, ...words }),
    });
  }
  return plots;
}

const appendBars = (results: Results): readonly Bar[] =>
  [
    ...new Set(results.appends?.rows.filter(({ disk }) => disk === 'disk').map(({ waiting }) => waiting)),
  ].flatMap((waiting) => {
    const value = timesTessera(results, waiting);
    if (value === undefined) return [];
    return [{ group: 'Entries acknowledged a second', label: `${waiting} waiting`, value, target: 1 }];
  });

function memorySeries({ growth }: Results): readonly Series[] {
  const of = (
    name: string,
    rows: readonly { readonly leaves: number; readonly rssMiB: number }[],
  ): Series => ({
    name,
    points: rows
      .filter(({ rssMiB }) => rssMiB > 0)
      .map(({ leaves, rssMiB }) => ({ x: leaves, p50: rssMiB, p99: rssMiB })),
  });
  const rowsOf = <One extends { readonly who: string }>(rows: readonly One[], who: string) =>
    rows.filter((row) => row.who === who);
  if (growth === undefined) return [];
  return [
    of('ours, writing', rowsOf(growth.written, 'ours')),
    of('Tessera, writing', rowsOf(growth.written, 'Tessera')),
    of('ours, verifying', rowsOf(growth.verified, 'ours')),
    of('Go, verifying', rowsOf(growth.verified, 'Go')),
  ].filter(({ points }) => points.length > 0);
}

const countWords = (count: number): string =>
  count >= MILLION ? `${figure(count / MILLION)} M` : `${figure(count / 1000)} k`;
