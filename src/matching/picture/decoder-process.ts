// The process in which pictures are decoded and hashed: nothing but this, so that it can be killed at any moment.
// Started by decoder-child.ts; reads pictures from stdin, writes one line of JSON for each, ends with its stdin.

import { hashToText } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Bands } from '../pdq/hasher.ts';
import { loadHasher } from '../pdq/load.ts';
import { type Decoded, decodePicture } from './decode.ts';
import { type Answer, type Request, requestsIn, type Said } from './frames.ts';
import { hashParts } from './parts.ts';
import { uprightBands, uprightSize } from './turn.ts';

const hasher = loadHasher();

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function hashed({ file, wanted }: Request): Promise<Said> {
  const { size, ...decoded } = await decodePicture(file);
  if (wanted === 'parts') return { kind: 'parted', ...size, ...hashParts(decoded, hasher) };
  const shape = { ...uprightSize(decoded.pixels, decoded.orientation), channels: 3 } as const;
  if (wanted === 'turns') {
    const { quality, hashes } = finished(hasher.turnedBands(shape), decoded);
    return { kind: 'hashed', ...size, quality, hashes: hashes.map(hashToText) };
  }
  const { quality, hash } = finished(hasher.bands(shape), decoded);
  return { kind: 'hashed', ...size, quality, hashes: [hashToText(hash)] };
}

function finished<Result>(bands: Bands<Result>, { pixels, orientation }: Omit<Decoded, 'size'>): Result {
  for (const rows of uprightBands(pixels, orientation)) bands.push(rows);
  return bands.finish();
}

async function answer(request: Request): Promise<Said> {
  try {
    return await hashed(request);
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    const { code, message, cure } = error;
    return { kind: 'refused', code, message, cure };
  }
}

// A decoder at work does not keep a process alive whose parent is gone.
process.stdin.on('end', () => process.exit(0));
say({ request: 0, kind: 'ready' });
for await (const one of requestsIn(process.stdin)) say({ request: one.request, ...(await answer(one)) });
