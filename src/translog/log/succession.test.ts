import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, textOf, utf8 } from '../bytes.ts';
import { checkpointText, openCheckpoint, readCheckpointText } from '../notes/checkpoint.ts';
import { isKeyName, makeSignerKey, type SignerKey, writeVerifierKey } from '../notes/key.ts';
import { parseNote, signText, writeNote } from '../notes/note.ts';
import { readProofFile } from '../notes/proof-file.ts';
import { readWitnessRequest } from '../notes/witness-request.ts';
import { TranslogError } from '../translog-error.ts';
import {
  endingIn,
  isReserved,
  nextIn,
  readBeginning,
  readEnding,
  REASONS,
  refuseReserved,
  writeBeginning,
  writeEnding,
} from './succession.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const keyOf = (name: string, byte: number, type: 'note' | 'cosignature' = 'note') =>
  makeSignerKey(sha256, name, type, new Uint8Array(32).fill(byte));
const old = await keyOf('desk.example/log-2027', 1);
const next = await keyOf('desk.example/log-2028', 2);

async function noteOf(key: SignerKey, size = 7): Promise<Uint8Array> {
  const text = checkpointText({ origin: key.name, size, root: sha256(utf8(`root ${size}`)) });
  return writeNote({ text, signatures: [await signText(text, key)] });
}
const note = await noteOf(old);
const ending = writeEnding({ log: old, next });
const beginning = writeBeginning({ log: next, after: old, reason: 'year', checkpoint: note });

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'held';
  } catch (error) {
    if (error instanceof TranslogError) return error.code;
    throw error;
  }
}
const edited = (entry: Uint8Array, from: string | RegExp, to: string): Uint8Array => {
  const text = textOf(entry);
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  return utf8(other);
};

const someKey = fc
  .record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(isKeyName),
    seed: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  })
  .map(({ name, seed }) => makeSignerKey(sha256, name, 'note', seed));

