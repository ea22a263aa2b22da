// A real Chromium for the messenger's pages: one browser a file, a person in a context of their own, phone or desk, Korean or English.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM, hasChromium } from '../../bench/matching/chromium-page.ts';

export type Device = 'phone' | 'desk';
export type Language = 'ko' | 'en';

export const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
} as const;

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];

export interface Surfer {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: errors of scripts and refusals of the policy. */
  readonly complaints: readonly string[];
}

export interface SurferOptions {
  readonly device: Device;
  readonly language: Language;
  readonly theme?: 'light' | 'dark';
  /** A session of the messenger, as its cookie. */
  readonly token?: string;
}

/** Starts the browser. Says what to install when there is none. */
export async function openChromium(): Promise<Browser> {
  if (!hasChromium) throw new Error(`${CHROMIUM} is missing; cure: apt-get install chromium`);
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** Somebody with a browser of their own at a messenger's address. */
export async function surfer(browser: Browser, origin: string, options: SurferOptions): Promise<Surfer> {
  const { device, language, theme = 'light', token } = options;
  const context = await browser.newContext({
    ...DEVICES[device],
    baseURL: origin,
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(10_000);
  if (token !== undefined) {
    await context.addCookies([{ name: 'yeoul_session', value: token, url: origin, httpOnly: true }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  return { page, context, complaints };
}
