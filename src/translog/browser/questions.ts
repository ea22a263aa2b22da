// What a person can ask on the page, and the answers. No page in here: files in, answers out.

import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../bytes.ts';
import { readVerifierKey, verifyEd25519 } from '../notes/key.ts';
import { readPolicy } from '../notes/policy.ts';
import { HASH_BYTES, type Hash, treeHasher } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';
import {
  checkCheckpoint,
  type CheckedCheckpoint,
  type CheckedInclusion,
  type CheckedLog,
  type CheckedPair,
  checkInclusion,
  checkLog,
  checkPair,
  refuseTooFew,
  type Trust,
} from '../verify/checks.ts';
import { bytesOf, chosenLog } from './chosen-files.ts';

export const KINDS = ['checkpoint', 'proof', 'pair', 'log'] as const;
export type Kind = (typeof KINDS)[number];

/** What was chosen and typed, whether it is needed or not. */
export type Given = {
  readonly key: string;
  readonly text: string;
  readonly leaf: string;
  /** By the name of their field: `policy`, `checkpoint`, `proof`, `entry`, `old`, `now`, `folder`, `kept`. */
  files(field: string): readonly File[];
};
export type Answer =
  | { readonly kind: 'checkpoint'; readonly checkpoint: CheckedCheckpoint }
  | ({ readonly kind: 'proof'; readonly leaf: string } & CheckedInclusion)
  | ({ readonly kind: 'pair' } & CheckedPair)
  | ({ readonly kind: 'log' } & CheckedLog);

const hasher = treeHasher(sha256);

/** @throws TranslogError of what does not hold; `log.incomplete` when something was not chosen; `log.no-ed25519` */
export async function answer(
  kind: Kind,
  given: Given,
  progress: (entries: number, size: number) => void,
): Promise<Answer> {
  await refuseOldBrowser();
  const trust = await trustOf(given);
  switch (kind) {
    case 'checkpoint': {
      const checkpoint = await checkCheckpoint(await one(given, 'checkpoint'), trust);
      refuseTooFew(checkpoint);
      return { kind, checkpoint };
    }
    case 'proof': {
      const leaf = await leafOf(given);
      const checked = await checkInclusion(hasher, await one(given, 'proof'), leaf, trust);
      return { kind, leaf: toHex(leaf), ...checked };
    }
    case 'pair': {
      const saved = { old: await one(given, 'old'), now: await one(given, 'now') };
      return { kind, ...(await checkPair(hasher, saved, chosenLog(given.files('folder')), trust)) };
    }
    case 'log': {
      const files = given.files('folder');
      if (files.length === 0) throw incomplete('folder');
      const kept = await Promise.all(given.files('kept').map(bytesOf));
      return { kind, ...(await checkLog(hasher, { read: chosenLog(files), kept, progress }, trust)) };
    }
  }
}

async function trustOf(given: Given): Promise<Trust> {
  const text = given.key.trim();
  if (text === '') throw incomplete('key');
  const [policy] = given.files('policy');
  return {
    key: readVerifierKey(sha256, text),
    policy: policy && readPolicy(sha256, await bytesOf(policy)),
  };
}

async function one(given: Given, field: string): Promise<Uint8Array> {
  const [file] = given.files(field);
  if (file === undefined) throw incomplete(field);
  return bytesOf(file);
}

async function leafOf(given: Given): Promise<Hash> {
  const [file] = given.files('entry');
  const leaf = given.leaf.trim();
  const count = [file !== undefined, given.text !== '', leaf !== ''].filter(Boolean).length;
  if (count !== 1) throw incomplete('entry, in one of three ways,');
  if (file !== undefined) return hasher.leaf(await bytesOf(file));
  if (leaf === '') return hasher.leaf(utf8(given.text));
  if (!/^[0-9a-f]+$/i.test(leaf) || leaf.length !== 2 * HASH_BYTES)
    throw incomplete('leaf hash of 64 digits');
  return fromHex(leaf);
}

const incomplete = (what: string): TranslogError =>
  new TranslogError('log.incomplete', `the ${what} is missing`, 'fill in what the question needs');

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
// RFC 8032, section 7.1, TEST 1: of an empty message.
const KNOWN_KEY = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
const KNOWN_SIGNATURE = fromHex(
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
);

/** A browser that cannot check signatures says so, and does not call them wrong. @throws TranslogError `log.no-ed25519` */
async function refuseOldBrowser(): Promise<void> {
  const holds = await verifyEd25519(KNOWN_KEY, new Uint8Array(), KNOWN_SIGNATURE).catch(() => false);
  if (holds) return;
  throw new TranslogError(
    'log.no-ed25519',
    'this browser cannot check Ed25519 signatures here',
    'take Chrome 137, Firefox 129, Safari 17 or newer, and open the page from a file or over https; or use redress verify',
  );
}
