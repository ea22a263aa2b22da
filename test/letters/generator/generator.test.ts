// Random letters in every format and language, written from what they mean, come back as exactly that; some of them through the real
// command and its reading process. `npm run walk:letters` reads as many as one likes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { redressHere, redressJson } from '../../support/command-line.ts';
import { FORMATS, letterOf } from './letter.ts';
import { readBack } from './read-back.ts';

const LETTERS = 300;
const FIRST = 1;

describe('letters written from a seed', () => {
  it.each(FORMATS)('whose list stands in %s are read as they were meant', async (format) => {
    for (let at = 0; at < LETTERS / FORMATS.length; at += 1) {
      const letter = letterOf(FIRST + at, [format]);
      expect({ seed: letter.seed, differences: await readBack(letter) }).toEqual({
        seed: letter.seed,
        differences: [],
      });
    }
  });

  it('are the same bytes for the same seed', () => {
    expect(letterOf(7).raw.equals(letterOf(7).raw)).toBe(true);
    expect(letterOf(7).raw.equals(letterOf(8).raw)).toBe(false);
  });

  it('are read the same through the command', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'letters-'));
    try {
      for (let seed = 901; seed < 901 + FORMATS.length; seed += 1) {
        const letter = letterOf(seed, [FORMATS[seed - 901] ?? 'text']);
        await writeFile(path.join(folder, `${seed}.eml`), letter.raw);
        await writeFile(path.join(folder, `${seed}.expected.json`), JSON.stringify(letter.expected));
      }
      await writeFile(path.join(folder, 'dns.json'), '{"records":{}}');
      await writeFile(path.join(folder, 'authorities.json'), JSON.stringify({ authorities: AUTHORITIES }));
      const { json } = await redressJson(
        ['letters', 'test', folder, '--desk', 'notices@desk.example'],
        {},
        redressHere,
      );
      expect(json).toMatchObject({ letters: FORMATS.length, different: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const AUTHORITIES = [
  ['gaon-review', 'KR', 'takedown'],
  ['aoba-center', 'JP', 'desk'],
  ['lfm-auental', 'DE', 'meldung'],
].map(([id, country, box]) => ({
  id,
  name: id,
  nameEn: id,
  kind: 'regulator',
  country,
  domain: `${id}.example`,
  addresses: [`${box}@${id}.example`],
}));
