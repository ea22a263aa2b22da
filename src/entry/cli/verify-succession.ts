// `redress verify succession`: that one log follows another, by what both say.
import { treeHasher } from '../../translog/tree/hash.ts';
import { checkSuccession } from '../../translog/verify/succession.ts';
import type { LogParts } from './log-parts.ts';
import type { Output } from './output.ts';
import { asJson, progressTo, trustOf, type VerifyOptions, wordsOf } from './verify.ts';

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
