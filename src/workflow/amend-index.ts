// Changes the media index of one platform, however often somebody else writes at the same time.
import type { IndexState } from '../domain/content/index-state.ts';
import type { IndexChange, MediaIndex } from '../ports/media-index.ts';

/** Two desks take turns; who loses so often finds the other at work and may leave it to him. */
const TRIES = 20;

export type Amend = (state: IndexState) => Omit<IndexChange, 'seen'> | null;

/**
 * @param amend what to write over a state; asked again with the newer one where somebody wrote meanwhile; null: nothing any more
 * @returns whether it was written
 */
export async function amendIndex(connector: string, index: MediaIndex, amend: Amend): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const seen = await index.state(connector);
    const change = amend(seen);
    if (change === null) return false;
    if (await index.write(connector, { seen, ...change })) return true;
  }
  return false;
}
