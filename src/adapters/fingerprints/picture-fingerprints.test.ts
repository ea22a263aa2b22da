// A picture that shows too little and one that no decoder takes have no fingerprint; a decoder that is missing is nobody's fault but ours.
import { expect, test } from 'vitest';
import { MatchingError } from '../../matching/matching-error.ts';
import type { PartHashes, PictureHasher } from '../../matching/picture/picture-hasher.ts';
import { pictureFingerprints } from './picture-fingerprints.ts';

const HASH = new Uint8Array(32);
const PARTS: PartHashes = { width: 9, height: 9, quality: 50, stored: [HASH, HASH], asked: [HASH] };
const saying = (answer: () => PartHashes): PictureHasher => ({
  hash: () => Promise.reject(new Error('not asked for')),
  parts: async () => answer(),
  close: () => undefined,
});
const of = (answer: () => PartHashes) => pictureFingerprints(saying(answer)).of(new Uint8Array([1]));
const refusing = (code: string) => () => {
  throw new MatchingError(code, 'why', 'cure');
};
const zero = '0'.repeat(64);

test('has its hashes as text', async () => {
  expect(await of(() => PARTS)).toEqual({ kind: 'hashed', stored: [zero, zero], asked: [zero] });
});

test('has none where the picture shows too little, or nothing can be read', async () => {
  expect(await of(() => ({ ...PARTS, quality: 49 }))).toEqual({ kind: 'none', why: 'flat' });
  expect(await of(refusing('matching.picture-damaged'))).toEqual({ kind: 'none', why: 'unreadable' });
});

test.each(['matching.decoder-start', 'matching.picture-closed', 'matching.picture-queue'])(
  'says nothing of the picture after %s',
  async (code) => {
    await expect(of(refusing(code))).rejects.toMatchObject({ code });
  },
);
