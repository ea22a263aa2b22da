// How a time grows with the size, both logarithmic: a solid line for the middle, a dashed one for the slow end.

import { decadesAround, logScale, type Scale } from './scale.ts';
import { INKS, element, line, svg, text } from './svg.ts';

export type Point = { readonly x: number; readonly p50: number; readonly p99: number };
export type Series = { readonly name: string; readonly points: readonly Point[] };

const WIDTH = 860;
const HEIGHT = 520;
const LEFT = 84;
const RIGHT = 190;
const TOP = 84;
const BOTTOM = 64;
const COLOURS = [INKS.ours, INKS.first, INKS.second, INKS.third, INKS.grey];
/** Names at the ends of lines keep this distance. */
const NAME_ROOM = 18;

export type Growth = {
  readonly title: string;
  readonly subtitle: string;
  readonly series: readonly Series[];
  readonly xWords: (value: number) => string;
  readonly yWords: (value: number) => string;
  /** What the horizontal axis counts. */
  readonly xTitle?: string;
};

export function growthPlot(growth: Growth): string {
  const { title, subtitle, series, xWords, yWords, xTitle = 'entries in the index' } = growth;
  const points = series.flatMap((one) => one.points);
  const x = logScale(decadesAround(points.map((point) => point.x)), [LEFT, WIDTH - RIGHT]);
  const y = logScale(decadesAround(points.flatMap(({ p50, p99 }) => [p50, p99])), [HEIGHT - BOTTOM, TOP]);
  const names = namePlaces(series, y);
  return svg(WIDTH, HEIGHT, title, [
    text(title, 16, 28, { class: 'title' }),
    text(subtitle, 16, 50, { class: 'quiet' }),
    ...x.ticks.flatMap((tick) => [
      line(x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM, { class: 'grid' }),
      text(xWords(tick), x.at(tick), HEIGHT - BOTTOM + 22, { 'text-anchor': 'middle' }),
    ]),
    ...y.ticks.flatMap((tick) => [
      line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), { class: 'grid' }),
      text(yWords(tick), LEFT - 10, y.at(tick) + 4, { 'text-anchor': 'end' }),
    ]),
    ...series.flatMap((one, at) => seriesShapes(one, COLOURS[at % COLOURS.length] ?? INKS.grey, x, y)),
    ...series.map((one, at) => nameOf(one, COLOURS[at % COLOURS.length] ?? INKS.grey, x, names[at] ?? TOP)),
    text(xTitle, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, {
      class: 'quiet',
      'text-anchor': 'middle',
    }),
  ]);
}

function seriesShapes({ points }: Series, colour: string, x: Scale, y: Scale): string[] {
  const along = (of: (point: Point) => number) =>
    points.map((point) => `${x.at(point.x).toFixed(1)},${y.at(of(point)).toFixed(1)}`).join(' ');
  const stroke = { fill: 'none', stroke: colour };
  return [
    element('polyline', { ...stroke, points: along(({ p50 }) => p50), 'stroke-width': 3 }),
    element('polyline', {
      ...stroke,
      points: along(({ p99 }) => p99),
      'stroke-width': 1.5,
      'stroke-dasharray': '5 4',
    }),
    ...points.map((point) =>
      element('circle', { cx: x.at(point.x), cy: y.at(point.p50), r: 4.5, fill: colour }),
    ),
  ];
}

function nameOf({ name, points }: Series, colour: string, x: Scale, at: number): string {
  const end = points.at(-1);
  return end === undefined
    ? ''
    : text(name, x.at(end.x) + 12, at + 4, { class: 'strong', style: `fill:${colour}` });
}

/** Beside the last points, moved up where two lines at the same place would collide. */
function namePlaces(series: readonly Series[], y: Scale): readonly number[] {
  const wanted = series.map(({ points }, at) => {
    const end = points.at(-1);
    return { at, x: end?.x ?? 0, y: y.at(end?.p50 ?? 1) };
  });
  const places: number[] = [];
  const taken: { readonly x: number; readonly y: number }[] = [];
  for (const one of wanted.toSorted((a, b) => b.y - a.y)) {
    const below = taken
      .filter(({ x, y: used }) => x === one.x && used - one.y < NAME_ROOM)
      .map(({ y: used }) => used);
    const place = Math.min(one.y, ...below.map((used) => used - NAME_ROOM));
    places[one.at] = place;
    taken.push({ x: one.x, y: place });
  }
  return places;
}
