// `node bench/matching/identity.ts --python PYTHON [--pictures 10000] [--photos DIR]`: our PDQ against the package pdqhash
// (Meta's C++) on the same pixels: generated pictures, and the photographs of a folder, which are decoded once, here.
//
// The package makes its luma in f64 and rounds it once; Meta's own C++ makes it in f32. For grey pictures both give the
// byte itself, so there hash, quality and all eight turns must be the same. For colour the luma may differ in its last bit,
// and now and then a hash does too: that is counted and shown, but is no failure. (Against Meta's luma: test/vectors/pdq.)

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { hashDistance, hashFromText, hashToText } from '../../src/matching/hash/hash256.ts';
import type { Pixels } from '../../src/matching/pdq/hasher.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { makePicture, recipeAt } from '../../test/matching/pdq/generated-picture.ts';

const PHOTOGRAPH = /\.(jpe?g|png|webp)$/i;
const SHOWN_FAILURES = 5;
/** Under it a hash is mostly rounding: a flat picture's can differ in any bit. */
const TELLING_QUALITY = 50;

/** What was compared so far. The distance is of plain hashes, in bits. */
type Tally = {
  grey: number;
  greyDifferent: number;
  colour: number;
  colourDifferent: number;
  greatest: number;
};

type Answer = { readonly line: string; readonly hash: string };

/** The package, one picture at a time. */
function startPeer(python: string) {
  const script = path.join(import.meta.dirname, 'identity-peer.py');
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask({ data, width, height, channels }: Pixels): Promise<Answer> {
      child.stdin.write(new Uint8Array(Uint32Array.of(width, height, channels).buffer));
      child.stdin.write(data);
      const { value, done } = await lines.next();
      if (done) throw new Error('the package gave no answer: install pdqhash and numpy for this --python');
      return { line: value, hash: value.slice(0, 64) };
    },
    end: () => child.stdin.end(),
  };
}

const hasher = loadHasher();

function ours(pixels: Pixels): string {
  const { hash, quality } = hasher.hash(pixels);
  const turned = hasher.dihedral(pixels);
  return [hashToText(hash), quality, ...turned.hashes.map(hashToText), turned.quality].join(' ');
}

function withoutAlpha({ data, width, height }: Pixels): Pixels {
  const kept = data.filter((_, at) => at % 4 !== 3);
  return { data: kept, width, height, channels: 3 };
}

function count(tally: Tally, name: string, { channels }: Pixels, mine: string, peer: Answer): void {
  const isSame = mine === peer.line;
  if (channels === 1) {
    tally.grey++;
    if (isSame) return;
    tally.greyDifferent++;
    if (tally.greyDifferent <= SHOWN_FAILURES) console.log(`different: ${name}\n  ${mine}\n  ${peer.line}`);
    return;
  }
  tally.colour++;
  if (isSame) return;
  tally.colourDifferent++;
  const distance = hashDistance(hashFromText(mine.slice(0, 64)), hashFromText(peer.hash));
  if (Number(mine.split(' ')[1]) >= TELLING_QUALITY) tally.greatest = Math.max(tally.greatest, distance);
}

/** Each generated picture, the RGBA ones as RGB, and in grey what is grey. */
function* generated(pictures: number): Generator<readonly [string, Pixels]> {
  for (let index = 0; index < pictures; index++) {
    const recipe = recipeAt(index);
    const picture = makePicture(recipe);
    yield [JSON.stringify(recipe), picture.channels === 4 ? withoutAlpha(picture) : picture];
  }
}

async function decode(file: string, colours: 'b-w' | 'srgb'): Promise<Pixels> {
  const picture = sharp(file).toColourspace(colours).removeAlpha().raw({ depth: 'uchar' });
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

/** Each photograph twice: in colour and in grey. */
async function* photographs(folder: string): AsyncGenerator<readonly [string, Pixels]> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!PHOTOGRAPH.test(name)) continue;
    for (const colours of ['srgb', 'b-w'] as const)
      yield [`${name} (${colours})`, await decode(path.join(folder, name), colours)];
  }
}

type Pictures = Iterable<readonly [string, Pixels]> | AsyncIterable<readonly [string, Pixels]>;

async function compare(peer: ReturnType<typeof startPeer>, what: string, pictures: Pictures): Promise<Tally> {
  const tally: Tally = { grey: 0, greyDifferent: 0, colour: 0, colourDifferent: 0, greatest: 0 };
  for await (const [name, pixels] of pictures)
    count(tally, name, pixels, ours(pixels), await peer.ask(pixels));
  console.log(
    `${what}: ${tally.grey} grey, ${tally.greyDifferent} different; ${tally.colour} in colour, ` +
      `${tally.colourDifferent} different (the package's own luma), by ${tally.greatest} bits at most from quality ${TELLING_QUALITY} on`,
  );
  return tally;
}

const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    pictures: { type: 'string', default: '10000' },
    photos: { type: 'string' },
  },
});
if (values.python === undefined) throw new Error('name a Python that has pdqhash: --python PATH');
const peer = startPeer(values.python);
const tallies = [await compare(peer, 'generated pictures', generated(Number(values.pictures)))];
if (values.photos !== undefined) tallies.push(await compare(peer, 'photographs', photographs(values.photos)));
peer.end();
if (tallies.some(({ greyDifferent }) => greyDifferent > 0)) process.exitCode = 1;
