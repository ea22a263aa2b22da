// Arbitrary stories of a platform as observations: posts, edits, deletions, avatars, renamed rooms. Facts of a file never change;
// everything else may.
import fc from 'fast-check';
import type { FileFacts, Observation, ShownFile, Spot } from '../../src/domain/content/observation.ts';
import { copyId } from '../../src/domain/kernel/ids.ts';
import { later } from './fixtures.ts';

const BLOBS = ['b0', 'b1', 'b2', 'b3', 'b4'];
/** b0 and b1 are the same bytes; b4 is encrypted. */
const DIGESTS = ['0', '0', '2', '3', '4'].map((digit) => digit.repeat(64));

export const fileFacts = (at: number): FileFacts => ({
  blob: BLOBS[at] ?? '',
  sha256: DIGESTS[at] ?? null,
  uploader: String(at),
  thumbnail: at === 2 ? 'f'.repeat(64) : null,
  opaque: at === 4,
});

/** What a message says of a file: not who uploaded it, and not its thumbnail. */
export const shownFile = (spot: string, at: number): ShownFile => ({
  ...fileFacts(at),
  uploader: null,
  thumbnail: null,
  copy: copyId(`test/${spot}/b/${BLOBS[at]}`),
});

export const messageSpot = (id: number, room = id % 2): Spot => ({
  key: `m/${id}`,
  kind: 'message',
  container: String(room),
  message: String(id),
  owner: String(id % 3),
});

const avatarSpot = (id: number): Spot => ({
  key: `avatar/${id}`,
  kind: 'avatar',
  container: '',
  message: '',
  owner: String(id),
});

type Undated = Observation extends infer One
  ? One extends Observation
    ? Omit<One, 'at' | 'order'>
    : never
  : never;

const files = (key: string) =>
  fc.uniqueArray(fc.nat(4), { maxLength: 3 }).map((some) => some.map((at) => shownFile(key, at)));
const shown = (spot: Spot): fc.Arbitrary<Undated> =>
  files(spot.key).map((some) => ({ kind: 'shown', spot, files: some }));

const anything: fc.Arbitrary<Undated> = fc.oneof(
  fc.nat(3).chain((id) => shown(messageSpot(id))),
  fc.nat(1).chain((id) => shown(avatarSpot(id))),
  fc.nat(4).map((at): Undated => ({ kind: 'media', file: fileFacts(at) })),
  fc.nat(3).map((id): Undated => ({ kind: 'deleted', what: 'spot', key: `m/${id}` })),
  fc.nat(4).map((at): Undated => ({ kind: 'deleted', what: 'blob', key: BLOBS[at] ?? '' })),
  fc
    .record({ id: fc.constantFrom('0', '1'), address: fc.constantFrom('maple', 'pine') })
    .map((room): Undated => ({ kind: 'container', container: { ...room, opaque: room.id === '1' } })),
  fc.constant<Undated>({ kind: 'other' }),
);

/** A story in its order, numbered from 1 without a hole. */
export const stories: fc.Arbitrary<readonly Observation[]> = fc
  .array(anything, { maxLength: 25 })
  .map((some) => some.map((one, at) => ({ ...one, order: at + 1, at: later(at * 1_000) })));

/** The same story as a platform may tell it: shuffled, some of it twice. */
export const retold = (story: readonly Observation[]): fc.Arbitrary<readonly Observation[]> =>
  fc
    .tuple(fc.shuffledSubarray([...story], { minLength: story.length }), fc.subarray([...story]))
    .chain(([all, twice]) =>
      fc.shuffledSubarray([...all, ...twice], { minLength: all.length + twice.length }),
    );
