// `redress hash` on files made here: what it prints, in which language, and what one bad file does to the others.

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scene } from '../matching/picture-files.ts';
import { redressHere, redressJson } from '../support/command-line.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-hash-'));
  await mkdir(at('album/older'), { recursive: true });
  const flat = { create: { width: 300, height: 200, channels: 3, background: '#8899aa' } } as const;
  await Promise.all([
    scene(21, 400, 300).jpeg().withMetadata({ orientation: 6 }).toFile(at('album/phone.jpg')),
    sharp(flat).png().toFile(at('album/older/flat.png')),
    scene(22, 300, 300)
      .jpeg()
      .toBuffer()
      .then((jpeg) => writeFile(at('wrongly-named.png'), jpeg)),
    writeFile(at('empty.jpg'), ''),
    symlink('phone.jpg', at('album/link.jpg')),
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

describe('redress hash', () => {
  test('hashes every file of a folder, the right way up, by its first bytes and not by its name', async () => {
    const { code, json } = await redressJson(['hash', at('album'), at('wrongly-named.png')], {}, redressHere);
    expect(code).toBe(0);
    expect(json).toEqual({
      files: [
        expect.objectContaining({
          kind: 'picture',
          file: at('album/older/flat.png'),
          width: 300,
          quality: 0,
        }),
        expect.objectContaining({ file: at('album/phone.jpg'), width: 300, height: 400, quality: 100 }),
        expect.objectContaining({
          file: at('wrongly-named.png'),
          pdq: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        }),
      ],
      refused: 0,
      passedOver: 1,
    });
  });

  test('says what is wrong with a file and goes on with the others; exit code 1', async () => {
    const named = ['hash', at('empty.jpg'), at('not-there.jpg'), at('wrongly-named.png')];
    const { code, json } = await redressJson(named, {}, redressHere);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      files: [
        { kind: 'refused', error: { code: 'matching.picture-empty', cure: 'get the file again' } },
        { kind: 'refused', error: { code: 'matching.file-unreadable' } },
        { kind: 'picture', quality: 100 },
      ],
      refused: 2,
    });
  });

  test('says in words that a flat picture cannot be compared, in both languages', async () => {
    const words = async (lang: string) =>
      (await redressHere(['hash', at('album/older'), '--lang', lang])).stdout;
    expect(await words('en')).toContain('quality 0, under 50: too little detail to be compared with others');
    expect(await words('ko')).toContain('품질 0, 50 미만');
  });

  test('gives seven turns more when asked, each with what was done to the picture', async () => {
    const { json } = await redressJson(['hash', at('wrongly-named.png'), '--all-turns'], {}, redressHere);
    const [{ turns }] = json['files'] as [{ turns: string[] }];
    expect(new Set(turns).size).toBe(7);
    const { stdout } = await redressHere(['hash', at('wrongly-named.png'), '--all-turns', '--lang', 'en']);
    expect(stdout).toMatch(new RegExp(`^${turns[4]}  mirrored left to right$`, 'm'));
  });

  test('wants at least one file', async () => {
    expect((await redressHere(['hash'])).code).toBe(2);
  });
});
