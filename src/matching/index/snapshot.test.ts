import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HASH_BYTES } from '../hash/hash256.ts';
import { checkBanks } from './bank.ts';
import {
  type ByteSource,
  decodeSnapshot,
  encodeSnapshot,
  isSnapshotFile,
  withSnapshot,
  writeSnapshot,
} from './snapshot.ts';
import { BLOCK_ENTRIES, type Contents, type Entries, HEADER_BYTES } from './snapshot-format.ts';

const BANKS = [
  { name: 'partners', threshold: 31 },
  { name: '공유 목록', threshold: 12 },
];

/** Entries with ids 3, 6, 9 … and bytes that differ from row to row. */
function made(count: number): Entries {
  return {
    ids: Uint32Array.from({ length: count }, (_, at) => 3 * at + 3),
    hashes: Uint8Array.from({ length: count * HASH_BYTES }, (_, at) => (at * 31 + (at >> 5)) & 255),
    banks: Uint8Array.from({ length: count }, (_, at) => at % BANKS.length),
  };
}

function blocksOf(all: Entries): Entries[] {
  const starts = Array.from(
    { length: Math.ceil(all.ids.length / BLOCK_ENTRIES) },
    (_, at) => at * BLOCK_ENTRIES,
  );
  return starts.map((from) => ({
    ids: all.ids.subarray(from, from + BLOCK_ENTRIES),
    hashes: all.hashes.subarray(from * HASH_BYTES, (from + BLOCK_ENTRIES) * HASH_BYTES),
    banks: all.banks.subarray(from, from + BLOCK_ENTRIES),
  }));
}

const contentsOf = (all: Entries): Contents => ({ banks: BANKS, entries: all.ids.length });

async function encoded(all: Entries): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of encodeSnapshot(contentsOf(all), blocksOf(all))) pieces.push(piece);
  return Buffer.concat(pieces);
}

function sourceOf(bytes: Buffer, size = bytes.length): ByteSource {
  let at = 0;
  return {
    size,
    read: async (length) => bytes.subarray(at, (at += length)),
  };
}

async function readAll(source: ByteSource): Promise<Entries & { readonly said: Contents }> {
  const { banks, entries, blocks } = await decodeSnapshot(source);
  const all: Entries[] = [];
  for await (const block of blocks()) all.push(block);
  return {
    said: { banks, entries },
    ids: Uint32Array.from(all.flatMap(({ ids }) => [...ids])),
    hashes: Uint8Array.from(Buffer.concat(all.map(({ hashes }) => hashes))),
    banks: Uint8Array.from(all.flatMap((block) => [...block.banks])),
  };
}

const refusedWith = async (bytes: Buffer, code: string): Promise<void> =>
  expect(readAll(sourceOf(bytes))).rejects.toMatchObject({ code, cure: expect.stringMatching(/./) });

/** Makes the checksum of the header right again after a change, as somebody with intent would. */
function resealed(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return bytes;
}

describe('what was written is read', () => {
  test.each([0, 1, BLOCK_ENTRIES - 1, BLOCK_ENTRIES, 2 * BLOCK_ENTRIES + 5])('%i entries', async (count) => {
    const all = made(count);
    expect(await readAll(sourceOf(await encoded(all)))).toEqual({ said: contentsOf(all), ...all });
  });
});

test('names of banks have 1 to 64 characters, however many bytes those are', () => {
  const named = (name: string) => () => checkBanks([{ name, threshold: 31 }]);
  for (const name of ['a', '공'.repeat(64), '\u{1f4da}'.repeat(64)]) expect(named(name)).not.toThrow();
  for (const name of ['', 'a'.repeat(65), '\u{1f4da}'.repeat(65), '\ud800', 'a\tb'])
    expect(named(name), name).toThrow(expect.objectContaining({ code: 'matching.bad-bank' }));
});

