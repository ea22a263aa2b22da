// Barriers: every page of the messenger, and what opens above it, looked at by axe in Chromium: on a phone and on a desk, light and
// dark, Korean and English. Needs Debian's chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useMessenger } from './messenger-under-test.ts';
import { openChromium, type Surfer, surfer } from './pages-chromium.ts';
import { setStage, type Stage } from './pages-stage.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** By how much the window could be scrolled. */
const BEYOND = `({
  x: document.documentElement.scrollWidth - innerWidth,
  y: document.documentElement.scrollHeight - innerHeight,
})`;

/** Messages over which their own time lies. */
const OVERLAPS = `[...document.querySelectorAll('.message')].filter((message) => {
  const side = message.querySelector('.message-side')?.getBoundingClientRect();
  return [...message.querySelectorAll('.bubble, .album, .single')].some((part) => {
    const { left, right } = part.getBoundingClientRect();
    return side !== undefined && side.width > 0 && left < side.right - 1 && side.left + 1 < right;
  });
}).length`;

interface Looked {
  readonly name: string;
  path(stage: Stage): string;
  /** Something that is there when the page is ready. */
  readonly ready: string;
  readonly stranger?: true;
  /** It looks different with the list beside it. */
  readonly desk?: true;
  open?(page: Page): Promise<void>;
}

const roomOf = ({ room }: Stage) => `/r/${room}`;
const inRoom = { path: roomOf, ready: '.message' };
const menu = (entry: number) => async (page: Page) => {
  await page.locator('.group.own [data-actions]').last().click();
  await page.locator('dialog .action').nth(entry).click();
};

/** Add your page here. */
const PAGES: readonly Looked[] = [
  { name: 'the list of rooms', path: () => '/', ready: '.room-row', desk: true },
  { name: 'a room', ...inRoom, desk: true },
  {
    name: 'a room, a message in answer and a file being added',
    ...inRoom,
    async open(page) {
      await page.locator('input[type=file]').setInputFiles({
        name: 'small.png',
        mimeType: 'image/png',
        buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      });
      await menu(0)(page);
      await page.locator('.composer-context').waitFor();
    },
  },
  {
    name: 'the menu of a message',
    ...inRoom,
    desk: true,
    open: (page) => page.locator('.group.own [data-actions]').last().click(),
  },
  { name: 'forwarding', ...inRoom, open: menu(2) },
  { name: 'deleting', ...inRoom, open: menu(4) },
  {
    name: 'a picture large',
    ...inRoom,
    async open(page) {
      await page.locator('.album .picture').first().click();
      await page.locator('.viewer img').waitFor();
    },
  },
  { name: 'a public room one is not in', path: ({ strange }) => `/r/${strange}`, ready: '.composer.join' },
  { name: 'about a room', path: (stage) => `${roomOf(stage)}/about`, ready: '.member', desk: true },
  { name: 'finding a room', path: () => '/find', ready: '.sheet .room-row' },
  { name: 'making a room', path: () => '/new', ready: '.choice' },
  { name: 'oneself', path: () => '/me', ready: '.picker' },
  { name: 'nothing at this address', path: () => '/r/none', ready: 'h1' },
  { name: 'signing in', path: () => '/sign-in', ready: 'form', stranger: true },
  { name: 'signing up', path: () => '/sign-up', ready: 'form', stranger: true },
  { name: 'an invitation', path: ({ invitation }) => `/i/${invitation}`, ready: '.doors', stranger: true },
  { name: 'public rooms without script', path: () => '/', ready: '.rooms', stranger: true },
  { name: 'a room without script', path: (stage) => `${roomOf(stage)}?plain`, ready: '.message' },
];

const yeoul = useMessenger();
let browser: Browser;
const stages: Partial<Record<'ko' | 'en', Stage>> = {};
beforeAll(async () => {
  browser = await openChromium();
  for (const language of ['ko', 'en'] as const) {
    stages[language] = await setStage(yeoul.url, ADMIN_TOKEN, language);
  }
});
afterAll(() => browser.close());

describe.each([
  ['phone', 'ko'],
  ['desk', 'en'],
] as const)('on a %s, in %s', (device, language) => {
  let member: Surfer;
  let stranger: Surfer;
  beforeAll(async () => {
    const token = stages[language]?.token ?? '';
    member = await surfer(browser, yeoul.url, { device, language, token });
    stranger = await surfer(browser, yeoul.url, { device, language });
  });
  afterAll(async () => {
    expect([...member.complaints, ...stranger.complaints]).toEqual([]);
    await Promise.all([member.context.close(), stranger.context.close()]);
  });

  it.each(PAGES.filter(({ desk }) => device === 'phone' || desk))(
    '$name has none',
    async ({ path, ready, open, stranger: out }) => {
      const stage = stages[language];
      if (stage === undefined) throw new Error('The stage was not set.');
      const { page } = out === undefined ? member : stranger;
      await page.goto(path(stage));
      await page.locator(ready).first().waitFor();
      await open?.(page);
      expect(await barriersOn(page, { runOnly: RULES })).toEqual([]);
      // In the dark nothing changes but the colours.
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await barriersOn(page, { runOnly: ['color-contrast'] })).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await page.evaluate(OVERLAPS), 'a time lies over its message').toBe(0);
      const beyond = await page.evaluate<{ readonly x: number; readonly y: number }>(BEYOND);
      expect(beyond.x, 'scrolls sideways').toBe(0);
      if ((await page.locator('.frame').count()) > 0) expect(beyond.y, 'the window scrolls').toBe(0);
    },
  );
});

/** What axe finds, one line each. */
async function barriersOn(page: Page, rules: object): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const run = `axe.run(document, ${JSON.stringify({ ...rules, resultTypes: ['violations'] })})`;
  const { violations } = await page.evaluate<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
