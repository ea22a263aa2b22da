// The crops that are hashed for a stored picture, so that somebody who cuts its edges off is still found. A hash bears
// little: about 15 thousandths off all four edges, or 25 off one. So the crops stand in steps of twice that, for the two ways
// in which people cut most: alike all around, and off one edge; and the middle square, as profile pictures have it.
// Crops of two edges unlike each other are not found; there are too many of them.

import type { Pixels } from '../pdq/hasher.ts';
import { type Box, sameBox, wholeBox } from './box.ts';

type Edge = 'left' | 'top' | 'right' | 'bottom';

/** What is cut off each edge, in thousandths of the side. */
type Cut = Readonly<Record<Edge, number>>;

/** A crop by its name, such as `all around 30` or `left 45`. */
export type Crop = { readonly name: string; readonly boxIn: (pixels: Pixels) => Box };

const NOTHING: Cut = { left: 0, top: 0, right: 0, bottom: 0 };
const EDGES: readonly Edge[] = ['left', 'top', 'right', 'bottom'];
const ALL_AROUND: readonly number[] = [25, 50, 75, 100, 125, 150];
const ONE_EDGE: readonly number[] = [45, 90, 135, 180, 225, 270, 315];

const share = (side: number, thousandths: number): number => Math.round((side * thousandths) / 1000);

function cutBox({ width, height }: Pixels, cut: Cut): Box {
  const left = share(width, cut.left);
  const top = share(height, cut.top);
  return {
    left,
    top,
    width: width - left - share(width, cut.right),
    height: height - top - share(height, cut.bottom),
  };
}

const allAround = (cut: number): Crop => ({
  name: `all around ${cut}`,
  boxIn: (pixels) => cutBox(pixels, { left: cut, top: cut, right: cut, bottom: cut }),
});

const oneEdge = (edge: Edge, cut: number): Crop => ({
  name: `${edge} ${cut}`,
  boxIn: (pixels) => cutBox(pixels, { ...NOTHING, [edge]: cut }),
});

const SQUARE: Crop = {
  name: 'middle square',
  boxIn: ({ width, height }) => {
    const side = Math.min(width, height);
    return { left: (width - side) >> 1, top: (height - side) >> 1, width: side, height: side };
  },
};

/** Thirty-five: six all around, seven off each edge, and the middle square. */
export const CROPS: readonly Crop[] = [
  ...ALL_AROUND.map(allAround),
  ...EDGES.flatMap((edge) => ONE_EDGE.map((cut) => oneEdge(edge, cut))),
  SQUARE,
];

/** The crops of a picture, without those that leave it whole. */
export function cropsOf(pixels: Pixels): readonly { readonly name: string; readonly box: Box }[] {
  return CROPS.map(({ name, boxIn }) => ({ name, box: boxIn(pixels) })).filter(
    ({ box }) => !sameBox(box, wholeBox(pixels)),
  );
}
