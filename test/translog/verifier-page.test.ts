// The verifier as one file, opened from the disk in a real Chromium. Needs Debian's chromium.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHROMIUM, hasChromium } from '../../bench/matching/chromium-page.ts';
import { redressHere } from '../support/command-line.ts';
import { type SmallLog, smallLog } from '../support/small-log.ts';

const BUILD = path.resolve(import.meta.dirname, '../../tools/build-verifier.ts');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];

let folder: string;
let log: SmallLog;
let other: SmallLog;
let proof: string;
let built: string;
let browser: Browser;
let page: Page;
let wanted: string[];

beforeAll(async () => {
  if (!hasChromium) throw new Error(`${CHROMIUM} is missing; cure: apt-get install chromium`);
  folder = await mkdtemp(path.join(tmpdir(), 'verifier-page-'));
  built = path.join(folder, 'verifier.html');
  await promisify(execFile)(process.execPath, [BUILD, '--out', built]);
  log = await smallLog(path.join(folder, 'log'), [256, 300, 700]);
  other = await smallLog(path.join(folder, 'other'), [256, 700], (index) => `another ${index}`);
  proof = path.join(folder, '299.tlog-proof');
  await redressHere(['log', 'proof', log.folder, '299', '--key', log.key, '--out', proof]);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ locale: 'en-GB' });
  wanted = [];
  page.on('request', (request) => wanted.push(request.url()));
  await page.goto(pathToFileURL(built).href);
  await page.fill('#key', log.key);
});

/** Chooses the question, gives its files, and reads the answer. */
async function ask(kind: string, files: Readonly<Record<string, string>>, text?: string): Promise<string> {
  await page.check(`input[value="${kind}"]`);
  for (const [field, file] of Object.entries(files)) await page.setInputFiles(`#${field}`, file);
  if (text !== undefined) await page.fill('#text', text);
  await page.click('button[type="submit"]');
  const box = page.locator('#answer > div');
  await box.waitFor();
  return (await box.textContent()) ?? '';
}
const HOLDS = '✓ It holds';
const REFUSED = '✗ It does not hold';

async function publicCopy(of: SmallLog, file: string, edit: (bytes: Buffer) => Uint8Array): Promise<string> {
  const copy = path.join(await mkdtemp(path.join(folder, 'copy-')), 'public');
  await cp(path.join(of.folder, 'public'), copy, { recursive: true });
  await writeFile(path.join(copy, file), edit(await readFile(path.join(copy, file))));
  return copy;
}
function flipped(bytes: Buffer): Uint8Array {
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  return bytes;
}

describe('the page that verifies', () => {
  test('tells who signed a checkpoint, and refuses one that too few signed or that another key did', async () => {
    const file = { checkpoint: log.checkpoint(700) };
    const enough = await ask('checkpoint', { ...file, policy: await log.policy(2) });
    expect(enough).toContain(HOLDS);
    expect(enough).toContain('east, 2027-01-15T08:00:00.000Z');
    expect(await ask('checkpoint', { policy: await log.policy(3) })).toContain('[log.no-quorum]');
    await page.fill('#key', log.otherKey);
    expect(await ask('checkpoint', {})).toContain('[log.not-signed]');
  });

  test('finds an entry by its proof, and no other entry', async () => {
    expect(await ask('proof', { proof }, 'entry 299')).toContain(`${HOLDS}The entry is in the log, at 299`);
    const wrong = await ask('proof', {}, 'entry 298');
    expect(wrong).toContain(REFUSED);
    expect(wrong).toContain('[log.proof-wrong]');
  });

  test('compares two checkpoints, and says what proves a fork and a rewritten history', async () => {
    const [old, now] = [log.checkpoint(300), log.checkpoint(700)];
    expect(await ask('pair', { old, now, folder: log.folder })).toContain('continues the one of 300');
    expect(await ask('pair', { old: other.checkpoint(256) })).toContain('[log.rewritten]');
    expect(await ask('pair', { old: other.checkpoint(700) })).toContain('[log.fork]');
  });

  test('computes a whole log anew, from its folder or its public files, and finds a flipped byte', async () => {
    const files = { folder: log.folder, kept: log.checkpoint(256) };
    expect(await ask('log', files)).toContain('The log is whole: 700 entries and 4 tiles');
    const whole = await publicCopy(log, 'checkpoint', (bytes) => bytes);
    expect(await ask('log', { folder: whole })).toContain(HOLDS);
    const spoilt = await publicCopy(log, 'tile/0/001', flipped);
    expect(await ask('log', { folder: spoilt })).toContain('[log.wrong-tile]');
  });

  test('speaks Korean, also about what it has answered already', async () => {
    await ask('proof', { proof }, 'entry 298');
    await page.click('#language');
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    expect(await page.textContent('#answer')).toContain('✗ 맞지 않습니다증명이 맞지 않습니다.');
    expect(await page.textContent('h1')).toContain('로그 확인하기');
    expect(await page.locator('[data-words]:empty').count()).toBe(0);
  });

  test('forgets an answer as soon as something else is chosen, and says what is missing', async () => {
    await ask('proof', { proof }, 'entry 299');
    await page.fill('#text', 'entry 298');
    expect(await page.textContent('#answer')).toBe('');
    await page.fill('#key', '');
    expect(await ask('proof', {})).toContain('the key is missing [log.incomplete]');
  });

  test('works by keyboard alone, names every field, and tells its answer to who cannot see it', async () => {
    const nameless = await page.evaluate(`[...document.querySelectorAll('input, textarea, button')]
      .filter((field) => ![...(field.labels ?? [])].some((label) => label.textContent.trim() !== '') && field.textContent.trim() === '')
      .map((field) => field.outerHTML)`);
    expect(nameless).toEqual([]);
    const answer = page.getByRole('status');
    expect(await answer.getAttribute('aria-live')).toBe('polite');
    await page.setInputFiles('#checkpoint', log.checkpoint(700));
    await page.focus('#key');
    for (const place of ['policy', 'checkpoint', 'checkpoint', 'check']) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(`(({ id, value, type, textContent }) =>
        type === 'submit' ? textContent.toLowerCase() : id || value)(document.activeElement)`);
      expect(at).toBe(place);
    }
    await page.keyboard.press('Enter');
    await answer.getByText(HOLDS).waitFor();
  });

  test('loads nothing and sends nothing, and runs no script but its own', async () => {
    await ask('checkpoint', { checkpoint: log.checkpoint(700) });
    expect(wanted).toEqual([pathToFileURL(built).href]);
    const stopped = await page.evaluate(`new Promise((told) => {
      const stopped = new Set();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        stopped.add(effectiveDirective);
        if (stopped.size === 3) told([...stopped].sort());
      });
      fetch('http://127.0.0.1:9/').catch(() => undefined);
      for (const [tag, text] of [['script', 'document.title = "changed"'], ['style', 'body { color: red }']]) {
        const added = document.createElement(tag);
        added.textContent = text;
        document.body.append(added);
      }
    })`);
    expect(stopped).toEqual(['connect-src', 'script-src-elem', 'style-src-elem']);
    expect(await page.title()).toBe('Check a tamper-evident log');
  });

  test('says so when the browser cannot check signatures, and does not call them wrong', async () => {
    await page.evaluate(
      `crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))`,
    );
    const said = await ask('checkpoint', { checkpoint: log.checkpoint(700) });
    expect(said).toContain('It cannot be checked here');
    expect(said).toContain('[log.no-ed25519]');
  });
});
