// The promise is not that our own verifier accepts our log: two programs by other hands must, and must refuse what is wrong with it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBeginning, writeEnding } from '../../src/translog/log/succession.ts';
import { type SignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { type ForgedLog, forgeLog, lines, logKey } from '../support/forged-log.ts';
import { independentPrograms, type Program, type Verdict } from './verifiers/programs.ts';
import {
  change,
  copyWith,
  entryOf,
  KEY,
  leafHash,
  type PublishedLog,
  publishLog,
  save,
} from './verifiers/published-log.ts';

const PATIENCE_MS = 300_000;
const LARGE = [1, 2, 255, 256, 257, 700, 4_097, 65_536, 70_000, 99_999, 100_000];

let folder = '';
let programs: Readonly<Record<'go' | 'python', Program>>;
/** Published at 256, 300, 700 and 2,000 leaves. */
let small: PublishedLog;
let saved = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verifiers-'));
  programs = await independentPrograms(folder);
  small = await publishLog(path.join(folder, 'small'), [256, 300, 700, 2_000]);
  saved = await save(folder, small.checkpoints);
}, PATIENCE_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(log: string, checkpoints = saved): Promise<readonly (readonly [string, Verdict])[]> {
  const question = { log, key: KEY, saved: checkpoints };
  const [go, python] = await Promise.all([programs.go(question), programs.python(question)]);
  return [
    ['go', go],
    ['python', python],
  ];
}

async function expectAccepted(
  log: string,
  checkpoints: string,
  lines: readonly string[] = [],
): Promise<void> {
  for (const [name, verdict] of await ask(log, checkpoints)) {
    expect(verdict, name).toMatchObject({ isAccepted: true });
    expect(verdict.lines, name).toEqual(expect.arrayContaining([...lines]));
  }
}

/** Both must print a line of this kind (what was checked) that holds this reason. */
async function expectRefused(log: string, kind: string, reason: string, checkpoints = saved): Promise<void> {
  for (const [name, { isAccepted, lines }] of await ask(log, checkpoints)) {
    expect(isAccepted, name).toBe(false);
    const wrong = lines.filter((line) => line.startsWith(`wrong: ${kind}: `) && line.includes(reason));
    expect(wrong.length, `${name} does not say "${kind}: ${reason}":\n${lines.join('\n')}`).toBeGreaterThan(
      0,
    );
  }
}

const flipped = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};
const replaced = (from: string, to: string) => (bytes: Buffer) => {
  expect(bytes.includes(from)).toBe(true);
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
};
/** As a leaf of its own for one index, and the usual one for all others. */
const otherAt = (changed: number) => (index: number) =>
  index === changed ? Buffer.from('rewritten\n') : entryOf(index);

