import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import type { Aim } from './answer.ts';
import { LiveParts } from './live-parts.ts';
import { Sealed } from './sealed.ts';
import { SealedBuilder } from './sealed-builder.ts';
import { SearchPool } from './search-pool.ts';

const AIM: Aim = { reaches: [31], reach: 31, by: 'index', limit: 9 };
/** The openings that a segment counts in its first word, and has no room for beyond 64. */
const NO_ROOM = 64;

function sealedOne(): Sealed {
  const builder = new SealedBuilder(1, 1);
  builder.add({ ids: Uint32Array.of(1), hashes: new Uint8Array(32), banks: new Uint8Array(1) }, 0);
  return new Sealed(builder.finish());
}

test('a reader that dies fails its own request and not the next one', async () => {
  const sealed = sealedOne();
  const openings = new Int32Array(sealed.segment.memory.buffer, 0, 1);
  const parts = new LiveParts([sealed], {});
  const pool = new SearchPool(1);
  const ask = () => pool.search(parts, [new Uint8Array(32)], AIM);
  Atomics.store(openings, 0, NO_ROOM);
  await expect(ask()).rejects.toMatchObject({ code: 'matching.reader-crashed' });
  Atomics.store(openings, 0, 1);
  expect((await ask()).map(({ length }) => length)).toEqual([1]);
  await pool.close();
});

test('a reader forgets at once the parts that it need not keep', async () => {
  const [merged, kept] = [sealedOne(), sealedOne()];
  const parts = new LiveParts([merged, kept], {});
  const pool = new SearchPool(1);
  const openings = (): number[] =>
    [merged, kept].map(({ segment }) => Atomics.load(new Int32Array(segment.memory.buffer, 0, 1), 0));
  const ask = () => pool.search(parts, [new Uint8Array(32)], AIM);
  await ask();
  const posted = vi.spyOn(Worker.prototype, 'postMessage');
  pool.keep([kept]);
  expect(posted).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ keep: [1] }));
  posted.mockRestore();
  expect((await ask())[0]).toHaveLength(2);
  // This thread opened each once, and the reader had to open one again.
  expect(openings()).toEqual([3, 2]);
  await pool.close();
});
