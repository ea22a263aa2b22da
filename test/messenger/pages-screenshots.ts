// `npm run screenshots:messenger [-- --out FOLDER]`: pictures of the messenger for the documentation, drawn by a real Chromium
// from a real server with generated content. Needs Debian's chromium, and a Korean font (fonts-noto-cjk) for the Korean ones.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openManagedPostgres } from '../../managed-postgres/server.ts';
import { startMessenger } from '../../messenger/server.ts';
import { openChromium, surfer, type SurferOptions } from './pages-chromium.ts';
import { setStage, type Stage } from './pages-stage.ts';

const ADMIN_TOKEN = 'operator-token-for-pictures';
const TEST_COST = 10;
const MAX_BYTES = 150_000;
const COLOURS = [256, 128, 64, 32, 16];

interface Picture extends Omit<SurferOptions, 'token'> {
  readonly name: string;
  /** Logged out. */
  readonly stranger?: true;
  path(stage: Stage): string;
  /** What is done before the picture is taken. */
  before?(page: Page): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { name: 'list-phone-ko', device: 'phone', language: 'ko', path: () => '/', before: settled('.room-row') },
  { name: 'room-phone-ko', device: 'phone', language: 'ko', path: roomOf, before: atAlbum },
  { name: 'room-phone-dark-en', device: 'phone', language: 'en', theme: 'dark', path: roomOf, before: atEnd },
  { name: 'room-desk-en', device: 'desk', language: 'en', path: roomOf, before: answering },
  { name: 'room-desk-dark-ko', device: 'desk', language: 'ko', theme: 'dark', path: roomOf, before: atAlbum },
  { name: 'actions-phone-ko', device: 'phone', language: 'ko', path: roomOf, before: menuOpen },
  {
    name: 'about-phone-en',
    device: 'phone',
    language: 'en',
    path: (stage) => `${roomOf(stage)}/about`,
    before: settled('.member'),
  },
  { name: 'sign-up-phone-ko', device: 'phone', language: 'ko', stranger: true, path: () => '/sign-up' },
];

function roomOf({ room }: Stage): string {
  return `/r/${room}`;
}

function settled(selector: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(selector).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
  };
}

async function atAlbum(page: Page): Promise<void> {
  await settled('.album')(page);
  await page.locator('.album').evaluate((album) => album.scrollIntoView({ block: 'center' }));
}

async function atEnd(page: Page): Promise<void> {
  await settled('.message')(page);
  await page
    .locator('.message')
    .last()
    .evaluate((message) => message.scrollIntoView());
}

async function answering(page: Page): Promise<void> {
  await atEnd(page);
  const message = page.locator('.group:not(.own) .message').last();
  await message.hover();
  await message.locator('[data-actions]').click();
  await page.locator('dialog .action').first().click();
  await page.locator('.composer textarea').fill('On my way');
}

async function menuOpen(page: Page): Promise<void> {
  await atEnd(page);
  await page.locator('.group.own [data-actions]').last().click();
  await page.locator('dialog .action').first().waitFor();
}

/** PNG with as many colours as the limit allows. */
async function small(png: Buffer): Promise<Buffer> {
  let least = png;
  for (const colours of COLOURS) {
    least = await sharp(png)
      .png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 })
      .toBuffer();
    if (least.length <= MAX_BYTES) return least;
  }
  throw new Error(`A picture stays above ${MAX_BYTES} bytes: ${least.length}.`);
}

async function take(browser: Browser, origin: string, stage: Stage, picture: Picture): Promise<Buffer> {
  const { page, context, complaints } = await surfer(browser, origin, {
    ...picture,
    ...(picture.stranger === undefined ? { token: stage.token } : {}),
  });
  // The live stream never ends: `networkidle` counts what else is loading for a moment only.
  page.setDefaultTimeout(8_000);
  await page.goto(picture.path(stage));
  await picture.before?.(page);
  await page.waitForTimeout(600);
  const png = await page.screenshot();
  await context.close();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return small(png);
}

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/messenger' }, only: { type: 'string' } },
});
const folder = mkdtempSync(path.join(tmpdir(), 'yeoul-pictures-'));
const postgres = await openManagedPostgres({ folder: path.join(folder, 'postgres') });
await postgres.createDatabase('pictures');
const messenger = await startMessenger({
  database: postgres.url('pictures'),
  adminToken: ADMIN_TOKEN,
  passphraseCost: TEST_COST,
});
const browser = await openChromium();
try {
  mkdirSync(values.out, { recursive: true });
  const stages = {
    ko: await setStage(messenger.url, ADMIN_TOKEN, 'ko'),
    en: await setStage(messenger.url, ADMIN_TOKEN, 'en'),
  };
  for (const picture of PICTURES) {
    if (values.only !== undefined && !picture.name.includes(values.only)) continue;
    const png = await take(browser, messenger.url, stages[picture.language], picture);
    const file = path.join(values.out, `${picture.name}.png`);
    writeFileSync(file, png);
    console.log(`${file}: ${png.length} bytes`);
  }
} finally {
  await browser.close();
  await messenger.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
