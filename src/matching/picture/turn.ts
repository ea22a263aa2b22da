// The eight EXIF orientations, undone: from pixels as stored to pixels as seen. For the server; browsers turn by themselves.

/** Three channels, rows without padding. */
export type Rgb = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3;
};

/** Where a pixel that is seen comes from: rows and columns swapped, counted from the right, counted from the bottom. */
type Turn = { readonly swap: boolean; readonly fromRight: boolean; readonly fromBottom: boolean };

const turn = (swap: boolean, fromRight: boolean, fromBottom: boolean): Turn => ({
  swap,
  fromRight,
  fromBottom,
});

/** By EXIF's number; 1 is the right way up. Exif 2.32, tag 0x0112. */
const TURNS: Readonly<Record<number, Turn>> = {
  2: turn(false, true, false),
  3: turn(false, true, true),
  4: turn(false, false, true),
  5: turn(true, false, false),
  6: turn(true, false, true),
  7: turn(true, true, true),
  8: turn(true, true, false),
};

/** Whether this orientation makes rows of columns. Numbers EXIF does not know leave the picture as it is. */
export const swapsSides = (orientation: number): boolean => TURNS[orientation]?.swap ?? false;

/** The picture as it is meant to be seen. */
export function uprightPixels(stored: Rgb, orientation: number): Rgb {
  const how = TURNS[orientation];
  if (how === undefined) return stored;
  const [width, height] = how.swap ? [stored.height, stored.width] : [stored.width, stored.height];
  const data = new Uint8Array(stored.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const from = 3 * sourceOf(x, y, stored, how);
      data[to] = stored.data[from] as number;
      data[to + 1] = stored.data[from + 1] as number;
      data[to + 2] = stored.data[from + 2] as number;
    }
  }
  return { data, width, height, channels: 3 };
}

/** Which stored pixel is seen at (x, y). */
function sourceOf(x: number, y: number, { width, height }: Rgb, how: Turn): number {
  const column = how.swap ? y : x;
  const row = how.swap ? x : y;
  return (how.fromBottom ? height - 1 - row : row) * width + (how.fromRight ? width - 1 - column : column);
}
