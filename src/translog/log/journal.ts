// Entries that were acknowledged and are in no published checkpoint yet: one file a batch below `pending/`, named by the index of its
// first entry, the entries as in a bundle, and SHA-256 over them behind.

import { areEqual, concat } from '../bytes.ts';
import { encodeEntry } from '../tiles/entry-bundle.ts';
import { HASH_BYTES, type Sha256 } from '../tree/hash.ts';
import { readNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';
import type { LogFile } from './log-storage.ts';

const DIGITS = 16;
const FOLDER = 'pending/';
const BYTE = 256;
const LENGTH_BYTES = 2;

const journalPath = (first: number): string => `${FOLDER}${String(first).padStart(DIGITS, '0')}`;

/** @throws TranslogError `log.journal-damaged` for a name of no batch */
export function firstIndexOf(path: string): number {
  const digits = path.slice(FOLDER.length).replace(/^0+(?=.)/, '');
  return readNumber(digits, `the name of ${path}`);
}

export function writeJournal(sha256: Sha256, first: number, entries: readonly Uint8Array[]): LogFile {
  const body = concat(...entries.map(encodeEntry));
  return { path: journalPath(first), bytes: concat(body, sha256(body)) };
}

/** @throws TranslogError `log.journal-damaged`: entries that were acknowledged are lost, which nothing may pass over */
export function readJournal(sha256: Sha256, { path, bytes }: LogFile): readonly Uint8Array[] {
  const body = bytes.subarray(0, Math.max(0, bytes.length - HASH_BYTES));
  if (!areEqual(sha256(body), bytes.subarray(body.length)))
    throw new TranslogError(
      'log.journal-damaged',
      `${path} is damaged: it holds entries that were acknowledged`,
      'bring this file back from a copy; without it the log cannot go on as it was',
    );
  const entries: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const length = (body[at] ?? 0) * BYTE + (body[at + 1] ?? 0);
    entries.push(body.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length));
    at += LENGTH_BYTES + length;
  }
  return entries;
}
