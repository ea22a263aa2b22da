// `redress verify succession`: which two logs follow each other, and every way in which somebody could pretend it.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utf8 } from '../../src/translog/bytes.ts';
import { type Reason, writeBeginning, writeEnding } from '../../src/translog/log/succession.ts';
import { openCheckpoint } from '../../src/translog/notes/checkpoint.ts';
import { type SignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { type ProofFile, writeProofFile } from '../../src/translog/notes/proof-file.ts';
import { treeReader } from '../../src/translog/tiles/tree-reader.ts';
import { redressHere, redressJson } from '../support/command-line.ts';
import { forgeLog, type ForgedLog, hasher, lines, logKey } from '../support/forged-log.ts';

const old = await logKey('desk.example/log-2027', 1);
const next = await logKey('desk.example/log-2028', 2);
const other = await logKey('desk.example/log-2029', 3);
const ENTRIES = lines(300);
const ENDED = [...ENTRIES, writeEnding({ log: old, next })];

let folder = '';
/** The old log, ended, and the one that follows it. */
let ended: ForgedLog;
let follows: ForgedLog;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-succession-'));
  ended = await forge(old, ENDED);
  follows = await begun(ended);
});
afterAll(() => rm(folder, { recursive: true }));

async function forge(key: SignerKey, entries: readonly Uint8Array[]): Promise<ForgedLog> {
  return forgeLog(await mkdtemp(path.join(folder, 'log-')), key, entries);
}
type Begun = {
  readonly key?: SignerKey;
  readonly oldKey?: SignerKey;
  readonly reason?: Reason;
  readonly more?: readonly Uint8Array[];
};
const begun = (
  after: ForgedLog,
  { key = next, oldKey = old, reason = 'year', more = lines(5, 'new') }: Begun = {},
) => forge(key, [writeBeginning({ log: key, after: oldKey, reason, checkpoint: after.note }), ...more]);

async function succession(
  from: ForgedLog,
  to: ForgedLog,
  { key = next, oldKey = old, more = [] as readonly string[] } = {},
) {
  const keys = ['--old-key', writeVerifierKey(oldKey), '--key', writeVerifierKey(key)];
  const args = ['verify', 'succession', from.folder, to.folder, ...keys, ...more];
  const { code, json } = await redressJson(args, {}, redressHere);
  return json.error === undefined ? { code, ...json } : { code, error: json.error.code };
}
const refusedAs = (error: string) => ({ code: 1, error });

describe('a log follows another', () => {
  test('when each names the other, at any size of either', async () => {
    expect(await succession(ended, follows)).toMatchObject({
      ...{ code: 0, isBothSided: true, reason: 'year' },
      ...{ old: { size: 301 }, now: { size: 6 } },
    });
    for (const size of [0, 1, 254, 255, 256]) {
      const first = await forge(old, [...lines(size), writeEnding({ log: old, next })]);
      const second = await begun(first, { reason: 'rotation', more: lines(size) });
      expect(await succession(first, second), String(size)).toMatchObject({ code: 0, isBothSided: true });
    }
  });

  test('and only by its own word when the old key was lost, which is said', async () => {
    for (const entries of [ENTRIES, []]) {
      const lost = await forge(old, entries);
      const alone = await begun(lost, { reason: 'key-lost' });
      expect(await succession(lost, alone)).toMatchObject({
        code: 0,
        isBothSided: false,
        reason: 'key-lost',
      });
      const keys = ['--old-key', writeVerifierKey(old), '--key', writeVerifierKey(next)];
      for (const [lang, says] of [
        ['en', 'One-sided'],
        ['ko', '한쪽만의 주장'],
      ] as const) {
        const args = ['verify', 'succession', lost.folder, alone.folder, ...keys, '--lang', lang];
        expect((await redressHere(args)).stdout).toContain(says);
      }
    }
  });

  test('continues what was kept of the old one from earlier', async () => {
    const earlier = await forge(old, ENTRIES.slice(0, 200));
    const more = ['--seen', earlier.checkpoint, ended.checkpoint];
    expect(await succession(ended, follows, { more })).toMatchObject({ code: 0, isBothSided: true });
  });
});

