// One log ends and another follows it: once a year, and whenever a key is changed. A log's name and key are one identity, so both are the
// same event. The old log's last entry says which log follows, or that none does; the new log's first entry holds the old log's last
// checkpoint. The entries are text, so that anybody can read them, and are found by their first letters, which no other entry may have.
//
// Nobody signs these texts by themselves: they count only as an entry under a signed checkpoint. Their first line has spaces, which no origin
// has, and their second begins with a word where a checkpoint has its size, so that neither can be taken for the other.

import { areEqual, concat, textOf, utf8 } from '../bytes.ts';
import { readCheckpointText } from '../notes/checkpoint.ts';
import { readVerifierKey, type VerifierKey, writeVerifierKey } from '../notes/key.ts';
import { parseNote } from '../notes/note.ts';
import { refuseLength } from '../tiles/entry-bundle.ts';
import type { Sha256 } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';

/** The last entry of a log. */
export type Ending = {
  readonly log: VerifierKey;
  /** The log that follows; undefined when none does. */
  readonly next: VerifierKey | undefined;
};

/** With `key-lost` the old log could not say that it ended: whoever has its key now may go on with it. */
export const REASONS = ['year', 'rotation', 'key-lost'] as const;
export type Reason = (typeof REASONS)[number];

/** The first entry of a log that follows another. */
export type Beginning = {
  readonly log: VerifierKey;
  readonly after: VerifierKey;
  readonly reason: Reason;
  /** The old log's last checkpoint as a signed note, byte for byte. Its signature is not checked here: `openCheckpoint` does. */
  readonly checkpoint: Uint8Array;
};

const RESERVED = 'translog-succession';
const RESERVED_BYTES = utf8(RESERVED);
const ENDING = `${RESERVED} v1 ending`;
const BEGINNING = `${RESERVED} v1 beginning`;
const NONE = 'none';

/** @throws TranslogError `log.bad-succession` when the next log has the same name or the same key */
export function writeEnding({ log, next }: Ending): Uint8Array {
  if (next !== undefined) refuseSame(log, next);
  const named = next === undefined ? NONE : writeVerifierKey(next);
  return utf8(`${ENDING}\nlog ${writeVerifierKey(log)}\nnext ${named}\n`);
}

/** @throws TranslogError `log.bad-succession`, and `log.entry-too-long` for a checkpoint with more signatures than an entry can hold */
export function writeBeginning({ log, after, reason, checkpoint }: Beginning): Uint8Array {
  refuseSame(after, log);
  const head = [
    BEGINNING,
    `log ${writeVerifierKey(log)}`,
    `after ${writeVerifierKey(after)}`,
    `reason ${reason}`,
  ];
  const entry = concat(utf8(`${head.join('\n')}\n\n`), checkpoint);
  refuseLength(entry);
  return entry;
}

/** Whether an entry begins with the letters that are kept for this, whatever else it is. */
export const isReserved = (entry: Uint8Array): boolean =>
  areEqual(entry.subarray(0, RESERVED_BYTES.length), RESERVED_BYTES);

/** For whoever adds entries: a line that came from outside must not end a log. @throws TranslogError `log.reserved` */
export function refuseReserved(entry: Uint8Array): void {
  if (!isReserved(entry)) return;
  throw new TranslogError(
    'log.reserved',
    `an entry that begins with ${RESERVED} says how a log ends or begins`,
    'redress log end ends a log, redress log begin begins one after another; other entries begin otherwise',
  );
}

/**
 * What an entry says of the end of the log of `key`.
 * @returns undefined for an entry that is no ending
 * @throws TranslogError `log.bad-succession` for a reserved entry that is not understood, or that ends another log
 */
export function endingIn(sha256: Sha256, entry: Uint8Array, key: VerifierKey): Ending | undefined {
  if (!isReserved(entry) || firstLine(entry) === BEGINNING) return undefined;
  const ending = readEnding(sha256, entry);
  if (isSameKey(ending.log, key)) return ending;
  throw bad(`it ends ${ending.log.name} with the key ${ending.log.id}, not the log that it is in`);
}

/**
 * As `endingIn`, for whoever reads every entry of a log: it compares letters and checks no key.
 * @returns the next log's key as it is written there, or `none`; undefined for an entry that does not end the log of `key`
 */
