// `redress verify` against a small log made by the real writer, whole and spoilt in each way that a reader must see.

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallLog, smallLog } from '../support/small-log.ts';
import { redressHere, redressJson } from '../support/command-line.ts';

let folder: string;
let log: SmallLog;
/** Another history under the same key. */
let other: SmallLog;
let proof: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-verify-'));
  log = await smallLog(path.join(folder, 'log'), [0, 256, 300, 700]);
  other = await smallLog(path.join(folder, 'other'), [256, 700], (index) => `another ${index}`);
  proof = path.join(folder, '299.tlog-proof');
  await redressHere(['log', 'proof', log.folder, '299', '--key', log.key, '--out', proof]);
});
afterAll(() => rm(folder, { recursive: true }));

async function verify(...args: readonly string[]) {
  const { code, json } = await redressJson(['verify', ...args], {}, redressHere);
  return json.error === undefined ? { code, ...json } : { code, error: json.error.code };
}
const refusedAs = (error: string) => ({ code: 1, error });
const trusted = () => ['--key', log.key];

/** A copy of a file, or of the public folder, with one thing changed. */
async function changed(file: string, edit: (bytes: Buffer) => Uint8Array): Promise<string> {
  const copy = path.join(await mkdtemp(path.join(folder, 'copy-')), path.basename(file));
  await writeFile(copy, edit(await readFile(file)));
  return copy;
}
async function changedLog(file: string, edit: (bytes: Buffer) => Uint8Array | undefined): Promise<string> {
  const copy = await mkdtemp(path.join(folder, 'copy-'));
  await cp(path.join(log.folder, 'public'), copy, { recursive: true });
  const bytes = edit(await readFile(path.join(copy, file)));
  await (bytes === undefined ? rm(path.join(copy, file)) : writeFile(path.join(copy, file), bytes));
  return copy;
}
const flipped = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

describe('a checkpoint', () => {
  test('is told with its log, its size and who witnessed it when', async () => {
    const policy = await log.policy(2);
    expect(await verify('checkpoint', log.checkpoint(700), ...trusted(), '--policy', policy)).toMatchObject({
      code: 0,
      ...{ origin: 'desk.example/log', size: 700, isQuorum: true },
      witnesses: [
        { witness: 'east', time: '2027-01-15T08:00:00.000Z' },
        { witness: 'west', time: '2027-01-15T08:00:01.000Z' },
      ],
    });
  });

  test('is refused when too few witnesses signed, and people are told who did', async () => {
    const args = ['checkpoint', log.checkpoint(700), ...trusted(), '--policy', await log.policy(3)];
    expect(await verify(...args)).toEqual(refusedAs('log.no-quorum'));
    const { code, stdout } = await redressHere(['verify', ...args, '--lang', 'ko']);
    expect(code).toBe(1);
    expect(stdout).toContain('east, 2027-01-15T08:00:00.000Z');
    expect(stdout).toContain('증인 수에 못 미칩니다');
  });

  test('is refused when a byte of it was changed, and with the key of another log', async () => {
    const edited = await changed(log.checkpoint(700), (bytes) =>
      Buffer.from(bytes.toString().replace('\n700\n', '\n701\n')),
    );
    expect(await verify('checkpoint', edited, ...trusted())).toEqual(refusedAs('log.signature-wrong'));
    expect(await verify('checkpoint', log.checkpoint(700), '--key', log.otherKey)).toEqual(
      refusedAs('log.not-signed'),
    );
  });

  test('that is not there is told as such', async () => {
    const nowhere = ['/nowhere/checkpoint', 'http://127.0.0.1:1/checkpoint'];
    for (const place of nowhere)
      expect(await verify('checkpoint', place, ...trusted())).toEqual(refusedAs('log.not-reached'));
  });
});

