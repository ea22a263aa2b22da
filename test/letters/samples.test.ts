// Letters with the exact reading that is expected of each, through the real command: `redress letters test` on the vectors, and what
// `redress read-letter` prints.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redress, redressHere, redressJson } from '../support/command-line.ts';

const FOLDER = path.resolve(import.meta.dirname, '../vectors/letters/readings');
const SETTINGS = [
  '--dns',
  `${FOLDER}/dns.json`,
  '--enrolled',
  `${FOLDER}/authorities.json`,
  '--desk',
  'notices@desk.example',
];
const NOW = ['--now', '2026-11-20T09:00:00+09:00'];
const names = (await readdir(FOLDER))
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -4));
const letter = (name: string): string[] => [
  'read-letter',
  path.join(FOLDER, `${name}.eml`),
  ...SETTINGS,
  ...NOW,
];

describe('redress read-letter --json', () => {
  it.each(names)('%s is read exactly as expected, with no other field', async (name) => {
    const { code, json } = await redressJson(letter(name), {}, redressHere);
    const expected = JSON.parse(await readFile(path.join(FOLDER, `${name}.expected.json`), 'utf8')) as object;
    expect(code).toBe(0);
    expect(json).toEqual(expected);
  });
});

describe('redress read-letter', () => {
  it('tells a person every field and reason, in Korean or English', async () => {
    const english = (await redressHere([...letter('a06-forged-order'), '--lang', 'en'])).stdout;
    expect(english).toContain('L0, a claim');
    expect(english).toContain('signed by another domain than the enrolled one [guard.dkim-domain]');
    expect(english).toContain('https://t.me/example_square_44/904');
    const korean = (await redressHere([...letter('a03-html-table'), '--lang', 'ko'])).stdout;
    expect(korean).toContain('확인화면.zip  비밀번호 필요: 보관만 하고 열지 않음 [attachment.encrypted]');
    expect(korean).toContain('https://t.me/example_hall_3/23  가리키는 곳이 하나가 아님 [locator.ambiguous]');
  });

  it('names links that are no items, with why', async () => {
    const { stdout } = await redressHere([...letter('a01-voluntary-list'), '--lang', 'en']);
    expect(stdout).toMatch(
      /Links that are no items \(\d+\)\n.*\n? *https:\/\/t\.me\/example_gaon_official {2}/,
    );
  });

  it('judges a signature by the moment it is told, not by the clock of the machine', async () => {
    const before = ['read-letter', path.join(FOLDER, 'a01-voluntary-list.eml'), ...SETTINGS];
    const { stdout } = await redressHere([...before, '--now', '2026-11-13T09:00:00+09:00', '--json']);
    const { authority } = JSON.parse(stdout) as { authority: { reasons: string[] } };
    expect(authority.reasons).toContain('guard.dkim-invalid');
  });

  it('refuses a moment without an offset, and a file that is not there', async () => {
    expect((await redressHere(['read-letter', 'x.eml', '--now', '2026-11-20T09:00:00'])).code).toBe(2);
    const { code, json } = await redressJson(['read-letter', '/no/such.eml', ...SETTINGS], {}, redressHere);
    expect([code, json.error?.code]).toEqual([3, 'letter.no-file']);
  });
});

describe('redress letters test', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'redress-letters-'));
    await cp(FOLDER, folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads every letter of a folder, as a process of its own', async () => {
    const { code, json } = await redressJson(['letters', 'test', FOLDER]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ letters: names.length, different: 0 });
  }, 60_000);

  it('ends with 1 and shows what differs, and lets pass what counts as the same', async () => {
    const file = path.join(folder, 'a02-cover-and-workbook.expected.json');
    const expected = JSON.parse(await readFile(file, 'utf8')) as {
      items: { locator: string }[];
      replyBy: string;
    };
    // The same moment elsewhere, and the same rejected line with a space of no width: no differences.
    const same = {
      ...expected,
      replyBy: '2026-11-24T03:00:00Z',
      rejected: [{ text: 'https://t.me/sample_chan_204/\u200b13o7', code: 'locator.malformed' }],
    };
    await writeFile(file, JSON.stringify(same));
    expect((await redressHere(['letters', 'test', folder])).code).toBe(0);
    await writeFile(file, JSON.stringify({ ...same, items: expected.items.slice(1) }));
    const { code, stdout } = await redressHere(['letters', 'test', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/a02-cover-and-workbook.*24 differ/);
    expect(stdout).toContain(
      '    - 2 https://t.me/sample_chan_204/1007 (telegram)\n    + 1 https://t.me/sample_chan_204/1000 (telegram)',
    );
  }, 60_000);

  it('says where there is nothing to compare', async () => {
    const { code, json } = await redressJson(['letters', 'test', tmpdir(), ...SETTINGS], {}, redressHere);
    expect([code, json.error?.code]).toEqual([3, 'letter.no-expectations']);
  });
});

it('needs no configuration and no database', async () => {
  const { code, stdout } = await redress([...letter('a05-own-mail'), '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(Buffer.from(stdout, 'latin1').toString())).toMatchObject({ kind: 'victim-notice' });
}, 60_000);