describe('a damaged snapshot is refused', () => {
  let whole: Buffer;
  beforeAll(async () => {
    whole = await encoded(made(7));
  });

  test('wherever one bit has turned', async () => {
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(readAll(sourceOf(bytes)), `bit ${bit}`).rejects.toMatchObject({
        code: expect.stringMatching(/^matching\.snapshot-/),
      });
    }
  });

  test('wherever it ends early', async () => {
    for (let length = 0; length < whole.length; length++)
      await refusedWith(whole.subarray(0, length), 'matching.snapshot-truncated');
  });

  test('when bytes follow', () =>
    refusedWith(Buffer.concat([whole, Buffer.of(0)]), 'matching.snapshot-trailing'));

  test('when it shrank after its size was asked', () =>
    expect(readAll(sourceOf(whole.subarray(0, -40), whole.length))).rejects.toMatchObject({
      code: 'matching.snapshot-truncated',
    }));

  test('when it is another file', () =>
    refusedWith(Buffer.from('hash,id\n'.repeat(20)), 'matching.snapshot-foreign'));

  test('when a newer program wrote it', () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(2, 8);
    return refusedWith(resealed(bytes), 'matching.snapshot-newer');
  });

  test('when its counts are absurd and their checksum right, before anything is reserved for them', async () => {
    const bytes = Buffer.from(whole);
    bytes.writeBigUInt64LE(2n ** 32n, 16);
    await refusedWith(resealed(bytes), 'matching.snapshot-truncated');
    bytes.writeBigUInt64LE(2n ** 63n, 16);
    await refusedWith(resealed(bytes), 'matching.snapshot-damaged');
    bytes.writeBigUInt64LE(7n, 16);
    bytes.writeUInt32LE(2 ** 31, 24);
    await refusedWith(resealed(bytes), 'matching.snapshot-damaged');
  });

  test.each(['a\n', 'a\u001b[2J', 'a\u009b', 'a\u061c', 'a\u200f', 'a\u2028', 'a\u202e', 'a\u2066'])(
    'when the name of a bank would steer a terminal, its checksums right (%#)',
    async (name) => {
      const bytes = Buffer.from(whole);
      bytes.write(name, HEADER_BYTES + 4);
      const end = HEADER_BYTES + bytes.readUInt32LE(24);
      bytes.writeUInt32LE(crc32(bytes.subarray(HEADER_BYTES, end)), end);
      await expect(readAll(sourceOf(bytes))).rejects.toMatchObject({
        code: 'matching.snapshot-damaged',
        message: expect.stringContaining('cannot be printed'),
      });
    },
  );

  test('when two blocks have changed places', async () => {
    const bytes = await encoded(made(3 * BLOCK_ENTRIES));
    const size = 4 + BLOCK_ENTRIES * 37 + 4;
    const first = bytes.length - 32 - 3 * size;
    const swapped = Buffer.concat([
      bytes.subarray(0, first),
      bytes.subarray(first + size, first + 2 * size),
      bytes.subarray(first, first + size),
      bytes.subarray(first + 2 * size),
    ]);
    await refusedWith(swapped, 'matching.snapshot-damaged');
  });

  test('when it was sealed by hand around a duplicate id', async () => {
    const bytes = Buffer.from(whole);
    const block = bytes.length - 32 - (4 + 7 * 37 + 4);
    bytes.writeUInt32LE(3, block + 8);
    const seed = bytes.readUInt32LE(block - 4);
    bytes.writeUInt32LE(crc32(bytes.subarray(block, bytes.length - 36), seed), bytes.length - 36);
    await refusedWith(bytes, 'matching.snapshot-duplicate');
  });
});

describe('on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'snapshot-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a snapshot replaces the one before, and leaves nothing beside it', async () => {
    const file = path.join(folder, 'index.snapshot');
    for (const count of [10, BLOCK_ENTRIES + 1])
      await writeSnapshot(file, contentsOf(made(count)), blocksOf(made(count)));
    expect(await readFile(file)).toEqual(await encoded(made(BLOCK_ENTRIES + 1)));
    expect(await readdir(folder)).toEqual(['index.snapshot']);
  });

  test('a snapshot that could not be finished leaves the one before', async () => {
    const file = path.join(folder, 'kept.snapshot');
    await writeFile(file, 'before');
    const tooFew = { banks: BANKS, entries: 30 };
    await expect(writeSnapshot(file, tooFew, blocksOf(made(20)))).rejects.toThrow(RangeError);
    expect(await readFile(file, 'utf8')).toBe('before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a link is followed: the file it leads to is replaced, and the link stays', async () => {
    const [file, link] = [path.join(folder, 'deep', 'real'), path.join(folder, 'link')];
    await mkdir(path.dirname(file));
    await writeFile(file, 'before');
    await symlink('deep/real', link);
    await writeSnapshot(link, contentsOf(made(3)), blocksOf(made(3)));
    expect(await readFile(file)).toEqual(await encoded(made(3)));
    expect(await readlink(link)).toBe('deep/real');
    expect(await readdir(path.dirname(file))).toEqual(['real']);
  });

  test('a place where no snapshot can lie has its code, and is left as it is', async () => {
    const [pipe, loose] = [path.join(folder, 'sink'), path.join(folder, 'loose')];
    execFileSync('/usr/bin/env', ['mkfifo', pipe]);
    await symlink('nowhere', loose);
    for (const place of [
      path.join(folder, 'none', 'a'),
      folder,
      pipe,
      loose,
      path.join(folder, 'a'.repeat(240)),
    ])
      await expect(writeSnapshot(place, contentsOf(made(3)), blocksOf(made(3))), place).rejects.toMatchObject(
        {
          code: 'matching.snapshot-place',
          message: expect.stringContaining(place),
        },
      );
    expect((await stat(pipe)).isFIFO()).toBe(true);
    await Promise.all([rm(pipe), rm(loose)]);
  });

  test('a pipe, a device and a folder are no snapshots, and nobody waits for them', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('/usr/bin/env', ['mkfifo', pipe]);
    for (const name of [pipe, '/dev/zero', folder]) {
      const refusal = {
        code: 'matching.snapshot-missing',
        message: expect.stringContaining('not a regular'),
      };
      await expect(withSnapshot(name, async () => undefined)).rejects.toMatchObject(refusal);
      await expect(isSnapshotFile(name)).rejects.toMatchObject(refusal);
    }
    await rm(pipe);
  });

  test('a file that cannot be read is named', () =>
    expect(withSnapshot(path.join(folder, 'none'), async () => undefined)).rejects.toMatchObject({
      code: 'matching.snapshot-missing',
    }));
});
