// Sealed bytes open with their key, at their place, unchanged, and in no other way.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { aesSealing, keyIn } from './sealing.ts';

const plain = Buffer.from('a hash of some picture');
const sealing = aesSealing(randomBytes(32));

test('what was sealed opens at its place', () => {
  const sealed = sealing.seal(plain, 'here');
  expect(Buffer.from(sealed).includes(plain)).toBe(false);
  expect(sealing.open(sealed, 'here')).toEqual(plain);
  expect(sealing.seal(plain, 'here')).not.toEqual(sealed);
});

test('it opens nowhere else, not with another key, and not when a bit was changed', () => {
  const sealed = Buffer.from(sealing.seal(plain, 'here'));
  expect(sealing.open(sealed, 'there')).toBeUndefined();
  expect(aesSealing(randomBytes(32)).open(sealed, 'here')).toBeUndefined();
  for (const at of [0, 12, sealed.length - 1]) {
    const bent = Buffer.from(sealed);
    bent[at] = (bent[at] ?? 0) ^ 1;
    expect(sealing.open(bent, 'here')).toBeUndefined();
  }
  expect(sealing.open(Buffer.alloc(27), 'here')).toBeUndefined();
});

test('the key is made once, for its owner alone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-key-'));
  try {
    const file = path.join(folder, 'key');
    const [first, second] = [await keyIn(file), await keyIn(file)];
    expect(first).toEqual(second);
    expect(first).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
