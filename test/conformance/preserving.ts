// What every connector must keep when it says what a copy was before it is hidden: metadata and digests, and no byte of a picture.
import { describe, expect, it } from 'vitest';
import { copiesOf } from './connector.ts';
import type { World } from './world.ts';

const DIGEST = /^[0-9a-f]{64}$/;
let keys = 0;

export function preservingConformance(name: string, world: World): void {
  const stagedCopies = async () => copiesOf(await world.connector().locate((await world.stage()).locator));
  const oneCopy = async () => {
    const copy = (await stagedCopies()).find(({ via }) => via === 'link');
    if (copy === undefined) throw new Error('nothing was staged');
    return copy;
  };

  describe(`${name}: preserving`, () => {
    it('keeps whose copy it is, when it was posted, and of the file its digest, size and kind', async () => {
      const copy = await oneCopy();
      const kept = await world.connector().preserve(copy);
      if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
      const { sha256, bytes, mime, uploader, postedAt, headers } = kept.record;
      expect(sha256).toMatch(DIGEST);
      expect(bytes).toBeGreaterThan(0);
      expect([mime, uploader]).toEqual(['image/png', copy.uploader]);
      expect(Math.abs(Date.now() - (postedAt ?? 0))).toBeLessThan(600_000);
      expect(headers['content-length']).toBe(String(bytes));
    });

    it('gives the very same bytes the same digest, wherever they stand', async () => {
      const kept = await Promise.all((await stagedCopies()).map((copy) => world.connector().preserve(copy)));
      const digests = kept.map((one) => (one.kind === 'kept' ? one.record.sha256 : one.kind));
      expect([digests.length, new Set(digests).size]).toEqual([3, 1]);
    });

    it('leaves receipts of digests, and nothing happens on the platform', async () => {
      const copy = await oneCopy();
      const kept = await world.connector().preserve(copy);
      if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
      expect(kept.receipts.length).toBeGreaterThan(0);
      for (const { requestDigest, responseDigest, headersDigest } of kept.receipts)
        expect([requestDigest, responseDigest, headersDigest]).toEqual(
          Array(3).fill(expect.stringMatching(DIGEST)),
        );
      expect(JSON.stringify(kept.receipts)).not.toContain(copy.blob);
      expect(await world.shown(`${copy.message} ${copy.blob}`)).toBe(true);
    });

    it('still says what a hidden copy was, without headers that nobody is shown', async () => {
      const copy = await oneCopy();
      const before = await world.connector().preserve(copy);
      await world.connector().hide(copy, { key: `preserving-${++keys}`, reason: 'intimate-image' });
      const kept = await world.connector().preserve(copy);
      if (kept.kind !== 'kept' || before.kind !== 'kept') throw new Error('not kept');
      expect(kept.record).toEqual({ ...before.record, headers: {} });
    });

    it('of a copy that the platform does not know is denied, with a code', async () => {
      const copy = await oneCopy();
      const nowhere = { ...copy, message: '999999999', blob: `${copy.blob.slice(0, -2)}zz` };
      expect(await world.connector().preserve(nowhere)).toEqual({
        kind: 'denied',
        code: 'connector.refused',
      });
    });
  });
}
