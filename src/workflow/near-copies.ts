// Where files stand that look like those of a spot: candidates for a person to look at, nearest first. None of them is acted on because
// of this: whoever decides names what is to be hidden.
import type { Copy } from '../domain/content/copy.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { NearIndex } from '../ports/near-index.ts';
import { indexedCopies } from './indexed-copies.ts';

export interface NearCopy {
  readonly copy: Copy;
  /** In bits of 256; 31 at most. */
  readonly distance: number;
}

/** @param spot as the media index names it @returns no copy of the very same files: those are found without this */
export async function nearCopies(
  connector: string,
  spot: string,
  index: MediaIndex,
  near: NearIndex,
): Promise<readonly NearCopy[]> {
  const [shown] = await index.spots(connector, { keys: [spot] }, { after: '', limit: 1 });
  const blobs = shown?.shows.map(({ blob }) => blob) ?? [];
  const exact = new Set((await indexedCopies(connector, blobs, index)).map(({ id }) => id));
  const found: NearCopy[] = [];
  for (const { blob, distance } of await near.near(connector, blobs))
    for (const copy of await indexedCopies(connector, [blob], index))
      if (!exact.has(copy.id) && copy.blob === blob) found.push({ copy: { ...copy, via: 'hash' }, distance });
  return found;
}