describe('the proof that a log has ended', () => {
  async function proofFile(log: ForgedLog, entry: Uint8Array, edit: Partial<ProofFile> = {}) {
    const read = (name: string) => readFile(path.join(log.folder, 'public', name));
    const { size } = await openCheckpoint(log.note, old);
    const proof = await treeReader(hasher, size, read).inclusionProof(size - 1);
    const file = path.join(await mkdtemp(path.join(folder, 'proof-')), 'end.tlog-proof');
    const all = { index: size - 1, proof, checkpoint: log.note, extra: entry, ...edit };
    await writeFile(file, writeProofFile(all));
    return file;
  }
  async function ending(file: string, seen: readonly ForgedLog[] = []) {
    const more = seen.length === 0 ? [] : ['--seen', ...seen.map(({ checkpoint }) => checkpoint)];
    const args = ['verify', 'ending', file, '--key', writeVerifierKey(old), ...more];
    const { code, json } = await redressJson(args, {}, redressHere);
    return json.error === undefined ? { code, ...json } : { code, error: json.error.code };
  }

  test('is one file that names the next, or none, and holds offline', async () => {
    const file = await proofFile(ended, writeEnding({ log: old, next }));
    expect(await ending(file, [ended])).toMatchObject({
      ...{ code: 0, next: writeVerifierKey(next), checkpoint: { size: 301 } },
    });
    const last = writeEnding({ log: old, next: undefined });
    const none = await forge(old, [...ENTRIES, last]);
    expect(await ending(await proofFile(none, last))).toMatchObject({ code: 0, next: null });
  });

  test('proves with one later checkpoint that somebody went on, and with another end that there are two', async () => {
    const file = await proofFile(ended, writeEnding({ log: old, next }));
    const grown = await forge(old, [...ENDED, ...lines(1, 'after the end')]);
    const elsewhere = await forge(old, lines(400, 'another history'));
    for (const cheat of [grown, elsewhere])
      expect(await ending(file, [ended, cheat])).toEqual(refusedAs('log.grew-after-end'));
    const fork = await forge(old, [...ENTRIES, writeEnding({ log: old, next: other })]);
    expect(await ending(file, [fork])).toEqual(refusedAs('log.fork'));
    expect(await ending(file, [await forge(old, ENTRIES)])).toEqual(refusedAs('log.smaller'));
    const stranger = await forge(other, lines(400));
    expect(await ending(file, [stranger])).toEqual(refusedAs('log.not-signed'));
  });

  test('is refused for another entry, an entry before the last, and a log that has not ended', async () => {
    const named = writeEnding({ log: old, next: other });
    expect(await ending(await proofFile(ended, named))).toEqual(refusedAs('log.proof-wrong'));
    const open = await forge(old, ENTRIES);
    expect(await ending(await proofFile(open, utf8('entry 299')))).toEqual(refusedAs('log.no-ending'));
    const grown = await forge(old, [...ENDED, ...lines(1, 'after the end')]);
    const read = (name: string) => readFile(path.join(grown.folder, 'public', name));
    const proof = await treeReader(hasher, 302, read).inclusionProof(300);
    const early = await proofFile(grown, writeEnding({ log: old, next }), { index: 300, proof });
    expect(await ending(early)).toEqual(refusedAs('log.no-ending'));
  });
});

describe('a log does not follow another', () => {
  test('that has not ended, unless its key was lost', async () => {
    const open = await forge(old, ENTRIES);
    for (const reason of ['year', 'rotation'] as const)
      expect(await succession(open, await begun(open, { reason }))).toEqual(refusedAs('log.no-ending'));
  });

  test('whose ending names another or none, whatever reason the second one gives', async () => {
    for (const named of [other, undefined]) {
      const elsewhere = await forge(old, [...ENTRIES, writeEnding({ log: old, next: named })]);
      for (const reason of ['year', 'key-lost'] as const)
        expect(await succession(elsewhere, await begun(elsewhere, { reason }))).toEqual(
          refusedAs('log.other-succession'),
        );
    }
    // The same name under another key is another log.
    const twin = await logKey(next.name, 4);
    expect(await succession(ended, await begun(ended, { key: twin }), { key: twin })).toEqual(
      refusedAs('log.other-succession'),
    );
  });

  test('that it does not name, and no log does that names none', async () => {
    const stranger = await forge(other, ENTRIES);
    const elsewhere = await begun(stranger, { oldKey: other });
    expect(await succession(ended, elsewhere)).toEqual(refusedAs('log.other-succession'));
    for (const entries of [ENTRIES, []])
      expect(await succession(ended, await forge(next, entries))).toEqual(refusedAs('log.no-beginning'));
  });

  test('by a beginning that is copied from another log, put elsewhere, or of an unknown version', async () => {
    const first = { after: old, reason: 'year', checkpoint: ended.note } as const;
    const copied = await forge(next, [writeBeginning({ log: other, ...first })]);
    expect(await succession(ended, copied)).toEqual(refusedAs('log.other-succession'));
    const later = await forge(next, [...lines(1), writeBeginning({ log: next, ...first })]);
    expect(await succession(ended, later)).toEqual(refusedAs('log.no-beginning'));
    const newer = Buffer.from(writeBeginning({ log: next, ...first }));
    const changed = await forge(next, [utf8(newer.toString().replace(' v1 ', ' v2 '))]);
    expect(await succession(ended, changed)).toEqual(refusedAs('log.bad-succession'));
  });

  test('by a checkpoint that the old key did not sign', async () => {
    const text = Buffer.from(ended.note).toString();
    const note = utf8(text.replace(/.(=*)\n$/, (_, pad: string) => `A${pad}\n`));
    const damaged = { ...ended, note };
    expect(await succession(ended, await begun(damaged))).toMatchObject({ code: 1 });
    const thief = await logKey(old.name, 5);
    const made = await forge(thief, ENDED);
    expect(await succession(ended, await begun(made))).toEqual(refusedAs('log.not-signed'));
  });

  test('with the key of another log given for either', async () => {
    expect(await succession(ended, follows, { key: other })).toEqual(refusedAs('log.not-signed'));
    expect(await succession(ended, follows, { oldKey: other })).toEqual(refusedAs('log.other-succession'));
  });
});

