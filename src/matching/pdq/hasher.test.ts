import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HASH_BYTES, hashDistance } from '../hash/hash256.ts';
import { type Bands, type Pixels, TURNS } from './hasher.ts';
import { loadHasher } from './load.ts';

const hasher = loadHasher();
const channels = fc.constantFrom(1 as const, 3 as const, 4 as const);
const shapes = fc.record({
  width: fc.integer({ min: 1, max: 90 }),
  height: fc.integer({ min: 1, max: 90 }),
  channels,
});
const pictures = shapes.chain((shape) => {
  const bytes = shape.width * shape.height * shape.channels;
  return fc
    .uint8Array({ minLength: bytes, maxLength: bytes, size: 'max' })
    .map((data): Pixels => ({ ...shape, data }));
});

/** A picture with something to see, in grey: rings around a corner. */
function rings(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return (x * x + 3 * y * y + x * y) >> 8;
  });
}

function inChannels(grey: Uint8Array, depth: 3 | 4, alpha = 255): Uint8Array {
  return Uint8Array.from({ length: grey.length * depth }, (_, at) =>
    at % depth === 3 ? alpha : (grey[Math.floor(at / depth)] ?? 0),
  );
}

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'nothing refused';
}

test('a picture in parts of any length is the picture at once', () => {
  fc.assert(
    fc.property(pictures, fc.infiniteStream(fc.integer({ min: 1, max: 9_000 })), (pixels, cuts) => {
      const bands = hasher.bands(pixels);
      for (let at = 0; at < pixels.data.length; ) {
        const part = pixels.data.subarray(at, at + cuts.next().value);
        bands.push(part);
        at += part.length;
      }
      const inParts = bands.finish();
      expect(inParts).toEqual(hasher.hash(pixels));
    }),
    { numRuns: 60 },
  );
});

test('the quality is a whole number from 0 to 100, of the turns too', () => {
  fc.assert(
    fc.property(pictures, (pixels) => {
      for (const { quality } of [hasher.hash(pixels), hasher.dihedral(pixels)]) {
        expect(Number.isInteger(quality)).toBe(true);
        expect(quality).toBeGreaterThanOrEqual(0);
        expect(quality).toBeLessThanOrEqual(100);
      }
    }),
    { numRuns: 60 },
  );
});

test('alpha is not looked at', () => {
  const [width, height] = [200, 150];
  const grey = rings(width, height);
  const opaque = hasher.hash({ data: inChannels(grey, 4, 255), width, height, channels: 4 });
  const clear = hasher.hash({ data: inChannels(grey, 4, 0), width, height, channels: 4 });
  const rgb = hasher.hash({ data: inChannels(grey, 3), width, height, channels: 3 });
  expect(clear).toEqual(opaque);
  expect(rgb).toEqual(opaque);
  expect(opaque.quality).toBeGreaterThan(50);
});

test('the first of the turns is the hash itself, and a mirrored picture finds it among its own', () => {
  const [width, height] = [160, 160];
  const grey = rings(width, height);
  const mirrored = Uint8Array.from(grey, (_, at) => grey[at - (at % width) + width - 1 - (at % width)] ?? 0);
  const picture: Pixels = { data: grey, width, height, channels: 1 };
  const { hashes } = hasher.dihedral(picture);
  const other = hasher.hash({ ...picture, data: mirrored }).hash;
  expect(hashes).toHaveLength(TURNS.length);
  expect(hashes[0]).toEqual(hasher.hash(picture).hash);
  const flip = hashes[TURNS.indexOf('mirrored left to right')] ?? new Uint8Array(HASH_BYTES);
  expect(hashDistance(flip, other)).toBeLessThanOrEqual(31);
  expect(hashDistance(hashes[0] ?? flip, other)).toBeGreaterThan(60);
});

test('a side under five pixels tells nothing: the hash is zero and so is the quality', () => {
  for (const [width, height] of [
    [1, 1],
    [4, 900],
    [900, 4],
  ] as const) {
    const data = rings(width, height);
    const zero = new Uint8Array(HASH_BYTES);
    expect(hasher.hash({ data, width, height, channels: 1 })).toEqual({ hash: zero, quality: 0 });
    expect(hasher.dihedral({ data, width, height, channels: 1 }).hashes).toEqual(TURNS.map(() => zero));
  }
});

