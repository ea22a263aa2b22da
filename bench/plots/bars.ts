// Bars on a logarithmic scale: how many times faster, one bar a comparison, with the target it had.

import { figure } from '../harness/table.ts';
import { decadesAround, logScale, type Scale } from './scale.ts';
import { INKS, element, line, svg, text } from './svg.ts';

export type Bar = {
  readonly group: string;
  readonly label: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly target?: number;
};

const WIDTH = 860;
const LABELS = 290;
const RIGHT = 90;
const TOP = 84;
const ROW = 30;
const GROUP = 34;
const BAR = 18;
const BOTTOM = 40;

/** @param bars those of a group together; each value above 0 */
export function barPlot(title: string, subtitle: string, bars: readonly Bar[]): string {
  const [, most] = decadesAround(
    bars.flatMap(({ value, high = value, target = value }) => [value, high, target]),
  );
  const scale = logScale(
    [Math.min(1, ...bars.map(({ value }) => value * 0.9)), most],
    [LABELS, WIDTH - RIGHT],
  );
  const placed = placeRows(bars);
  const bottom = (placed.at(-1)?.y ?? TOP) + ROW;
  const shapes = placed.flatMap(({ bar, y, isFirst }) => barShapes(bar, y, isFirst, scale));
  return svg(WIDTH, bottom + BOTTOM, title, [
    text(title, 16, 28, { class: 'title' }),
    text(subtitle, 16, 50, { class: 'quiet' }),
    ...scale.ticks.map((tick) => line(scale.at(tick), TOP - 12, scale.at(tick), bottom, { class: 'grid' })),
    ...scale.ticks.map((tick) =>
      text(`${figure(tick)}x`, scale.at(tick), bottom + 18, { class: 'quiet', 'text-anchor': 'middle' }),
    ),
    ...shapes,
  ]);
}

function placeRows(bars: readonly Bar[]) {
  let y = TOP - ROW;
  let group: string | undefined;
  return bars.map((bar) => {
    const isFirst = bar.group !== group;
    y += isFirst ? ROW + GROUP - (group === undefined ? ROW - 6 : 0) : ROW;
    group = bar.group;
    return { bar, y, isFirst };
  });
}

function barShapes(bar: Bar, y: number, isFirst: boolean, scale: Scale): string[] {
  const { group, label, value, low = value, high = value, target } = bar;
  const end = scale.at(value);
  const middle = y + BAR / 2;
  const isMet = target === undefined || value >= target;
  return [
    ...(isFirst ? [text(group, 16, y - 8, { class: 'strong' })] : []),
    text(label, LABELS - 10, middle + 4, { 'text-anchor': 'end' }),
    element('rect', {
      ...{ x: scale.at(Math.max(1, 1e-9)), y, width: Math.max(1, end - scale.at(1)), height: BAR, rx: 3 },
      ...{ fill: isMet ? INKS.ours : INKS.first, 'fill-opacity': 0.85 },
    }),
    ...(high > low
      ? [line(scale.at(low), middle, scale.at(high), middle, { stroke: INKS.grey, 'stroke-width': 2 })]
      : []),
    ...(target === undefined
      ? []
      : [
          line(scale.at(target), y - 4, scale.at(target), y + BAR + 4, {
            stroke: INKS.second,
            'stroke-width': 3,
          }),
        ]),
    text(`${figure(value)}x`, Math.max(end, scale.at(high), scale.at(target ?? value)) + 8, middle + 4, {
      class: 'strong',
    }),
  ];
}
