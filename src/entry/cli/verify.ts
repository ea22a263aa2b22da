// `redress verify` and `redress log proof`: what a reader of a log can check without believing anybody, and the proof to be handed on.
import { writeFile } from 'node:fs/promises';
import { toHex, utf8 } from '../../translog/bytes.ts';
import { openCheckpoint } from '../../translog/notes/checkpoint.ts';
import { readPolicy } from '../../translog/notes/policy.ts';
import { writeProofFile } from '../../translog/notes/proof-file.ts';
import { treeReader } from '../../translog/tiles/tree-reader.ts';
import { HASH_BYTES, type Hash, treeHasher } from '../../translog/tree/hash.ts';
import { verifyInclusion } from '../../translog/tree/inclusion.ts';
import {
  checkCheckpoint,
  type CheckedCheckpoint,
  checkInclusion,
  checkLog,
  checkPair,
  publishedCheckpoint,
  refuseTooFew,
  type Trust,
} from '../../translog/verify/checks.ts';
import { language } from './language.ts';
import { verifierKey } from './log-keys.ts';
import type { LogParts } from './log-parts.ts';
import { CommandError, EXIT, type Output } from './output.ts';
import { VERIFY_WORDS } from './verify-words.ts';

const PROGRESS_ENTRIES = 100_000;
const MILLISECONDS = 1_000;

export interface VerifyOptions {
  readonly key: string;
  readonly policy?: string;
  readonly lang?: 'ko' | 'en';
}

export const wordsOf = ({ lang }: VerifyOptions) => VERIFY_WORDS[lang ?? language()];

export async function trustOf(parts: LogParts, { key, policy }: VerifyOptions): Promise<Trust> {
  return {
    key: await verifierKey(parts, key),
    policy: policy === undefined ? undefined : readPolicy(parts.sha256, await parts.file(policy)),
  };
}

export const asJson = ({ origin, size, root, witnesses, isQuorum }: CheckedCheckpoint) => ({
  ...{ origin, size, root: toHex(root), isQuorum: isQuorum ?? null },
  witnesses: witnesses.map(({ witness, time }) => ({ witness, time: isoTime(time) })),
});

function isoTime(seconds: number): string {
  const date = new Date(seconds * MILLISECONDS);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}

export function linesOf(checkpoint: CheckedCheckpoint, options: VerifyOptions): readonly string[] {
  const say = wordsOf(options);
  const { origin, size, root, witnesses, isQuorum } = checkpoint;
  return [
    say.signed(origin, size),
    `  ${say.root(toHex(root))}`,
    ...witnesses.map(({ witness, time }) => `  ${say.witnessed(witness, isoTime(time))}`),
    ...(isQuorum === undefined ? [] : [`  ${isQuorum ? say.enough : say.tooFew}`]),
  ];
}

/** Too few witnesses end with exit code 1, after everything was said. */
export async function verifyCheckpoint(
  parts: LogParts,
  place: string,
  options: VerifyOptions,
  output: Output,
): Promise<void> {
  const checkpoint = await checkCheckpoint(await parts.file(place), await trustOf(parts, options));
  if (!output.json) output.result({}, linesOf(checkpoint, options));
  refuseTooFew(checkpoint);
  if (output.json) output.result(asJson(checkpoint), []);
}

export interface LeafOptions {
  readonly entry?: string;
  readonly text?: string;
  readonly leafHash?: string;
}

export async function verifyProof(
  parts: LogParts,
  place: string,
  options: VerifyOptions & LeafOptions,
  output: Output,
): Promise<void> {
  const leaf = await leafOf(parts, options);
  const trust = await trustOf(parts, options);
  const { index, checkpoint } = await checkInclusion(
    treeHasher(parts.sha256),
    await parts.file(place),
    leaf,
    trust,
  );
  output.result({ index, leafHash: toHex(leaf), checkpoint: asJson(checkpoint) }, [
    wordsOf(options).included(index),
    ...linesOf(checkpoint, options),
  ]);
}

async function leafOf(parts: LogParts, { entry, text, leafHash }: LeafOptions): Promise<Hash> {
  const given = [entry, text, leafHash].filter((one) => one !== undefined);
  if (given.length !== 1) throw usage('give one of --entry, --text and --leaf-hash');
  const { leaf } = treeHasher(parts.sha256);
  if (text !== undefined) return leaf(utf8(text));
  if (entry !== undefined) return leaf(await parts.file(entry));
  const digits = leafHash ?? '';
  if (!/^[0-9a-f]+$/i.test(digits) || digits.length !== 2 * HASH_BYTES)
    throw usage(`--leaf-hash has ${2 * HASH_BYTES} hexadecimal digits`);
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

const usage = (says: string): CommandError =>
  new CommandError('usage', says, 'redress verify inclusion --help', EXIT.usage);

export async function verifyPair(
  parts: LogParts,
  places: { readonly old: string; readonly now: string },
  options: VerifyOptions & { readonly log: string },
  output: Output,
): Promise<void> {
  const trust = await trustOf(parts, options);
  const saved = { old: await parts.file(places.old), now: await parts.file(places.now) };
  const read = await parts.published(options.log);
  const { old, now } = await checkPair(treeHasher(parts.sha256), saved, read, trust);
  output.result({ old: asJson(old), now: asJson(now) }, [wordsOf(options).continues(old.size, now.size)]);
}

/** A line now and then while a log is read. */
export function progressTo(output: Output): (entries: number, size: number) => void {
  let told = 0;
  return (entries, size) => {
    if (entries - told < PROGRESS_ENTRIES) return;
    told = entries;
    output.note(`  ${entries}/${size}`);
  };
}

/** Everything is read before anything is said. */
export async function verifyWhole(
  parts: LogParts,
  place: string,
  options: VerifyOptions & { readonly old?: readonly string[] },
  output: Output,
): Promise<void> {
  const say = wordsOf(options);
  const trust = await trustOf(parts, options);
  const read = await parts.published(place);
  const kept = await Promise.all((options.old ?? []).map((file) => parts.file(file)));
  const progress = progressTo(output);
  const question = { read, kept, progress };
  const { entries, tiles, checkpoint, continues, next } = await checkLog(
    treeHasher(parts.sha256),
    question,
    trust,
  );
  output.result({ entries, tiles, checkpoint: asJson(checkpoint), continues, next: next ?? null }, [
    say.whole(entries, tiles),
    ...linesOf(checkpoint, options),
    ...continues.map((size) => say.continues(size, checkpoint.size)),
    ...(next === undefined ? [] : [say.ended(next)]),
  ]);
}

/** Nothing is written before the proof holds. */
export async function writeProof(
  parts: LogParts,
  { folder, index }: { readonly folder: string; readonly index: number },
  options: VerifyOptions & { readonly out: string },
  output: Output,
): Promise<void> {
  const hasher = treeHasher(parts.sha256);
  const read = await parts.published(folder);
  const checkpoint = await publishedCheckpoint(read);
  const { origin, size, root } = await openCheckpoint(checkpoint, await verifierKey(parts, options.key));
  const reader = treeReader(hasher, size, read);
  const proof = await reader.inclusionProof(index);
  const leaf = await reader.leafHash(index);
  verifyInclusion(hasher, { index, size, leaf, proof, root });
  await writeFile(options.out, writeProofFile({ index, proof, checkpoint })).catch((error: unknown) => {
    throw new CommandError('log.not-written', `${options.out} cannot be written: ${String(error)}`);
  });
  output.result({ file: options.out, origin, index, size, leafHash: toHex(leaf) }, [
    wordsOf(options).proof(options.out, index, size),
  ]);
}
