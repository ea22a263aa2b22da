import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import type { Aim } from './answer.ts';
import { LiveParts } from './live-parts.ts';
import { Sealed } from './sealed.ts';
import { SealedBuilder } from './sealed-builder.ts';
import { SearchPool } from './search-pool.ts';
import type { SearchReply, SearchRequest } from './search-worker.ts';

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
  const openings = new Int32Array(sealed.parts.segment.memory.buffer, 0, 1);
  const parts = new LiveParts([sealed], {});
  const pool = new SearchPool(1);
  const ask = () => pool.search(parts, [new Uint8Array(32)], AIM);
  Atomics.store(openings, 0, NO_ROOM);
  await expect(ask()).rejects.toMatchObject({ code: 'matching.reader-crashed' });
  Atomics.store(openings, 0, 1);
  expect((await ask()).map(({ size }) => size)).toEqual([1]);
  await pool.close();
});

test('a reader holds and sends no more for a hash than the limit, however many match', async () => {
  const builder = new SealedBuilder(9000, 1);
  const hashes = new Uint8Array(9000 * 32);
  for (let at = 0; at < 9000; at++) new Uint32Array(hashes.buffer)[at * 8] = at;
  builder.add({
    ids: Uint32Array.from({ length: 9000 }, (_, at) => at),
    hashes,
    banks: new Uint8Array(9000),
  });
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url));
  const aim: Aim = { reaches: [256], reach: 256, by: 'scan', limit: 9 };
  const added = [{ number: 0, parts: builder.finish() }];
  const asked = Uint8Array.from({ length: 64 }, (_, at) => (at < 32 ? 0 : 255));
  worker.postMessage({ batch: 1, added, keep: [0], hashes: asked, aim } satisfies SearchRequest);
  const reply = await new Promise<SearchReply>((resolve, reject) => {
    worker.on('message', resolve).on('error', reject);
  });
  await worker.terminate();
  expect(reply.found).toHaveLength(2 * 9 * 4);
  expect([...reply.cut]).toEqual([0, 1]);
});

test('a reader forgets at once the parts that it need not keep', async () => {
  const [merged, kept] = [sealedOne(), sealedOne()];
  const parts = new LiveParts([merged, kept], {});
  const pool = new SearchPool(1);
  const openings = (): number[] =>
    [merged, kept].map(({ parts: { segment } }) =>
      Atomics.load(new Int32Array(segment.memory.buffer, 0, 1), 0),
    );
  const ask = () => pool.search(parts, [new Uint8Array(32)], AIM);
  await ask();
  const posted = vi.spyOn(Worker.prototype, 'postMessage');
  pool.keep([kept]);
  expect(posted).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ keep: [1] }));
  posted.mockRestore();
  expect((await ask())[0]?.size).toBe(2);
  // This thread opened each once, and the reader had to open one again.
  expect(openings()).toEqual([3, 2]);
  await pool.close();
});
