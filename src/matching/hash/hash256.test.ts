import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HASH_BITS, HASH_BYTES, hashDistance, hashFromText, hashToText } from './hash256.ts';

const hashes = fc.uint8Array({ minLength: HASH_BYTES, maxLength: HASH_BYTES });

test('text and bytes are two ways to write one hash', () => {
  fc.assert(
    fc.property(hashes, (hash) => {
      expect(hashFromText(hashToText(hash))).toEqual(hash);
    }),
  );
});

test('the first hex digit holds the highest bits of the last word', () => {
  const hash = hashFromText(`8${'0'.repeat(63)}`);
  expect(hash[31]).toBe(0x80);
});

test('upper case is read, anything else is refused with its code', () => {
  expect(hashToText(hashFromText('AB'.repeat(32)))).toBe('ab'.repeat(32));
  for (const text of ['', 'ab'.repeat(31), `${'ab'.repeat(31)}zz`, 'ab'.repeat(33)])
    expect(() => hashFromText(text)).toThrow(expect.objectContaining({ code: 'matching.bad-hash' }));
});

test('distance counts the bits that differ', () => {
  const zero = new Uint8Array(HASH_BYTES);
  expect(hashDistance(zero, zero)).toBe(0);
  expect(hashDistance(zero, new Uint8Array(HASH_BYTES).fill(255))).toBe(HASH_BITS);
  fc.assert(
    fc.property(hashes, fc.uniqueArray(fc.integer({ min: 0, max: 255 })), (hash, bits) => {
      const other = hash.slice();
      for (const bit of bits) other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(hashDistance(hash, other)).toBe(bits.length);
    }),
  );
});
