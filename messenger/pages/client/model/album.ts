// How several pictures stand together: rows of two or three, so that none is small and no row is left with one.

/** How many pictures stand in each row. */
function albumRows(count: number): readonly number[] {
  if (count <= 3) return count === 3 ? [1, 2] : [count];
  const twos = [0, 2, 1][count % 3] ?? 0;
  const threes = (count - twos * 2) / 3;
  return [...Array.from({ length: twos }, () => 2), ...Array.from({ length: threes }, () => 3)];
}

/** The columns, of six, that each picture of an album takes. */
export function albumSpans(count: number): readonly number[] {
  return albumRows(count).flatMap((inRow) => Array.from({ length: inRow }, () => 6 / inRow));
}

/** The largest a single picture stands in a conversation, in CSS pixels. */
export const SINGLE_BOX = { width: 272, height: 320 } as const;

/** Size of a single picture in CSS pixels: inside the given box, its proportions kept, never a sliver. */
export function singleSize(
  width: number | undefined,
  height: number | undefined,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  if (width === undefined || height === undefined) return { width: box.width, height: (box.width * 3) / 4 };
  const scale = Math.min(box.width / width, box.height / height);
  const least = box.width / 3;
  return {
    width: Math.round(Math.max(least, width * scale)),
    height: Math.round(Math.max(least / 2, height * scale)),
  };
}
