// Shares as coloured cells with their number in them: dark for none, bright for all. Legible on any ground, and without
// telling red from green.

import { element, text } from '../../plots/svg.ts';

type Colour = readonly [red: number, green: number, blue: number];

const NONE: Colour = [66, 40, 97];
const HALF: Colour = [38, 130, 142];
const ALL: Colour = [246, 222, 92];
/** Shares from here on are bright enough for dark ink. */
const DARK_INK = 0.7;
const GAP = 2;

export const CELL = { width: 52, height: 18 } as const;

function mixed(from: Colour, to: Colour, share: number): string {
  const [red, green, blue] = from.map((value, part) => Math.round(value + share * ((to[part] ?? 0) - value)));
  return `rgb(${red},${green},${blue})`;
}

/** @param share 0 to 1 */
const heatColour = (share: number): string =>
  share < 0.5 ? mixed(NONE, HALF, 2 * share) : mixed(HALF, ALL, 2 * share - 1);

/** @param share 0 to 1, written as hundredths */
export function heatCell(share: number, x: number, y: number): string {
  const rect = { x, y, width: CELL.width - GAP, height: CELL.height - GAP, rx: 2, fill: heatColour(share) };
  const ink = share >= DARK_INK ? '#1b1f24' : '#ffffff';
  const middle = x + (CELL.width - GAP) / 2;
  const words = text(String(Math.round(100 * share)), middle, y + CELL.height - GAP - 4, {
    'text-anchor': 'middle',
    style: `fill:${ink};font-size:12px`,
  });
  return element('rect', rect) + words;
}
