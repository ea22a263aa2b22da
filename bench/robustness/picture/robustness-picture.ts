// The picture of robustness: what is found after each alteration by each method, what is found wrongly, what it costs, how
// hashes are spread. Reads results, measures nothing.

import { figure } from '../../harness/table.ts';
import { INKS, svg, text } from '../../plots/svg.ts';
import type { FalseMatches } from '../measure/false-matches.ts';
import type { Bin } from '../measure/figures.ts';
import type { Recall } from '../measure/recall.ts';
import type { Robustness } from '../results.ts';
import { distribution } from './distribution.ts';
import { CELL, heatCell } from './heat.ts';

const LEFT = 16;
const LABELS = 250;
const BETWEEN = 36;
const TOP = 76;
const FAMILY = 24;
const HEADS = 26;
const FALSES = 210;
const SPREADS = 240;

type Family = { readonly name: string; readonly rows: readonly Recall[] };

function familiesOf(rows: readonly Recall[]): readonly Family[] {
  const names = [...new Set(rows.map(({ family }) => family))];
  return names.map((name) => ({ name, rows: rows.filter(({ family }) => family === name) }));
}

const heightOf = ({ rows }: Family): number => FAMILY + rows.length * CELL.height;
const heightOfAll = (families: readonly Family[]): number =>
  families.reduce((sum, family) => sum + heightOf(family), 0);

/** In two columns, as alike in height as their order lets them be. */
function inColumns(families: readonly Family[]): readonly (readonly Family[])[] {
  const cuts = families.map((_, at) => [families.slice(0, at), families.slice(at)] as const);
  const lower = ([first, second]: (typeof cuts)[number]): number =>
    Math.max(heightOfAll(first), heightOfAll(second));
  return cuts.toSorted((a, b) => lower(a) - lower(b))[0] ?? [families];
}

function familyShapes({ name, rows }: Family, x: number, y: number): string[] {
  const row = ({ name: what, found }: Recall, at: number): string[] => {
    const top = y + FAMILY + at * CELL.height;
    const cells = found.map((share, method) => heatCell(share, x + LABELS + method * CELL.width, top));
    return [text(what, x + LABELS - 8, top + CELL.height - 6, { 'text-anchor': 'end' }), ...cells];
  };
  return [text(name, x, y + FAMILY - 7, { class: 'strong' }), ...rows.flatMap(row)];
}

function columnShapes(families: readonly Family[], methods: readonly string[], x: number): string[] {
  const heads = methods.map((name, at) =>
    text(name.replace(/ PDQ|[+] /, ''), x + LABELS + (at + 0.5) * CELL.width - 1, TOP + HEADS - 8, {
      'text-anchor': 'middle',
      class: 'strong',
      style: 'font-size:12px',
    }),
  );
  let y = TOP + HEADS;
  const shapes = families.flatMap((family) => {
    const drawn = familyShapes(family, x, y);
    y += heightOf(family);
    return drawn;
  });
  return [...heads, ...shapes];
}

const count = (value: number): string => value.toLocaleString('en-US');

/** One line a method: hashes and time of a picture, and what matched that should not. */
function falseShapes({ falseMatches, costs }: Robustness, y: number, width: number): string[] {
  const heads = ['hashes stored', 'asked', 'ms to store', 'to ask', 'false pairs', 'behind the gate'];
  const column = (at: number): number => LEFT + 150 + ((at + 1) * (width - 150 - 2 * LEFT)) / heads.length;
  const cells = (words: readonly string[], top: number, kind: string): string[] =>
    words.map((word, at) => text(word, column(at), top, { 'text-anchor': 'end', class: kind }));
  const row = ({ method, withoutGate, behindGate }: FalseMatches, at: number): string[] => {
    const cost = costs.find((one) => one.method === method);
    const figures = [cost?.stored, cost?.asked, cost?.storeMs, cost?.askMs].map((value) =>
      figure(value ?? Number.NaN),
    );
    const top = y + 74 + at * 22;
    const words = [...figures, count(withoutGate.pairs), count(behindGate.pairs)];
    return [text(method, LEFT, top, { class: 'strong' }), ...cells(words, top, '')];
  };
  const { scenes, side, methods } = falseMatches;
  const title = `What it costs a picture, and what matches wrongly among all pairs of ${count(scenes)} scenes (${side} pixels)`;
  return [
    text(title, LEFT, y + 20, { class: 'strong' }),
    ...cells(heads, y + 48, 'quiet'),
    ...methods.flatMap(row),
  ];
}

/** Without the empty bins beyond the first and the last that any of them has. */
function trimmed(all: readonly (readonly Bin[])[]): readonly (readonly Bin[])[] {
  const used = all.flatMap((bins) => bins.flatMap(({ count: many }, at) => (many > 0 ? [at] : [])));
  return all.map((bins) => bins.slice(0, Math.max(...used) + 1));
}

function spreadShapes(results: Robustness, y: number, width: number): string[] {
  const { qualities, falseMatches, radius, leastQuality } = results;
  const half = (width - 2 * LEFT - BETWEEN) / 2;
  const [first, last] = [falseMatches.methods[0], falseMatches.methods.at(-1)];
  const [plain = [], all = []] = trimmed([first?.nearest.bins ?? [], last?.nearest.bins ?? []]);
  const inks = [INKS.second, INKS.ours];
  return [
    ...distribution(
      {
        title: 'Quality of the scenes',
        unit: 'quality, 0 to 100',
        sets: qualities.map(({ side, bins }, at) => ({
          ...{ name: `${side} pixels`, bins, ink: inks[at] ?? INKS.grey },
        })),
        mark: { at: leastQuality, words: 'the gate' },
      },
      ...([LEFT, y, half] as const),
    ),
    ...distribution(
      {
        title: `Nearest other scene (of ${count(falseMatches.scenes)}, for a sample of ${first?.nearest.sample})`,
        unit: 'bits, of 256',
        sets: [
          { name: 'plain PDQ', bins: plain, ink: INKS.second },
          { name: 'all additions', bins: all, ink: INKS.ours },
        ],
        mark: { at: radius + 1, words: `${radius} bits` },
      },
      ...([LEFT + half + BETWEEN, y, half] as const),
    ),
  ];
}

export function robustnessPicture(results: Robustness): string {
  const { recall, methods, radius } = results;
  const wide = LABELS + methods.length * CELL.width;
  const width = 2 * (LEFT + wide) + BETWEEN;
  const columns = inColumns(familiesOf(recall.alterations));
  const below = TOP + HEADS + Math.max(...columns.map(heightOfAll)) + 20;
  const title = `Found after it was altered, of a hundred: within ${radius} bits`;
  const subtitle = `${recall.scenes} generated scenes of ${recall.side} pixels. They are no photographs: see the notes in robustness.json.`;
  return svg(width, below + FALSES + SPREADS, title, [
    text(title, LEFT, 28, { class: 'title' }),
    text(subtitle, LEFT, 50, { class: 'quiet' }),
    ...columns.flatMap((families, at) => columnShapes(families, methods, LEFT + at * (wide + BETWEEN))),
    ...falseShapes(results, below, width),
    ...spreadShapes(results, below + FALSES, width),
  ]);
}