describe('a proof', () => {
  test('shows an entry by its words, its bytes or its leaf hash, and no other entry', async () => {
    const entry = path.join(folder, 'entry');
    await writeFile(entry, 'entry 299');
    const leaf = createHash('sha256').update('\0entry 299').digest('hex');
    for (const which of [
      ['--text', 'entry 299'],
      ['--entry', entry],
      ['--leaf-hash', leaf],
    ])
      expect(await verify('inclusion', proof, ...trusted(), ...which)).toMatchObject({ code: 0, index: 299 });
    expect(await verify('inclusion', proof, ...trusted(), '--text', 'entry 298')).toEqual(
      refusedAs('log.proof-wrong'),
    );
  });

  test('is refused with another place, a changed hash, the key of another log, or too few witnesses', async () => {
    const edited = (from: RegExp, to: string) =>
      changed(proof, (bytes) => Buffer.from(bytes.toString().replace(from, to)));
    const asked = ['--text', 'entry 299'];
    expect(await verify('inclusion', await edited(/index 299/, 'index 298'), ...trusted(), ...asked)).toEqual(
      refusedAs('log.proof-wrong'),
    );
    const zeros = `\n${Buffer.alloc(32).toString('base64')}\n`;
    expect(await verify('inclusion', await edited(/\n[^\n]{43}=\n/, zeros), ...trusted(), ...asked)).toEqual(
      refusedAs('log.proof-wrong'),
    );
    expect(await verify('inclusion', proof, '--key', log.otherKey, ...asked)).toEqual(
      refusedAs('log.not-signed'),
    );
    expect(await verify('inclusion', proof, ...trusted(), ...asked, '--policy', await log.policy(3))).toEqual(
      refusedAs('log.no-quorum'),
    );
  });

  test('is not asked for without saying which entry is meant', async () => {
    expect(await verify('inclusion', proof, ...trusted())).toEqual({ code: 2, error: 'usage' });
    expect(await verify('inclusion', proof, ...trusted(), '--leaf-hash', 'abc')).toEqual({
      ...{ code: 2, error: 'usage' },
    });
  });

  test('is written for no entry that the log has not, and from no damaged tiles', async () => {
    const ask = async (from: string, index: string) => {
      const args = ['log', 'proof', from, index, ...trusted(), '--out', path.join(folder, 'never')];
      const { code, json } = await redressJson(args, {}, redressHere);
      return { code, error: json.error?.code };
    };
    expect(await ask(log.folder, '700')).toEqual(refusedAs('log.no-such-leaf'));
    expect(await ask(await changedLog('tile/0/000', flipped(0)), '1')).toEqual(refusedAs('log.proof-wrong'));
    await expect(readFile(path.join(folder, 'never'))).rejects.toThrow();
  });
});

describe('two checkpoints', () => {
  const pair = (old: string, now: string, from = log.folder) =>
    verify('consistency', old, now, ...trusted(), '--log', from);

  test('of one history agree, whichever two', async () => {
    for (const [old, now] of [
      [0, 700],
      [256, 300],
      [256, 700],
      [300, 700],
      [700, 700],
    ] as const)
      expect(await pair(log.checkpoint(old), log.checkpoint(now))).toMatchObject({
        ...{ code: 0, old: { size: old }, now: { size: now } },
      });
  });

  test('of one size with two roots prove a fork', async () => {
    expect(await pair(log.checkpoint(700), other.checkpoint(700))).toEqual(refusedAs('log.fork'));
  });

  test('of which the newer does not continue the old prove that history was rewritten', async () => {
    expect(await pair(other.checkpoint(256), log.checkpoint(700))).toEqual(refusedAs('log.rewritten'));
    expect(await pair(log.checkpoint(300), other.checkpoint(700), other.folder)).toEqual(
      refusedAs('log.rewritten'),
    );
  });

  test('prove nothing when the tiles are damaged, of another log, cut or missing', async () => {
    const [old, now] = [log.checkpoint(300), log.checkpoint(700)];
    expect(await pair(old, now, other.folder)).toEqual(refusedAs('log.proof-wrong'));
    const spoilt = [
      [flipped(0), 'log.proof-wrong'],
      [(bytes: Buffer) => bytes.subarray(1), 'log.bad-tile'],
      [() => undefined, 'log.no-tile'],
    ] as const;
    for (const [edit, code] of spoilt)
      expect(await pair(old, now, await changedLog('tile/0/001', edit))).toEqual(refusedAs(code));
  });

  test('are asked for with the older one first', async () => {
    expect(await pair(log.checkpoint(700), log.checkpoint(300))).toEqual(refusedAs('log.smaller'));
  });
});