test('impossible shapes are refused before a byte is looked at', () => {
  for (const [width, height, depth] of [
    [0, 10, 3],
    [10, 0, 3],
    [65_536, 10, 3],
    [10, 65_536, 3],
    [10.5, 10, 3],
    [-1, 10, 3],
    [Number.NaN, 10, 3],
    [10, 10, 2],
  ] as const)
    expect(refusal(() => hasher.bands({ width, height, channels: depth as 3 }))).toBe('matching.bad-shape');
});

test('too few or too many bytes are refused, in parts and at once', () => {
  const shape = { width: 20, height: 20, channels: 3 } as const;
  expect(refusal(() => hasher.hash({ ...shape, data: new Uint8Array(1199) }))).toBe(
    'matching.too-few-pixels',
  );
  expect(refusal(() => hasher.hash({ ...shape, data: new Uint8Array(1201) }))).toBe(
    'matching.too-many-pixels',
  );
  const bands = hasher.bands(shape);
  bands.push(new Uint8Array(1200));
  expect(refusal(() => bands.push(new Uint8Array(1)))).toBe('matching.too-many-pixels');
  const tiny = hasher.bands({ width: 4, height: 4, channels: 1 });

  expect(refusal(() => tiny.finish())).toBe('matching.too-few-pixels');
});

test('a number of written bytes that is none is refused, and the picture goes on', () => {
  const { room, wrote, push, finish } = hasher.bands({ width: 8, height: 8, channels: 1 });
  for (const bytes of [Number.NaN, -1, 1.5]) expect(refusal(() => wrote(bytes))).toBe('matching.bad-count');
  expect(room().length).toBe(64);
  push(new Uint8Array(64));
  expect(finish().quality).toBe(0);
});

test('the widest and the highest picture there may be are hashed', () => {
  const wide = { width: 65_535, height: 5, channels: 1 } as const;
  const high = { width: 5, height: 65_535, channels: 1 } as const;
  expect(hasher.hash({ ...wide, data: rings(65_535, 5) }).quality).toBeGreaterThan(0);
  expect(hasher.hash({ ...high, data: rings(5, 65_535) }).quality).toBeGreaterThan(0);
});

test('a decoder that writes into the room it is given gets the same hash', () => {
  const [width, height] = [300, 217];
  const data = rings(width, height);
  const bands = hasher.bands({ width, height, channels: 1 });
  for (let at = 0; at < data.length; ) {
    const room = bands.room();
    const part = data.subarray(at, at + Math.min(room.length, 1000));
    room.set(part);
    bands.wrote(part.length);
    at += part.length;
  }
  expect(bands.finish()).toEqual(hasher.hash({ data, width, height, channels: 1 }));
});

test('a picture that another one has replaced says so instead of giving a wrong hash', () => {
  const shape = { width: 40, height: 40, channels: 1 } as const;
  const first = hasher.bands(shape);
  first.push(new Uint8Array(800));
  hasher.hash({ ...shape, data: rings(40, 40) });
  const late: readonly ((bands: Bands<unknown>) => unknown)[] = [
    (bands) => bands.push(new Uint8Array(800)),
    (bands) => bands.room(),
    (bands) => bands.wrote(1),
    (bands) => bands.finish(),
  ];
  for (const act of late) expect(refusal(() => act(first))).toBe('matching.picture-replaced');
});

test('memory grown for a huge picture is given back before the next', () => {
  const own = loadHasher();
  own.bands({ width: 4000, height: 3000, channels: 3 });
  expect(own.memoryBytes()).toBeLessThan(1_500_000);
  own.bands({ width: 30_000, height: 30_000, channels: 3 });
  expect(own.memoryBytes()).toBeGreaterThan(16 * 1024 * 1024);
  own.hash({ data: rings(100, 100), width: 100, height: 100, channels: 1 });
  expect(own.memoryBytes()).toBeLessThan(1_500_000);
});
