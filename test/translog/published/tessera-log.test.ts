// A whole log as transparency-dev/tessera publishes it (testdata/log at 1811ae1): 15 entries, a checkpoint at each size, every tile and bundle.
// Nothing of it is copied: its build_log.sh says which entries and which key, and our writer makes it. The digest of the names and hashes of
// its 47 files, taken from the published ones, shows that ours are the same to the last bit.

import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/translog/bytes.ts';
import { judgeClaim, type Memory } from '../../../src/translog/log/guard.ts';
import type { LogFile, LogStorage } from '../../../src/translog/log/log-storage.ts';
import { LogWriter, type SignCheckpoint } from '../../../src/translog/log/log-writer.ts';
import { verifyLog } from '../../../src/translog/log/verify-log.ts';
import { openCheckpoint } from '../../../src/translog/notes/checkpoint.ts';
import { makeSignerKey } from '../../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../../src/translog/notes/note.ts';
import { digestOf, hasher, sha256 } from './known.ts';

const PUBLISHED = {
  count: 47,
  digest: '175085d8c3b06a53998c86d2af28ffeb36f52bfde3121f8fff14905329561b34',
};
const ENTRIES = 'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten'.split(
  ' ',
);
const SEED = Buffer.from('7KZj9JkBfSNlwnx6dnkVjUPP7BMwvbJZKQr70NIXd6A=', 'base64');
const key = await makeSignerKey(sha256, 'example.com/log/testdata', 'note', SEED);

function inMemory(files: Map<string, Uint8Array>): LogStorage {
  const put = ({ path, bytes }: LogFile) => files.set(path, bytes);
  return {
    read: (path) => Promise.resolve(files.get(path)),
    write: (some) => Promise.resolve(some.forEach(put)),
    replace: (file) => Promise.resolve(void put(file)),
    list: () => Promise.resolve([...files.keys()].filter((path) => path.startsWith('pending/'))),
    remove: (paths) => Promise.resolve(paths.forEach((path) => files.delete(path))),
    lock: () => Promise.resolve(() => Promise.resolve()),
  };
}

async function writtenLog(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let memory: Memory | undefined;
  const sign: SignCheckpoint = async (claim, text) => {
    memory = judgeClaim(hasher, memory, claim);
    return writeNote({ text, signatures: [await signText(text, key)] });
  };
  const writer = await LogWriter.open({ storage: inMemory(files), sha256, key, sign });
  const keep = async () => {
    const { size } = await writer.publish();
    files.set(`checkpoint.${size}`, files.get('checkpoint') ?? new Uint8Array());
  };
  await keep();
  for (const entry of ENTRIES) {
    await writer.append(utf8(entry));
    await keep();
  }
  await writer.close();
  return files;
}

describe("tessera's published log", () => {
  it('is written here file by file as it is there', async () => {
    const files = await writtenLog();
    const lines = [...files].map(([path, bytes]) => `${path} ${digestOf(bytes)}\n`).toSorted();
    expect(lines).toHaveLength(PUBLISHED.count);
    expect(key.id).toBe('33d7b496');
    expect(digestOf(lines.join(''))).toBe(PUBLISHED.digest);
  });

  it('is verified as a whole at each size', async () => {
    const files = await writtenLog();
    for (let size = 0; size <= ENTRIES.length; size++) {
      const checkpoint = await openCheckpoint(files.get(`checkpoint.${size}`) ?? new Uint8Array(), key);
      expect(checkpoint.size).toBe(size);
      await verifyLog(hasher, { checkpoint, read: (path) => Promise.resolve(files.get(path)) });
    }
  });
});