describe('a whole log', () => {
  const whole = (from: string, ...more: readonly string[]) => verify('log', from, ...trusted(), ...more);

  test('is recomputed, and continues what was kept of it', async () => {
    const kept = ['--old', log.checkpoint(256), log.checkpoint(300)];
    expect(await whole(log.folder, ...kept)).toMatchObject({ code: 0, entries: 700, continues: [256, 300] });
  });

  test('is refused for a flipped byte in a tile or an entry, a cut tile and a missing one', async () => {
    const spoilt = [
      ['tile/0/001', flipped(40), 'log.wrong-tile'],
      ['tile/1/000.p/2', flipped(40), 'log.wrong-tile'],
      ['tile/entries/002.p/188', flipped(5), 'log.wrong-tile'],
      ['tile/0/001', (bytes: Buffer) => bytes.subarray(0, 32), 'log.bad-tile'],
      ['tile/entries/000', (bytes: Buffer) => bytes.subarray(0, 100), 'log.bad-bundle'],
      ['tile/entries/001', () => undefined, 'log.no-tile'],
      ['checkpoint', () => undefined, 'log.not-reached'],
    ] as const;
    for (const [file, edit, code] of spoilt)
      expect(await whole(await changedLog(file, edit)), file).toEqual(refusedAs(code));
  });

  test('is refused when it shows other entries than its checkpoint signed', async () => {
    const copy = await mkdtemp(path.join(folder, 'copy-'));
    await cp(path.join(other.folder, 'public'), copy, { recursive: true });
    await cp(log.checkpoint(700), path.join(copy, 'checkpoint'));
    expect(await whole(copy)).toEqual(refusedAs('log.wrong-root'));
  });

  test('is refused when it does not continue what was kept of it, or with another key', async () => {
    expect(await whole(log.folder, '--old', other.checkpoint(256))).toEqual(refusedAs('log.rewritten'));
    expect(await whole(log.folder, '--old', other.checkpoint(700))).toEqual(refusedAs('log.fork'));
    expect(await verify('log', log.folder, '--key', log.otherKey)).toEqual(refusedAs('log.not-signed'));
  });

  test('is refused when too few witnesses signed, as two checkpoints are', async () => {
    const policy = ['--policy', await log.policy(3)];
    expect(await whole(log.folder, ...policy)).toEqual(refusedAs('log.no-quorum'));
    const pair = ['consistency', log.checkpoint(300), log.checkpoint(700), '--log', log.folder];
    expect(await verify(...pair, ...trusted(), ...policy)).toEqual(refusedAs('log.no-quorum'));
  });
});

describe('a log behind a web server', () => {
  test('is verified the same; a redirect and an answer without end are refused', async () => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://log');
      if (pathname.startsWith('/moved/')) response.writeHead(302, { location: '/log/checkpoint' }).end();
      else if (pathname.startsWith('/endless/')) response.end(Buffer.alloc(18 * 2 ** 20));
      else
        readFile(path.join(log.folder, 'public', pathname.replace('/log/', ''))).then(
          (bytes) => response.end(bytes),
          () => response.writeHead(404).end(),
        );
    });
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      expect(await verify('log', `${address}/log/`, ...trusted())).toMatchObject({ code: 0, entries: 700 });
      for (const name of ['moved', 'endless', 'log/none'])
        expect(await verify('checkpoint', `${address}/${name}/checkpoint`, ...trusted()), name).toEqual(
          refusedAs('log.not-reached'),
        );
    } finally {
      server.close();
    }
  });
});