describe('how a log ends and begins, as text', () => {
  it('is written so that people can read it', () => {
    expect(textOf(ending)).toBe(
      'translog-succession v1 ending\n' + `log ${writeVerifierKey(old)}\nnext ${writeVerifierKey(next)}\n`,
    );
    expect(textOf(beginning)).toBe(
      'translog-succession v1 beginning\n' +
        `log ${writeVerifierKey(next)}\nafter ${writeVerifierKey(old)}\nreason year\n\n${textOf(note)}`,
    );
  });

  it('says after reading what was written, whatever the keys are named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(someKey, someKey),
        fc.constantFrom(...REASONS),
        fc.boolean(),
        fc.nat(),
        async (keys, reason, isLast, size) => {
          const [one, other] = await Promise.all(keys);
          fc.pre(one.name !== other.name && writeVerifierKey(one) !== writeVerifierKey(other));
          const { seed: _, ...log } = one;
          const { seed: __, ...after } = other;
          const end = { log, next: isLast ? undefined : after };
          expect(readEnding(sha256, writeEnding(end))).toEqual(end);
          expect(endingIn(sha256, writeEnding(end), log)).toEqual(end);
          expect(nextIn(writeEnding(end), log)).toBe(isLast ? 'none' : writeVerifierKey(after));
          const checkpoint = await noteOf(other, size);
          const begin = { log, after, reason, checkpoint };
          const read = readBeginning(sha256, writeBeginning(begin));
          expect(read).toEqual(begin);
          expect(await openCheckpoint(read.checkpoint, other)).toMatchObject({ size });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('has one spelling: no changed byte is read as the same, and none breaks the reader', () => {
    for (const [entry, read] of [
      [ending, readEnding],
      [beginning, readBeginning],
    ] as const)
      fc.assert(
        fc.property(fc.nat({ max: entry.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
          const other = Uint8Array.from(entry);
          other[at] = (other[at] ?? 0) ^ flip;
          // The signature of a checkpoint is checked by openCheckpoint and not by the form.
          const isInNote = read === readBeginning && at >= entry.length - note.length;
          if (!isInNote) expect(codeOf(() => read(sha256, other))).toMatch(/^log\./);
          else codeOf(() => read(sha256, other));
        }),
        { numRuns: 500 },
      );
  });

  it('is refused with anything more, less, or otherwise', () => {
    for (const wrong of [
      concat(ending, utf8('\n')),
      concat(ending, utf8('more\n')),
      ending.subarray(0, -1),
      edited(ending, 'v1', 'v2'),
      edited(ending, 'ending', 'Ending'),
      edited(ending, '\nnext ', '\nafter '),
      edited(ending, 'log-2028', 'log-2029'),
      edited(ending, /next .*/, 'next nobody'),
      edited(ending, /next .*/, `next ${writeVerifierKey(old)}`),
      edited(ending, '\n', '\r\n'),
      beginning,
    ])
      expect(
        codeOf(() => readEnding(sha256, wrong)),
        textOf(wrong),
      ).toMatch(/^log\.bad-(succession|key)$/);
    for (const wrong of [
      edited(beginning, 'reason year', 'reason month'),
      edited(beginning, 'reason year\n', 'reason year\nreason year\n'),
      edited(beginning, '\n\n', '\n'),
      edited(beginning, '\ndesk.example/log-2027\n', '\ndesk.example/log-2026\n'),
      edited(beginning, 'v1', 'v2'),
      beginning.subarray(0, -1),
      ending,
    ])
      expect(
        codeOf(() => readBeginning(sha256, wrong)),
        textOf(wrong),
      ).toMatch(/^log\.bad-/);
    expect(codeOf(() => readBeginning(sha256, concat(beginning, new Uint8Array(65_536))))).toBe(
      'log.entry-too-long',
    );
  });

  it('is made only with a new name and a new key, and only with keys of logs', async () => {
    const sameName = await keyOf(old.name, 3);
    const sameKey = await keyOf('desk.example/other', 1);
    for (const wrong of [sameName, sameKey, old]) {
      expect(codeOf(() => writeEnding({ log: old, next: wrong }))).toBe('log.bad-succession');
      const begin = { log: wrong, after: old, reason: 'rotation', checkpoint: note } as const;
      expect(codeOf(() => writeBeginning(begin))).toBe('log.bad-succession');
    }
    const ofWitness = writeVerifierKey(await keyOf('witness.example', 4, 'cosignature'));
    const named = edited(ending, /next .*/, `next ${ofWitness}`);
    expect(codeOf(() => readEnding(sha256, named))).toBe('log.bad-succession');
  });

  it('is no checkpoint, no note, no request and no proof, and none of those is one', () => {
    for (const entry of [ending, beginning]) {
      expect(codeOf(() => readCheckpointText(textOf(entry)))).not.toBe('held');
      expect(codeOf(() => readCheckpointText(textOf(entry).split('\n\n')[0] ?? ''))).not.toBe('held');
      expect(codeOf(() => readWitnessRequest(entry))).not.toBe('held');
      expect(codeOf(() => readProofFile(entry))).not.toBe('held');
      // Its first line is the name of no key, so no log has it as its origin.
      expect(isKeyName(textOf(entry).split('\n')[0] ?? '')).toBe(false);
    }
    expect(codeOf(() => readCheckpointText(parseNote(beginning).text))).not.toBe('held');
    expect(codeOf(() => readEnding(sha256, note))).toBe('log.bad-succession');
    expect(codeOf(() => readBeginning(sha256, note))).toBe('log.bad-succession');
  });

  it('is kept for those who end and begin logs: other entries may not begin so, whatever follows', () => {
    for (const entry of [
      ending,
      beginning,
      edited(ending, 'v1', 'v9'),
      utf8('translog-succession'),
      utf8('translog-succession\r\n'),
    ]) {
      expect(isReserved(entry)).toBe(true);
      expect(codeOf(() => refuseReserved(entry))).toBe('log.reserved');
    }
    for (const entry of ['', 'translog', ' translog-succession v1 ending\n', 'entry'])
      expect(codeOf(() => refuseReserved(utf8(entry)))).toBe('held');
  });

  it('ends the log that it is in, and no other', () => {
    expect(codeOf(() => endingIn(sha256, ending, next))).toBe('log.bad-succession');
    expect(nextIn(ending, next)).toBeUndefined();
    expect(endingIn(sha256, beginning, next)).toBeUndefined();
    expect(endingIn(sha256, utf8('an entry'), old)).toBeUndefined();
    expect(codeOf(() => endingIn(sha256, edited(ending, 'v1', 'v2'), old))).toBe('log.bad-succession');
  });
});