export function nextIn(entry: Uint8Array, key: VerifierKey): string | undefined {
  if (!isReserved(entry)) return undefined;
  const head = utf8(`${ENDING}\nlog ${writeVerifierKey(key)}\nnext `);
  const rest = entry.subarray(head.length);
  return areEqual(entry.subarray(0, head.length), head) ? textOf(rest).trimEnd() : undefined;
}

/** @throws TranslogError `log.bad-succession`; nothing of it is verified */
export function readEnding(sha256: Sha256, entry: Uint8Array): Ending {
  const [head = '', log = '', next = ''] = textOf(refuseLong(entry)).split('\n');
  refuseHead(head, ENDING);
  const named = valueOf('next', next);
  const ending = {
    log: keyOf(sha256, 'log', log),
    next: named === NONE ? undefined : keyOf(sha256, 'next', next),
  };
  return exactly(ending, writeEnding(ending), entry);
}

/** @throws TranslogError `log.bad-succession`; the signature of the old log is not verified */
export function readBeginning(sha256: Sha256, entry: Uint8Array): Beginning {
  const text = textOf(refuseLong(entry));
  refuseHead(firstLine(entry), BEGINNING);
  const split = text.indexOf('\n\n');
  const [, log = '', after = '', why = ''] = text.slice(0, Math.max(0, split)).split('\n');
  const reason = REASONS.find((one) => one === valueOf('reason', why));
  if (reason === undefined) throw bad('its reason is none of year, rotation and key-lost');
  const checkpoint = utf8(text.slice(split + 2));
  const beginning = {
    ...{ log: keyOf(sha256, 'log', log), after: keyOf(sha256, 'after', after), reason, checkpoint },
  };
  const { origin } = readCheckpointText(parseNote(checkpoint).text);
  if (origin !== beginning.after.name) throw bad(`its checkpoint is of ${origin}`);
  return exactly(beginning, writeBeginning(beginning), entry);
}

export const notEmpty = (size: number): TranslogError =>
  new TranslogError(
    'log.not-empty',
    `this log has ${size} entries already, and its first entry is another`,
    'a log follows another from its first entry on: begin it in an empty folder, with a name and a key of its own',
  );
export const isSameKey = (one: VerifierKey, other: VerifierKey): boolean =>
  writeVerifierKey(one) === writeVerifierKey(other);

/** There is one spelling of each, so that what was read is all there is. */
function exactly<Value>(value: Value, written: Uint8Array, entry: Uint8Array): Value {
  if (areEqual(written, entry)) return value;
  throw bad('it holds more than its form has, or spells it otherwise');
}

function refuseLong(entry: Uint8Array): Uint8Array {
  refuseLength(entry);
  return entry;
}

function firstLine(entry: Uint8Array): string {
  const end = entry.indexOf('\n'.charCodeAt(0));
  return end < 0 ? '' : textOf(entry.subarray(0, end));
}

function refuseHead(head: string, wanted: string): void {
  if (head === wanted) return;
  const isOther = head === ENDING || head === BEGINNING;
  throw bad(
    isOther
      ? `it is a ${head.split(' ').at(-1) ?? ''}`
      : `its first line is ${JSON.stringify(head.slice(0, 80))}`,
  );
}

function valueOf(word: string, line: string): string {
  if (line.startsWith(`${word} `)) return line.slice(word.length + 1);
  throw bad(`a line that should begin with ${word} does not`);
}

function keyOf(sha256: Sha256, word: string, line: string): VerifierKey {
  const key = readVerifierKey(sha256, valueOf(word, line));
  if (key.type === 'note') return key;
  throw bad(`${key.name} is the key of a witness, not of a log`);
}

/** A key under an old name, or a name with a new key, would leave it open which log a checkpoint is of. */
function refuseSame(old: VerifierKey, next: VerifierKey): void {
  if (old.name === next.name) throw bad(`both logs are named ${old.name}`);
  if (areEqual(old.publicKey, next.publicKey)) throw bad('both logs have the same key');
}

const bad = (why: string): TranslogError =>
  new TranslogError(
    'log.bad-succession',
    `it does not say how a log ends or begins: ${why}`,
    'a log that follows another has a name and a key of its own; what a newer version wrote, a newer version reads',
  );
