// On the device as on the server: the same files through Chromium and through the decoder process. Needs Debian's chromium.

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashDistance, hashFromText } from '../../src/matching/hash/hash256.ts';
import { createPictureHasher } from '../../src/matching/picture/picture-hasher.ts';
import {
  type BrowserPage,
  CHROMIUM,
  hasChromium,
  openBrowserPage,
} from '../../bench/matching/chromium-page.ts';
import { enlarged, jpegClaiming, scene } from './picture-files.ts';

const server = createPictureHasher();
let browser: BrowserPage;

beforeAll(async () => {
  if (!hasChromium) throw new Error(`${CHROMIUM} is missing; cure: apt-get install chromium`);
  browser = await openBrowserPage();
});
afterAll(async () => {
  server.close();
  await browser.close();
});

/** Bits between what the page and the server make of a file. */
async function apart(file: Uint8Array): Promise<number> {
  const [here, there] = [await server.hash(file), await browser.hash(file)];
  expect(there).toMatchObject({ width: here.width, height: here.height });
  return hashDistance(here.hashes[0], hashFromText(there.pdq ?? ''));
}

const png = await scene(11, 701, 563).png().toBuffer();

describe('a picture hashed in Chromium', () => {
  test.each([
    ['PNG', () => sharp(png).png()],
    ['PNG with a palette', () => sharp(png).png({ palette: true })],
    ['grey PNG', () => sharp(png).greyscale().png()],
    ['lossless WebP', () => sharp(png).webp({ lossless: true })],
    ['tall PNG of odd size', () => sharp(png).resize(67, 900, { fit: 'fill' }).png()],
  ])('a %s has exactly the hash of the server: the same pixels, the same kernel', async (_, store) => {
    expect(await apart(await store().toBuffer())).toBe(0);
  });

  test('a PNG that is shrunk has exactly the hash of the server', async () => {
    expect(await apart(await (await enlarged(12, 2_059, 2_071)).png().toBuffer())).toBe(0);
  });

  test.each([
    ['JPEG', () => sharp(png).jpeg({ quality: 90 }), 2],
    ['JPEG, progressive', () => sharp(png).jpeg({ quality: 75, progressive: true }), 2],
    ['lossy WebP', () => sharp(png).webp({ quality: 80 }), 4],
    ['PNG of 16 bits', () => sharp(png).toColourspace('rgb16').png(), 2],
    ['half transparent PNG', () => sharp(png).ensureAlpha(0.5).png(), 4],
    ['PNG with a wide-gamut profile', () => sharp(png).withIccProfile('p3').png(), 4],
    ['JPEG in CMYK', () => sharp(png).toColourspace('cmyk').jpeg({ quality: 95 }), 16],
  ])('a %s is as close as the rounding of two decoders lets it be', async (_, store, most) => {
    expect(await apart(await store().toBuffer())).toBeLessThanOrEqual(most);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is undone on both sides', async (orientation) => {
    const turned = await sharp(png).jpeg().withMetadata({ orientation }).toBuffer();
    expect(await apart(turned)).toBeLessThanOrEqual(2);
  });

  test('a large JPEG, shrunk by its decoder on the server and by whole blocks here, stays close', async () => {
    expect(await apart(await (await enlarged(13, 4_120, 4_100)).jpeg().toBuffer())).toBeLessThanOrEqual(10);
  });

  test('counts by its first bytes, not by the type that came with it', async () => {
    const named = await browser.hash(await sharp(png).jpeg().toBuffer(), 'image/png');
    expect(named).toMatchObject({ width: 701, height: 563, quality: 100 });
  });
});

describe('what Chromium is not given, or cannot do', () => {
  test.each([
    ['no bytes', new Uint8Array(), 'matching.picture-empty'],
    ['a text', new TextEncoder().encode('not a picture'), 'matching.picture-kind'],
    ['a PNG cut off', png.subarray(0, 40), 'matching.picture-damaged'],
  ])('%s end in the code of the server', async (_, file, code) => {
    expect((await browser.hash(file)).code).toBe(code);
    await expect(server.hash(file)).rejects.toMatchObject({ code });
  });

  test('65,535 x 65,535 pixels are refused by the header, before the browser decodes', async () => {
    const file = jpegClaiming(await sharp(png).jpeg().toBuffer(), 65_535, 65_535);
    expect((await browser.hash(file)).code).toBe('matching.picture-pixels');
  });

  test('a browser without OffscreenCanvas is told what is missing, and the cure', async () => {
    expect(await hashAfter('delete globalThis.OffscreenCanvas;', png)).toMatchObject({
      code: 'matching.browser-missing',
      message: 'this browser has no OffscreenCanvas',
    });
  });

  test('a canvas too wide for the browser, on which nothing is drawn, is not taken for a black picture', async () => {
    const pen = 'OffscreenCanvasRenderingContext2D.prototype';
    expect(await hashAfter(`${pen}.fillRect = ${pen}.drawImage = () => {};`, png)).toMatchObject({
      code: 'matching.browser-failed',
      message: 'this browser cannot draw a picture 701 pixels wide',
    });
  });
});

