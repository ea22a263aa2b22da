// Files are looked at once each, what came of each is written before the next, and a platform that asks us to wait is left alone.
import { expect, test } from 'vitest';
import { T0 } from '../../test/support/fixtures.ts';
import type { Looked, NearIndex } from '../ports/near-index.ts';
import type { Pictured } from '../ports/picture-source.ts';
import { fingerprintFiles } from './fingerprint-files.ts';

const HASHED = { kind: 'hashed', stored: ['1'], asked: ['2'] } as const;
const SHOWN: Pictured = { kind: 'bytes', bytes: new Uint8Array([1]) };

function stage(blobs: readonly string[], answers: Readonly<Record<string, Pictured>> = {}) {
  const kept = new Map<string, Looked>();
  const near: NearIndex = {
    waiting: async (_, after, limit) =>
      blobs.filter((blob) => blob > after && !kept.has(blob)).slice(0, limit),
    keep: async (_, blob, looked) => void kept.set(blob, looked),
    spare: async () => undefined,
    near: async () => [],
    like: async () => [],
    reach: async () => ({ hashed: 0, without: 0, waiting: 0 }),
  };
  const asked: string[] = [];
  const source = {
    picture: async (blob: string) => {
      asked.push(blob);
      return answers[blob] ?? SHOWN;
    },
  };
  const fingerprinter = { of: async () => HASHED };
  const look = (after = '') =>
    fingerprintFiles('messenger', { near, source, fingerprinter }, after, () => T0);
  return { kept, asked, look };
}

const many = Array.from({ length: 20 }, (_, at) => String.fromCharCode(97 + at));

test('goes through all files, a page at a time, and begins anew at the end', async () => {
  const { kept, look } = stage(many);
  const first = await look();
  expect(first).toMatchObject({ kind: 'looked', files: 16, after: 'p', more: true });
  expect(await look('p')).toEqual({ kind: 'looked', files: 4, after: '', more: false });
  expect([...kept.values()]).toEqual(many.map(() => HASHED));
});

test('keeps why there is no hash, and does not ask again', async () => {
  const none = { kind: 'none', why: 'not-shown' } as const;
  const { kept, asked, look } = stage(['a', 'b'], { a: none });
  await look();
  await look();
  expect([...kept]).toEqual([
    ['a', none],
    ['b', HASHED],
  ]);
  expect(asked).toEqual(['a', 'b']);
});

test('stops where the platform asks us to wait, with everything before it kept', async () => {
  const retry = { kind: 'retry', code: 'connector.rate-limited', afterMs: 7 } as const;
  const { kept, asked, look } = stage(['a', 'b', 'c'], { b: retry });
  expect(await look()).toEqual(retry);
  expect([...kept.keys()]).toEqual(['a']);
  expect(asked).toEqual(['a', 'b']);
});
