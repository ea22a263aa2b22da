// The decoder process in hostile hands, or dead before its time: what it says is believed only as the answer to what was asked.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDecoder } from '../../src/matching/picture/decoder-child.ts';
import { createPictureHasher } from '../../src/matching/picture/picture-hasher.ts';
import { jpegOfManyScans, scene } from './picture-files.ts';

const honest = await scene(4, 300, 200).jpeg().toBuffer();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'decoder-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A decoder that answers the first piece of any request with these lines. */
async function liar(...answers: readonly unknown[]) {
  const program = path.join(folder, 'liar.mjs');
  const lines = answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
  await writeFile(
    program,
    `console.log('{"request":0,"kind":"ready"}');
     process.stdin.once('data', () => process.stdout.write(${JSON.stringify(lines)})).resume();`,
  );
  return startDecoder(program);
}

const HASHED = { kind: 'hashed', width: 3, height: 2, quality: 9, hashes: ['b'.repeat(64)] };

describe('a decoder that lies', () => {
  test('is heard where it gives the answer that was asked for', async () => {
    const child = await liar({ request: 1, ...HASHED });
    expect(await child.hash(honest, false)).toMatchObject({ width: 3, hashes: HASHED.hashes });
    child.kill();
  });

  test.each([
    ['another number', { request: 2, ...HASHED }, false],
    ['one hash where eight were asked for', { request: 1, ...HASHED }, true],
    ['no hashes', { request: 1, kind: 'hashed' }, false],
    ['ready once more', { request: 0, kind: 'ready' }, false],
  ])('is killed for %s', async (_, answer, allTurns) => {
    const child = await liar(answer);
    await expect(child.hash(honest, allTurns)).rejects.toMatchObject({ code: 'matching.picture-crash' });
    expect(child.gone).toBe(true);
  });

  test('is killed for an answer that nobody asked for, kept ready for the next picture', async () => {
    const child = await liar({ request: 1, ...HASHED }, { request: 2, ...HASHED });
    await child.hash(honest, false);
    expect(child.gone).toBe(true);
  });
});

describe('a decoder that has ended', () => {
  test('says so at once when it is given a picture', async () => {
    const child = startDecoder();
    await child.ready;
    child.kill();
    await expect(child.hash(honest, false)).rejects.toMatchObject({ code: 'matching.decoder-start' });
  });

  test('is replaced without a refusal, also where it was the spare', async () => {
    const hasher = createPictureHasher();
    await hasher.hash(jpegOfManyScans(1_200)).catch(() => undefined); // long enough for a spare
    // The spare, and beside it the first one where the machine was quick enough to end the picture in time.
    await expect.poll(() => decoders().length, { timeout: 5_000 }).toBeGreaterThan(0);
    const killed = decoders();
    killed.forEach((pid) => process.kill(pid, 'SIGKILL'));
    // Gone from /proc: not only dead, but known to be dead by this process.
    await expect.poll(() => killed.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(await hasher.hash(honest)).toMatchObject({ width: 300, height: 200 });
    hasher.close();
  });
});

describe('the number of decoders', () => {
  test.each([0, -1, 1.5, Number.NaN, 65, 1e9, Number.POSITIVE_INFINITY])(
    'cannot be %d: no picture waits for ever',
    (decoders) => {
      expect(() => createPictureHasher({ decoders })).toThrow(
        expect.objectContaining({ code: 'matching.bad-decoders' }),
      );
    },
  );

  test('can be 64, of which only those start that have a picture', async () => {
    const hasher = createPictureHasher({ decoders: 64 });
    expect(await hasher.hash(honest)).toMatchObject({ width: 300, height: 200 });
    hasher.close();
  });
});

/** The children of this process that are decoders. */
function decoders(): readonly number[] {
  const tasks = readdirSync('/proc/self/task');
  const children = tasks.flatMap((task) => read(`/proc/self/task/${task}/children`).split(' '));
  return children
    .filter((pid) => pid !== '' && read(`/proc/${pid}/cmdline`).includes('decoder-process'))
    .map(Number);
}

/** Nothing where the process or the thread has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
