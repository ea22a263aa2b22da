// Looks once at files of a platform that nobody has looked at, so that altered copies can be found: each is fetched, hashed where it can
// do little harm, and forgotten. What came of it is written file by file: a killed desk goes on at the next one.
import type { Instant } from '../domain/kernel/instant.ts';
import type { Retry } from '../ports/connector.ts';
import type { Fingerprinter } from '../ports/fingerprinter.ts';
import type { Looked, NearIndex } from '../ports/near-index.ts';
import type { PictureSource } from '../ports/picture-source.ts';

export interface FingerprintPorts {
  readonly near: NearIndex;
  readonly source: PictureSource;
  readonly fingerprinter: Fingerprinter;
}

/** `after`: where to go on; empty: from the beginning. */
export type Fingerprinted =
  | { readonly kind: 'looked'; readonly files: number; readonly after: string; readonly more: boolean }
  | Retry;

/** Files of one call: it must not hold up the feed for long. */
const AT_ONCE = 16;

/** @param after as an earlier call gave it */
export async function fingerprintFiles(
  platform: string,
  { near, source, fingerprinter }: FingerprintPorts,
  after: string,
  clock: () => Instant,
): Promise<Fingerprinted> {
  const waiting = await near.waiting(platform, after, AT_ONCE);
  for (const blob of waiting) {
    const looked = await lookAt(blob, source, fingerprinter);
    if (looked.kind === 'retry') return looked;
    await near.keep(platform, blob, looked, clock());
  }
  const more = waiting.length === AT_ONCE;
  // What came meanwhile may have an id before: the next round begins anew.
  return { kind: 'looked', files: waiting.length, after: more ? (waiting.at(-1) ?? '') : '', more };
}

async function lookAt(
  blob: string,
  source: PictureSource,
  fingerprinter: Fingerprinter,
): Promise<Looked | Retry> {
  const pictured = await source.picture(blob);
  return pictured.kind === 'bytes' ? fingerprinter.of(pictured.bytes) : pictured;
}