/** What the page answers when its worker begins with this. */
async function hashAfter(beginning: string, file: Uint8Array): Promise<unknown> {
  await browser.page.route('**/worker.js', async (route) => {
    const whole = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${beginning}${whole}` });
  });
  const told = await browser.hash(file);
  await browser.page.unroute('**/worker.js');
  return told;
}

/** Answers from a hasher of its own in the page, made and used by `body`; codes where it refuses, and `waits` where nothing comes. */
function inPage(body: string, argument: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const run = `async ({ base64 = '' }) => {
    const { createDeviceHasher } = await import(location.origin + '/matching.js');
    const file = new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))]);
    const codeOf = (answer) => Promise.race([
      answer.then(() => 'hashed', ({ code, message }) => code + ': ' + message),
      new Promise((late) => setTimeout(late, 5_000, 'waits')),
    ]);
    ${body}
  }`;
  return browser.page.evaluate(`(${run})(${JSON.stringify(argument)})`);
}

describe('a hasher that is closed, or whose worker never comes', () => {
  test('refuses what waits and what comes after: nobody waits for ever', async () => {
    const base64 = png.toString('base64');
    expect(
      await inPage(
        `const hasher = createDeviceHasher();
         const waiting = codeOf(hasher.hash(file));
         hasher.close();
         return [await waiting, await codeOf(hasher.hash(file))];`,
        { base64 },
      ),
    ).toEqual(Array.from({ length: 2 }, () => 'matching.picture-closed: this hasher is closed'));
  });

  test('says that the script is missing, and does not blame the browser', async () => {
    expect(
      await inPage(`return codeOf(createDeviceHasher(new URL('/none.js', location.origin)).hash(file));`),
    ).toBe('matching.browser-failed: the script /none.js cannot be loaded');
  });
});

describe('the example page', () => {
  test('hashes a chosen picture, in two languages, and asks for nothing but its own two scripts', async () => {
    const { page, asked } = browser;
    const from = asked.length;
    await page.setInputFiles('#file', { name: 'a.png', mimeType: 'image/png', buffer: png });
    // Not by a function to be polled: the page's policy lets nobody turn words into code.
    await page.locator('#answer', { hasText: /[0-9a-f]{64}/ }).waitFor();
    await page.click('#language');
    expect(await page.textContent('#answer')).toContain('지문');
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    expect(asked.slice(from).filter((name) => !name.endsWith('.js'))).toEqual([]);
    expect(asked.slice(0, 3)).toEqual(['/example.html', '/example.js', '/worker.js']);
  });

  test('never shows the fingerprint of a picture that is no longer chosen', async () => {
    const { page } = browser;
    const slow = await enlarged(14, 3_000, 3_000).then((image) => image.png().toBuffer());
    await page.setInputFiles('#file', { name: 'slow.png', mimeType: 'image/png', buffer: slow });
    await page.setInputFiles('#file', { name: 'a.txt', mimeType: 'image/png', buffer: Buffer.from('words') });
    // In the order asked: when the second is answered, the first has been.
    const shown = await page.evaluate(`new Promise((told) => {
      const answer = document.querySelector('#answer');
      const seen = [];
      const look = () => {
        seen.push(answer.textContent);
        if (answer.textContent.includes('matching.')) told(seen);
      };
      new MutationObserver(look).observe(answer, { childList: true });
      look();
    })`);
    expect((shown as readonly string[]).filter((text) => /[0-9a-f]{64}/.test(text))).toEqual([]);
  });

  test('cannot send anything anywhere, even if it wanted to', async () => {
    const sent = await browser.page.evaluate(
      `fetch('/anywhere', { method: 'POST', body: 'x' }).then(() => 'sent', () => 'refused')`,
    );
    expect(sent).toBe('refused');
  });
});
