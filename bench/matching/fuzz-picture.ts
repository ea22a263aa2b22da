// Fuzzing of what stands between a picture file and its hash: headers, the decoder process, the talk with it.
//
//   node bench/matching/fuzz-picture.ts [--minutes 30] [--seed 1]
//
// Files made here are bent at random and hashed. Every one must end in a hash or a code of docs/errors.md inside the limits,
// `matching.picture-crash` counts as a finding, and the honest picture in between must always have its one hash. What a busy machine can
// bring about (a refusal for time, a decoder that does not start) is asked a second time and is a finding only if it comes twice.

import sharp from 'sharp';
import { commandOptions } from '../harness/command.ts';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import { MatchingError } from '../../src/matching/matching-error.ts';
import { PICTURE_LIMITS } from '../../src/matching/picture/policy.ts';
import { createPictureHasher } from '../../src/matching/picture/picture-hasher.ts';
import { type Outcome, type Rules, verdictOf } from './proof/ask-twice.ts';

const HONEST_EVERY = 50;
const REPORT_EVERY_MS = 10_000;
/** The wall clock's limit and time to notice. */
const LONGEST_MS = (PICTURE_LIMITS.wallSeconds + 2) * 1_000;
const MOST_BENDS = 12;

/** xorshift32: the same run for the same seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** One small picture in every way of storing it that a decoder has code for. */
async function seeds(): Promise<readonly Buffer[]> {
  const data = Uint8Array.from({ length: 96 * 80 * 3 }, (_, at) => (at * at * 31) >> 7);
  const image = () => sharp(data, { raw: { width: 96, height: 80, channels: 3 } });
  const frames = await Promise.all(
    [0, 90].map((turn) => image().rotate(turn).resize(64, 64).png().toBuffer()),
  );
  const made = [
    image().jpeg(),
    image().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    image().toColourspace('cmyk').jpeg(),
    image().jpeg().withMetadata({ orientation: 6 }).withIccProfile('p3'),
    image().png(),
    image().png({ progressive: true }),
    image().png({ palette: true }),
    image().toColourspace('rgb16').ensureAlpha(0.4).png(),
    image().greyscale().ensureAlpha(0.4).png(),
    image().webp(),
    image().webp({ lossless: true }),
    image().ensureAlpha(0.4).webp(),
    sharp(frames, { join: { animated: true } }).webp(),
  ];
  return Promise.all(made.map((one) => one.toBuffer()));
}

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0xfe, 0xd8, 0xda, 0xc2] as const;

/** Bytes changed, cut, repeated, or taken from another file. */
function bent(file: Buffer, other: Buffer, chance: (below: number) => number): Buffer {
  let out = Buffer.from(file);
  for (let bends = 1 + chance(MOST_BENDS); bends > 0 && out.length > 0; bends--) {
    // Headers are where the glue is: half of all changes fall into the first 64 bytes.
    const at = chance(chance(2) === 0 ? Math.min(64, out.length) : out.length);
    const length = chance(64);
    const how = chance(6);
    if (how === 0) out[at] = chance(256);
    else if (how === 1) out[at] = INTERESTING[chance(INTERESTING.length)] ?? 0;
    else if (how === 2) out[at] = (out[at] ?? 0) ^ (1 << chance(8));
    else if (how === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (how === 4) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else
      out = Buffer.concat([out.subarray(0, at), other.subarray(at, at + length), out.subarray(at + length)]);
  }
  return chance(20) === 0 ? out.subarray(0, chance(out.length + 1)) : out;
}

const values = commandOptions(import.meta.filename, {
  minutes: { type: 'string', default: '30' },
  seed: { type: 'string', default: '1' },
});
const chance = chanceOf(Number(values.seed));
const until = performance.now() + Number(values.minutes) * 60_000;
const files = await seeds();
const [honest = Buffer.alloc(0)] = files;
const hasher = createPictureHasher();
const counts = new Map<string, number>();
const findings: string[] = [];
/** Files asked a second time. */
let again = 0;
const honestHash = hashToText((await hasher.hash(honest)).hashes[0]);

const RULES: Rules = {
  doubtful: ['matching.picture-time', 'matching.decoder-start'],
  isFine: (code) => code === 'hashed' || /^matching\.picture-(?!crash)/.test(code),
  longestMs: LONGEST_MS,
};

async function outcomeOf(file: Buffer): Promise<Outcome> {
  const begin = performance.now();
  const code = await hasher.hash(file).then(
    () => 'hashed',
    (error: unknown) => (error instanceof MatchingError ? error.code : `uncoded: ${String(error)}`),
  );
  return { code, ms: performance.now() - begin };
}

async function tryOne(file: Buffer, round: number): Promise<void> {
  const { outcome, isFinding, askedAgain } = await verdictOf(() => outcomeOf(file), RULES);
  counts.set(outcome.code, (counts.get(outcome.code) ?? 0) + 1);
  if (askedAgain) again++;
  if (isFinding)
    findings.push(
      `round ${round}: ${outcome.code} after ${outcome.ms.toFixed(0)} ms: ${file.toString('base64').slice(0, 8_000)}`,
    );
}

let reported = performance.now();
let round = 0;
for (; performance.now() < until; round++) {
  const [file = honest, other = honest] = [files[chance(files.length)], files[chance(files.length)]];
  await tryOne(bent(file, other, chance), round);
  if (round % HONEST_EVERY === 0 && hashToText((await hasher.hash(honest)).hashes[0]) !== honestHash)
    findings.push(`round ${round}: the honest picture has another hash`);
  if (performance.now() - reported < REPORT_EVERY_MS) continue;
  reported = performance.now();
  console.error(`${round} files, ${findings.length} findings`);
}
hasher.close();
console.log(
  JSON.stringify(
    {
      files: round,
      seed: Number(values.seed),
      askedAgain: again,
      outcomes: Object.fromEntries(counts),
      findings,
    },
    null,
    2,
  ),
);
process.exitCode = findings.length === 0 ? 0 : 1;