describe('whoever goes on with the key of a log that ended', () => {
  const grown = [...ENDED, ...lines(3, 'after the end')];

  test('is proved by the log that shows more entries, and by any checkpoint that was seen elsewhere', async () => {
    const cheat = await forge(old, grown);
    expect(await succession(cheat, follows)).toEqual(refusedAs('log.grew-after-end'));
    const seen = (file: ForgedLog) => ({ more: ['--seen', file.checkpoint] });
    expect(await succession(ended, follows, seen(cheat))).toEqual(refusedAs('log.grew-after-end'));
    const another = await forge(old, lines(400, 'another history'));
    expect(await succession(ended, follows, seen(another))).toEqual(refusedAs('log.grew-after-end'));
    const { code, json } = await redressJson(
      ['verify', 'log', cheat.folder, '--key', writeVerifierKey(old)],
      {},
      redressHere,
    );
    expect({ code, error: json.error?.code }).toEqual(refusedAs('log.grew-after-end'));
  });

  test('is proved when a second ending names a second successor', async () => {
    const twice = await forge(old, [...ENDED, writeEnding({ log: old, next: other })]);
    const second = await begun(twice, { key: other });
    expect(await succession(twice, follows)).toEqual(refusedAs('log.grew-after-end'));
    expect(await succession(twice, second, { key: other })).toEqual(refusedAs('log.grew-after-end'));
    // A fork at the end looks right by itself: whoever kept the last checkpoint has the proof.
    const { checkpoint } = ended;
    const fork = await forge(old, [...ENTRIES, writeEnding({ log: old, next: other })]);
    expect(await succession(fork, follows)).toEqual(refusedAs('log.fork'));
    const third = await begun(fork, { key: other });
    expect(await succession(fork, third, { key: other })).toMatchObject({ code: 0 });
    expect(await succession(fork, third, { key: other, more: ['--seen', checkpoint] })).toEqual(
      refusedAs('log.fork'),
    );
  });

  test('is told when it rewrites what was before the end, or takes entries back', async () => {
    const rewritten = await forge(old, [...lines(301, 'other'), ...lines(3, 'more')]);
    expect(await succession(rewritten, follows)).toEqual(refusedAs('log.rewritten'));
    const shorter = await forge(old, ENTRIES.slice(0, 100));
    expect(await succession(shorter, follows)).toEqual(refusedAs('log.smaller'));
    const seenBefore = await forge(old, lines(100, 'other'));
    expect(await succession(ended, follows, { more: ['--seen', seenBefore.checkpoint] })).toEqual(
      refusedAs('log.rewritten'),
    );
  });

  test('is told when the key was lost: the new log names an older checkpoint than there is', async () => {
    const lost = await forge(old, ENTRIES);
    const alone = await begun(lost, { reason: 'key-lost' });
    const thief = await forge(old, [...ENTRIES, ...lines(2, 'of the thief')]);
    expect(await succession(thief, alone)).toEqual(refusedAs('log.not-last'));
    expect(await succession(lost, alone, { more: ['--seen', thief.checkpoint] })).toEqual(
      refusedAs('log.not-last'),
    );
    // Nor can whoever found the key end the log afterwards in favour of another.
    const stolen = await forge(old, [...ENTRIES, writeEnding({ log: old, next: other })]);
    expect(await succession(stolen, alone)).toEqual(refusedAs('log.not-last'));
  });

  test('proves nothing with foreign or damaged tiles', async () => {
    const mixed = await forge(old, lines(301, 'other'));
    await writeFile(mixed.checkpoint, ended.note);
    expect(await succession(mixed, follows)).toEqual(refusedAs('log.wrong-root'));
    const { bytes, file } = { bytes: Buffer.from('no tile'), file: 'public/tile/0/001.p/45' };
    const cut = await forge(old, ENDED);
    await writeFile(path.join(cut.folder, file), bytes);
    expect(await succession(cut, follows)).toEqual(refusedAs('log.bad-tile'));
  });
});
