// Seals entries that come with ascending ids, one part of 25 million after another: how a snapshot or a list becomes
// something that is searched.

import { MAX_SEGMENT_ENTRIES } from './merge-plan.ts';
import type { SealedParts } from './sealed.ts';
import { SealedBuilder } from './sealed-builder.ts';
import type { Entries } from './snapshot-format.ts';

/**
 * A part is built as soon as it is full, so that memory holds one unfinished part at a time.
 * @param count entries in all blocks together
 * @param seed secret, see Fold
 * @param onBlock told the entries so far after each block
 */
export async function* seal(
  blocks: Iterable<Entries> | AsyncIterable<Entries>,
  count: number,
  seed: number,
  onBlock: (entries: number) => void = () => undefined,
): AsyncGenerator<SealedParts, void, void> {
  let done = 0;
  let builder: SealedBuilder | undefined;
  for await (const block of blocks) {
    for (let from = 0; from < block.ids.length; ) {
      builder ??= new SealedBuilder(Math.max(1, Math.min(count - done, MAX_SEGMENT_ENTRIES)), seed);
      const taken = builder.add(block, from);
      from += taken;
      done += taken;
      if (builder.entries < builder.capacity) continue;
      yield builder.finish();
      builder = undefined;
    }
    onBlock(done);
  }
  if (builder !== undefined) yield builder.finish();
}
