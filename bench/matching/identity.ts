// `node bench/matching/identity.ts --python PYTHON --library FILE [--pictures 10000] [--photos DIR]`: our PDQ against Meta's C++ on the
// same pixels: hash, quality and all eight turns, of generated pictures and of the photographs of a folder (decoded once, here). The
// library is what `npm run bench -- matching` compiles (bench/peers/meta-pdq.ts). One difference is a failure.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { commandOptions } from '../harness/command.ts';
import { hashToText } from '../../src/matching/hash/hash256.ts';
import type { Pixels } from '../../src/matching/pdq/hasher.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { makePicture, recipeAt } from '../../test/matching/pdq/generated-picture.ts';

const PHOTOGRAPH = /\.(jpe?g|png|webp)$/i;
const SHOWN_FAILURES = 5;

type Tally = { grey: number; colour: number; different: number };
type Pictures = Iterable<readonly [string, Pixels]> | AsyncIterable<readonly [string, Pixels]>;

/** Meta's side, one picture at a time. */
function startPeer(python: string, library: string) {
  const script = path.join(import.meta.dirname, '../peers/identity_peer.py');
  const child = spawn(python, [script, library], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask({ data, width, height, channels }: Pixels): Promise<string> {
      child.stdin.write(new Uint8Array(Uint32Array.of(width, height, channels).buffer));
      child.stdin.write(data);
      const { value, done } = await lines.next();
      if (done) throw new Error('no answer from the other side: see --library');
      return value;
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

/** Each generated picture; ours is given RGBA too, Meta's the same as RGB. */
function* generated(pictures: number): Generator<readonly [string, Pixels]> {
  for (let index = 0; index < pictures; index++) {
    const recipe = recipeAt(index);
    yield [JSON.stringify(recipe), makePicture(recipe)];
  }
}

async function decode(file: string, colours: 'b-w' | 'srgb'): Promise<Pixels> {
  const picture = sharp(file).toColourspace(colours).removeAlpha().raw({ depth: 'uchar' });
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => PHOTOGRAPH.test(name))
    .toSorted()
    .map((name) => path.join(folder, name));

/** Each photograph twice: in colour and in grey. */
async function* photographs(files: readonly string[]): AsyncGenerator<readonly [string, Pixels]> {
  for (const file of files)
    for (const colours of ['srgb', 'b-w'] as const)
      yield [`${path.basename(file)} (${colours})`, await decode(file, colours)];
}

async function compare(peer: ReturnType<typeof startPeer>, what: string, pictures: Pictures): Promise<Tally> {
  const tally: Tally = { grey: 0, colour: 0, different: 0 };
  for await (const [name, pixels] of pictures) {
    const [mine, theirs] = [
      ours(pixels),
      await peer.ask(pixels.channels === 4 ? withoutAlpha(pixels) : pixels),
    ];
    tally[pixels.channels === 1 ? 'grey' : 'colour']++;
    if (mine === theirs) continue;
    tally.different++;
    if (tally.different <= SHOWN_FAILURES) console.log(`different: ${name}\n  ${mine}\n  ${theirs}`);
  }
  const { grey, colour, different } = tally;
  console.log(
    `${what}: ${grey + colour} compared (${colour} in colour, ${grey} grey), ${different} different`,
  );
  return tally;
}

async function main(): Promise<void> {
  const values = commandOptions(import.meta.filename, {
    python: { type: 'string', default: 'python3' },
    library: { type: 'string' },
    pictures: { type: 'string', default: '10000' },
    photos: { type: 'string' },
  });
  if (values.library === undefined)
    throw new Error(
      'name the compiled library: --library FILE (`npm run bench -- matching --part identity` makes it)',
    );
  const peer = startPeer(values.python, values.library);
  const tallies = [await compare(peer, 'generated pictures', generated(Number(values.pictures)))];
  if (values.photos === undefined) console.log('photographs: none were given (--photos DIR)');
  else {
    const files = filesOf(values.photos);
    const distinct = new Set(
      files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex')),
    ).size;
    tallies.push(
      await compare(peer, `${files.length} photographs, ${distinct} distinct`, photographs(files)),
    );
  }
  peer.end();
  if (tallies.some(({ different }) => different > 0)) process.exitCode = 1;
}

await main();
