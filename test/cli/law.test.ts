// `redress law`: what a lawyer reads, and what an operator who adds a law is told.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redressHere, redressJson } from '../support/command-line.ts';

const LAW = path.resolve(import.meta.dirname, '../../law');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-law-'));
  await cp(LAW, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function change(file: string, from: string, to: string): Promise<void> {
  const at = path.join(folder, file);
  const text = await readFile(at, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  await writeFile(at, text.replace(from, to));
}

describe('redress law', () => {
  test('lists every law with its first duty in words, in both languages', async () => {
    const { laws } = (await redressJson(['law', 'list', '--lang', 'ko'])).json;
    expect(laws).toHaveLength(22);
    expect(laws).toContainEqual({
      id: 'us-tida',
      jurisdiction: 'US',
      use: 'live',
      from: '2026-05-19',
      pace: '48시간',
      mark: 'A',
      name: '미국 TAKE IT DOWN 법',
    });
    const english = await redressHere(['law', 'list', '--lang', 'en']);
    expect(english.stdout).toMatch(/^kr-tba-22-5 +KR +live +2020-12-10 +without delay +A /m);
  });

  test('shows one law with the article beside each value, and says of a target that it is not law', async () => {
    const { stdout } = await redressHere(['law', 'show', 'kr-kmcsc-correction', '--lang', 'en']);
    expect(stdout).toContain('[A] Enforcement Decree Art. 7(3)');
    expect(stdout).toMatch(/target 24 h: the authority's wish, not law/);
    expect(stdout).toContain('no article: not verified');
  });

  test('names the cure where there is no such law', async () => {
    const { error } = (await redressJson(['law', 'show', 'us-unheard-of'])).json;
    expect(error).toMatchObject({ code: 'regime.unknown', cure: '`redress law list` names them' });
  });

  test('checks the laws that come with Redress, and all their examples agree', async () => {
    const { code } = await redressHere(['law', 'check']);
    expect(code).toBe(0);
    const checked = (await redressJson(['law', 'check'])).json;
    expect(checked).toMatchObject({ laws: 22, wrong: [], withoutExamples: [] });
    expect(checked['examples']).toBeGreaterThan(180);
  });

  test('says which example is wrong and in what, when a law is changed', async () => {
    await change('regimes/us-tida.yaml', 'within: 48 hours', 'within: 47 hours');
    const { code, stdout } = await redressHere(['law', 'check', '--folder', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/us-tida .* WRONG/);
    expect(stdout).toMatch(/us-tida\/remove due: expected 2026-\S+, found 2026-\S+/);
    await change('regimes/us-tida.yaml', 'within: 47 hours', 'within: 48 hours');
  });

  test('misses the examples of a law that has none', async () => {
    await rm(path.join(folder, 'examples/ca-federal.yaml'));
    const { withoutExamples } = (await redressJson(['law', 'check', '--folder', folder])).json;
    expect(withoutExamples).toEqual(['ca-federal']);
    expect((await redressHere(['law', 'check', '--folder', folder])).code).toBe(1);
  });

  test('refuses a file that is misspelt, with its line and the cure (C40)', async () => {
    await change('regimes/us-tida.yaml', 'jurisdiction:', 'jurisdicton:');
    const { error } = (await redressJson(['law', 'check', '--folder', folder])).json;
    expect(error?.code).toBe('law.invalid');
    expect(error?.message).toContain('us-tida.yaml');
  });
});
