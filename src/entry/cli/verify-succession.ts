// `redress verify succession`: that one log follows another, by what both say. `redress verify ending`: that a log has ended, offline.
import { writeVerifierKey } from '../../translog/notes/key.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { checkEndingFile, checkSuccession } from '../../translog/verify/succession.ts';
import type { LogParts } from './log-parts.ts';
import type { Output } from './output.ts';
import { asJson, linesOf, progressTo, trustOf, type VerifyOptions, wordsOf } from './verify.ts';

export interface SuccessionOptions {
  readonly oldKey: string;
  readonly seen?: readonly string[];
}

export async function verifySuccession(
  parts: LogParts,
  places: { readonly old: string; readonly now: string },
  options: VerifyOptions & SuccessionOptions,
  output: Output,
): Promise<void> {
  const { sha256 } = parts;
  const trust = await trustOf(parts, options);
  const oldTrust = await trustOf(parts, { ...options, key: options.oldKey });
  const { isBothSided, reason, old, now } = await checkSuccession(
    { hasher: treeHasher(sha256), sha256 },
    {
      old: { read: await parts.published(places.old), trust: oldTrust },
      now: { read: await parts.published(places.now), trust },
      progress: progressTo(output),
      seen: await Promise.all((options.seen ?? []).map((place) => parts.file(place))),
    },
  );
  const say = wordsOf(options);
  output.result({ isBothSided, reason, old: asJson(old), now: asJson(now) }, [
    (isBothSided ? say.follows : say.followsAlone)(now.origin, old.origin, old.size),
  ]);
}

/** That a log has ended, by the file that `redress log end --out` wrote. */
export async function verifyEnding(
  parts: LogParts,
  place: string,
  options: VerifyOptions & Pick<SuccessionOptions, 'seen'>,
  output: Output,
): Promise<void> {
  const { sha256 } = parts;
  const seen = await Promise.all((options.seen ?? []).map((one) => parts.file(one)));
  const { checkpoint, next } = await checkEndingFile(
    { hasher: treeHasher(sha256), sha256 },
    await parts.file(place),
    seen,
    await trustOf(parts, options),
  );
  const named = next === undefined ? 'none' : writeVerifierKey(next);
  output.result({ checkpoint: asJson(checkpoint), next: next === undefined ? null : named }, [
    ...linesOf(checkpoint, options),
    wordsOf(options).ended(named),
  ]);
}
