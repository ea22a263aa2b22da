// How far our pixel policy is from what partners do with the same files: bits of 256, over a folder of photographs.
//
//   node bench/matching/policy.ts --photos DIR [--enlarge 4000x3000] [--python PYTHON] [--no-chromium]
//
// Partners: all pixels as seen; Meta's command line (as stored, nearest 512 x 512); python-threatexchange through Pillow
// (--python names a Python that has it); and our own browser build in Chromium. Low qualities (under 50) are left out.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { commandOptions } from '../harness/command.ts';
import { type Hash256, hashDistance, hashFromText } from '../../src/matching/hash/hash256.ts';
import type { Pixels } from '../../src/matching/pdq/hasher.ts';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { createPictureHasher, type PictureHash } from '../../src/matching/picture/picture-hasher.ts';
import { type BrowserPage, hasChromium, openBrowserPage } from './chromium-page.ts';

const LEAST_QUALITY = 50;
/** Meta's tool brings everything larger to this, aspect and all. */
const META_SIDE = 512;
const PICTURES = /\.(jpe?g|png|webp)$/i;

type Photo = { readonly name: string; readonly file: Buffer };
/** What a partner makes of a photo; undefined where it makes nothing of it. */
type Partner = (photo: Photo) => Promise<Hash256 | undefined>;

const hasher = loadHasher();

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 1 || info.channels === 3)
    return { data, width: info.width, height: info.height, channels: info.channels };
  throw new Error(`${info.channels} channels`);
}

/** Every pixel of what a person sees. */
const asSeen: Partner = async ({ file }) =>
  hasher.hash(await pixelsOf(sharp(file).autoOrient().flatten({ background: 'white' }))).hash;

/** Neither turned nor colour-managed, alpha dropped, every pixel. */
const asStored: Partner = async ({ file }) =>
  hasher.hash(await pixelsOf(sharp(file, { ignoreIcc: true }))).hash;

const metaTool: Partner = async ({ file }) => {
  const pixels = await pixelsOf(sharp(file, { ignoreIcc: true }));
  const isSmall = pixels.width <= META_SIDE && pixels.height <= META_SIDE;
  return hasher.hash(isSmall ? pixels : nearest(pixels, META_SIDE)).hash;
};

/** The nearest pixel above and to the left, as CImg's `resize` takes it. */
function nearest({ data, width, height, channels }: Pixels, side: number): Pixels {
  const out = new Uint8Array(side * side * channels);
  for (let y = 0, to = 0; y < side; y++) {
    const row = Math.floor((y * height) / side) * width;
    for (let x = 0; x < side; x++, to += channels) {
      const from = (row + Math.floor((x * width) / side)) * channels;
      out.set(data.subarray(from, from + channels), to);
    }
  }
  return { data: out, width: side, height: side, channels };
}

const THREATEXCHANGE = `
import sys, pathlib
from threatexchange.signal_type.pdq.pdq_hasher import pdq_from_file
for line in sys.stdin:
    try: print(pdq_from_file(pathlib.Path(line.strip()))[0])
    except Exception: print('-')
`;

/** All photos in one run of Python, since it takes a second to start. */
async function threatExchange(python: string, photos: readonly Photo[]): Promise<Partner> {
  const folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
  const files = photos.map(({ name }) => path.join(folder, name));
  await Promise.all(photos.map(({ file }, at) => writeFile(files[at] as string, file)));
  const run = promisify(execFile)(python, ['-c', THREATEXCHANGE], { maxBuffer: 1 << 24 });
  run.child.stdin?.end(files.join('\n'));
  const lines = (await run).stdout.trim().split('\n');
  await rm(folder, { recursive: true });
  const hashes = new Map(photos.map(({ name }, at) => [name, lines[at] ?? '-']));
  return ({ name }) => {
    const text = hashes.get(name) ?? '-';
    return Promise.resolve(text === '-' ? undefined : hashFromText(text));
  };
}

const inChromium =
  (page: BrowserPage): Partner =>
  async ({ file }) => {
    const { pdq } = await page.hash(file);
    return pdq === undefined ? undefined : hashFromText(pdq);
  };

async function photosIn(folder: string, enlarge: string | undefined): Promise<readonly Photo[]> {
  const names = (await readdir(folder)).filter((name) => PICTURES.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = await readFile(path.join(folder, name));
      if (enlarge === undefined) return { name, file };
      const [width = 0, height = 0] = enlarge.split('x').map(Number);
      const image = sharp(file)
        .autoOrient()
        .flatten()
        .resize(width, height, { fit: 'fill', kernel: 'cubic' });
      return { name: `${name}.jpg`, file: await image.jpeg({ quality: 90 }).toBuffer() };
    }),
  );
}

/** `best`: the nearest of our eight turns, as a query with all turns finds it. */
async function row(name: string, partner: Partner, ours: ReadonlyMap<Photo, PictureHash>, best = false) {
  const bits: number[] = [];
  let without = 0;
  for (const [photo, { hashes }] of ours) {
    const theirs = await partner(photo).catch(() => undefined);
    if (theirs === undefined) without++;
    else bits.push(Math.min(...(best ? hashes : [hashes[0]]).map((hash) => hashDistance(hash, theirs))));
  }
  bits.sort((a, b) => a - b);
  const at = (share: number): number =>
    bits[Math.min(bits.length - 1, Math.floor(share * bits.length))] ?? -1;
  const over31 = bits.filter((distance) => distance > 31).length;
  return { partner: name, photos: bits.length, without, median: at(0.5), p90: at(0.9), max: at(1), over31 };
}

const values = commandOptions(import.meta.filename, {
  photos: { type: 'string' },
  enlarge: { type: 'string' },
  python: { type: 'string' },
  'no-chromium': { type: 'boolean', default: false },
});
if (values.photos === undefined) throw new Error('which photographs? --photos DIR');

const photos = await photosIn(values.photos, values.enlarge);
const pictures = createPictureHasher();
const ours = new Map<Photo, PictureHash>();
for (const photo of photos) {
  const hashed = await pictures.hash(photo.file, { allTurns: true });
  if (hashed.quality >= LEAST_QUALITY) ours.set(photo, hashed);
}
pictures.close();

const rows = [
  await row('all pixels, as seen', asSeen, ours),
  await row('all pixels, as stored', asStored, ours),
  await row('all pixels, as stored; best of our turns', asStored, ours, true),
  await row('Meta tool: as stored, nearest 512 x 512', metaTool, ours),
  await row('Meta tool; best of our turns', metaTool, ours, true),
];
if (values.python === undefined) console.error('python-threatexchange: not asked (--python PYTHON)');
else rows.push(await row('python-threatexchange', await threatExchange(values.python, photos), ours));
if (!hasChromium || values['no-chromium']) console.error('Chromium: not asked');
else {
  const page = await openBrowserPage();
  rows.push(await row('our browser build, in Chromium', inChromium(page), ours));
  await page.close();
}
console.table(rows);