describe('two programs that share no code with ours', () => {
  it(
    'accept a log of 100,000 leaves: every signature, every pair of checkpoints, every leaf',
    async () => {
      const log = await publishLog(path.join(folder, 'large'), LARGE);
      await expectAccepted(log.public, await save(folder, log.checkpoints), [
        'checkpoints: 12 of 12 signed by desk.example/log-2027',
        'roots: 12 of 12 checkpoints',
        'consistency: 66 of 66 pairs',
        'inclusion: 100000 of 100000 leaves of checkpoint (100000)',
        'older bundles: 719 of 719 leaves',
        'accepted',
      ]);
    },
    PATIENCE_MS,
  );

  it('accept the small log that is damaged below', async () => {
    await expectAccepted(small.public, saved, [
      'checkpoints: 5 of 5 signed by desk.example/log-2027',
      'consistency: 10 of 10 pairs',
      'inclusion: 2000 of 2000 leaves of checkpoint (2000)',
      'older bundles: 232 of 232 leaves',
    ]);
  });

  it.each([
    [
      'tile/0/001',
      'inclusion',
      'the tiles over tile/entries/001 do not lead to the root of checkpoint (2000)',
    ],
    ['tile/1/000.p/7', 'roots', 'the tiles do not lead to the root of checkpoint (2000)'],
    ['tile/0/007.p/208', 'roots', 'the tiles do not lead to the root of checkpoint (2000)'],
    ['tile/0/001.p/44', 'roots', 'the tiles do not lead to the root of saved/000300 (300)'],
  ])('refuse one flipped bit in %s', async (tile, kind, reason) => {
    await expectRefused(await copyWith(folder, small, tile, flipped(100)), kind, reason);
  });

  it.each([
    ['its root', replaced('\n2000\n', '\n2000\nA')],
    ['its size', replaced('\n2000\n', '\n1999\n')],
    ['its origin', replaced('desk.example/log-2027\n', 'desk.example/log-2028\n')],
    ['its signature', (bytes: Buffer) => flipped(bytes.length - 20)(bytes)],
    ['the name of who signed', (bytes: Buffer) => replaced('log-2027 ', 'log-2028 ')(bytes)],
  ])('refuse a checkpoint of which %s was edited, shown by the log or saved', async (_, edit) => {
    const shown = await copyWith(folder, small, 'checkpoint', edit);
    await expectRefused(shown, 'checkpoints', 'checkpoint: the signature does not hold');
    const edited = edit(Buffer.from(small.checkpoints.get(2_000) ?? []));
    await expectRefused(
      small.public,
      'checkpoints',
      'saved/edited: the signature does not hold',
      await save(folder, [...small.checkpoints, ['edited', edited]]),
    );
  });

  it.each([
    [
      'tile/entries/001',
      'entry 300\n',
      'entry 30O\n',
      'inclusion',
      'entry 300 in tile/entries/001 is not the',
    ],
    [
      'tile/entries/007.p/208',
      'entry 1999\n',
      'entry 1998\n',
      'inclusion',
      'entry 1999 in tile/entries/007.p/2',
    ],
    [
      'tile/entries/001.p/44',
      'entry 280\n',
      'entry 28O\n',
      'older bundles',
      'entry 280 in tile/entries/001.p',
    ],
    ['tile/entries/002', '\0\x0aentry 600\n', '', 'inclusion', 'tile/entries/002 does not hold exactly 256'],
  ])('refuse an edited entry in %s', async (bundle, from, to, kind, reason) => {
    await expectRefused(await copyWith(folder, small, bundle, replaced(from, to)), kind, reason);
  });

  it('refuse an edited entry whose hash in the tile was edited with it', async () => {
    const entry = Buffer.from('entry 30O\n');
    const log = await copyWith(folder, small, 'tile/entries/001', replaced('entry 300\n', entry.toString()));
    await change(path.join(log, 'tile/0/001'), (tile) => {
      tile.set(leafHash(entry), (300 - 256) * 32);
      return tile;
    });
    await expectRefused(
      log,
      'inclusion',
      'the tiles over tile/entries/001 do not lead to the root of checkpoint',
    );
  });

  it.each([
    ['tile/0/002', 'inclusion', 'tile/0/002 has 8191 bytes where 8192 belong'],
    ['tile/1/000.p/7', 'roots', 'tile/1/000.p/7 has 223 bytes where 224 belong'],
    ['tile/entries/002', 'inclusion', 'tile/entries/002 does not hold exactly 256 entries'],
  ])('refuse a log whose %s is cut short', async (file, kind, reason) => {
    await expectRefused(await copyWith(folder, small, file, (bytes) => bytes.subarray(0, -1)), kind, reason);
  });

  it('refuse a history rewritten and signed again with the true key, if they saw it before', async () => {
    const rewritten = await publishLog(
      path.join(folder, 'rewritten'),
      [256, 300, 700, 2_000, 2_500],
      otherAt(17),
    );
    await expectAccepted(rewritten.public, await save(folder, rewritten.checkpoints));
    for (const [size, bytes] of small.checkpoints) {
      const name = `saved/${String(size).padStart(6, '0')} (${size})`;
      const before = await save(folder, [[size, bytes]]);
      await expectRefused(rewritten.public, 'roots', `the tiles do not lead to the root of ${name}`, before);
      await expectRefused(
        rewritten.public,
        'consistency',
        `checkpoint (2500) does not continue ${name}`,
        before,
      );
    }
  });

  it('refuse a fork shown to two readers, once the two compare', async () => {
    const fork = await publishLog(path.join(folder, 'fork'), [256, 300, 700, 1_500, 2_000], otherAt(1_200));
    const [one, other] = [small, fork];
    await expectAccepted(one.public, await save(folder, one.checkpoints));
    await expectAccepted(other.public, await save(folder, other.checkpoints));
    const pick = (log: PublishedLog, size: number) => log.checkpoints.get(size) ?? new Uint8Array();
    const equal = await save(folder, [
      ['one', pick(one, 2_000)],
      ['other', pick(other, 2_000)],
    ]);
    const unequal = await save(folder, [
      ['one', pick(one, 2_000)],
      ['other', pick(other, 1_500)],
    ]);
    for (const log of [one.public, other.public])
      await expectRefused(
        log,
        'consistency',
        'saved/000one (2000) and saved/0other (2000): two roots',
        equal,
      );
    const pair = 'saved/000one (2000) does not continue saved/0other (1500)';
    await expectRefused(one.public, 'consistency', pair, unequal);
    await expectRefused(other.public, 'roots', 'the tiles do not lead to the root of saved/000one', unequal);
  });

  it('see that one log follows another, and where either does not say so (the Python program)', async () => {
    const [old, next, other] = await Promise.all(
      [1, 2, 3].map((byte) => logKey(`desk.example/log-${byte}`, byte)),
    );
    if (old === undefined || next === undefined || other === undefined) throw new Error('three keys');
    let count = 0;
    const forge = (key: SignerKey, entries: readonly Uint8Array[]) =>
      forgeLog(path.join(folder, `forged-${count++}`), key, entries);
    const ended = await forge(old, [...lines(300), writeEnding({ log: old, next })]);
    const begun = (after: ForgedLog, log = next) => {
      const first = writeBeginning({ log, after: old, reason: 'year', checkpoint: after.note });
      return forge(log, [first, ...lines(3)]);
    };
    const ask = async (from: ForgedLog, to: ForgedLog, key = next) =>
      programs.python({
        ...{
          log: path.join(from.folder, 'public'),
          key: writeVerifierKey(old),
          saved: await save(folder, []),
        },
        ...{ next: path.join(to.folder, 'public'), nextKey: writeVerifierKey(key) },
      });
    const good = await ask(ended, await begun(ended));
    expect(good).toMatchObject({ isAccepted: true });
    expect(good.lines).toContain('succession: 1 of 1 desk.example/log-2 follows');
    const open = await forge(old, lines(300));
    for (const [from, to, key, reason] of [
      [ended, await begun(ended, other), other, 'the last entry of desk.example/log-1 does not name'],
      [open, await begun(open), next, 'the last entry of desk.example/log-1 does not name'],
      [ended, await begun(open), next, 'does not hold the last checkpoint'],
      [ended, await forge(next, lines(3)), next, 'does not say that it follows'],
    ] as const) {
      const { isAccepted, lines: said } = await ask(from, to, key);
      expect(isAccepted, reason).toBe(false);
      expect(said.join('\n')).toMatch(new RegExp(`wrong: succession: .*${reason}`));
    }
  });

  it('refuse a log that shows an older checkpoint than was seen', async () => {
    const older = small.checkpoints.get(700) ?? new Uint8Array();
    const log = await copyWith(folder, small, 'checkpoint', () => older);
    await expectRefused(log, 'shown', 'the log goes back to 700 leaves');
  });
});
