// How often each value came, as bars: one or two sets side by side, each as shares of its own sum.

import { element, line, text } from '../../plots/svg.ts';
import type { Bin } from '../measure/figures.ts';

export type Set = { readonly name: string; readonly bins: readonly Bin[]; readonly ink: string };

export type Distribution = {
  readonly title: string;
  readonly unit: string;
  readonly sets: readonly Set[];
  readonly mark?: { readonly at: number; readonly words: string };
};

const HEIGHT = 130;
const TITLE = 50;

const total = ({ bins }: Set): number => bins.reduce((sum, { count }) => sum + count, 0);

/** Draws it with its upper left corner at (x, y). The sets have the same bins. */
export function distribution(
  { title, unit, sets, mark }: Distribution,
  x: number,
  y: number,
  width: number,
): string[] {
  const bins = sets[0]?.bins ?? [];
  const step = width / bins.length;
  const floor = y + TITLE + HEIGHT;
  const shares = sets.map((set) => set.bins.map(({ count }) => count / total(set)));
  const most = Math.max(...shares.flat());
  const bar = (step - 2) / sets.length;
  const bars = shares.flatMap((values, at) =>
    values.map((share, bin) => {
      const height = (HEIGHT * share) / most;
      const place = { x: x + bin * step + at * bar, y: floor - height, width: bar, height };
      return element('rect', { ...place, fill: sets[at]?.ink ?? '#8b949e', 'fill-opacity': 0.85 });
    }),
  );
  const names = sets.map(({ name, ink }, at) =>
    text(name, x + (at * width) / sets.length, y + 34, { style: `fill:${ink}`, class: 'strong' }),
  );
  const every = Math.ceil(bins.length / 8);
  const ticks = bins.map(({ from }, bin) =>
    bin % every === 0 ? text(String(from), x + bin * step, floor + 18, { class: 'quiet' }) : '',
  );
  const end = text(unit, x + width, floor + 36, { class: 'quiet', 'text-anchor': 'end' });
  return [
    text(title, x, y + 12, { class: 'strong' }),
    ...names,
    line(x, floor, x + width, floor, { class: 'grid' }),
    ...[...bars, ...ticks, end],
    ...(mark === undefined ? [] : marked(mark, bins, x, floor, step)),
  ];
}

function marked(
  { at, words }: { readonly at: number; readonly words: string },
  bins: readonly Bin[],
  x: number,
  floor: number,
  step: number,
): string[] {
  const size = (bins[1]?.from ?? 1) - (bins[0]?.from ?? 0);
  const place = x + ((at - (bins[0]?.from ?? 0)) / size) * step;
  return [
    line(place, floor - HEIGHT, place, floor, { class: 'mark' }),
    text(words, place + 6, floor - HEIGHT + 12, { class: 'quiet' }),
  ];
}
