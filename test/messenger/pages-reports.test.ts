// Reporting in a real browser: from a message, a picture, a person and a room; with a link alone and without script; and what
// became of it. On a phone in Korean and on a desk in English. Needs Debian's chromium.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill, wordsOf } from '../../messenger/pages/words.ts';
import { REASON_WORDS, REPORT_PROMISE } from '../../messenger/reports/reasons.ts';
import { useMessenger } from './messenger-under-test.ts';
import { barriers, sidewards } from './pages-axe.ts';
import { type Device, type Language, openChromium, type Surfer, surfer } from './pages-chromium.ts';
import { picture } from './pictures-made.ts';

const yeoul = useMessenger({ rates: { reportsPerMinute: 1_000 } });
const strict = useMessenger({ rates: { reportsPerMinute: 1 } });
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

const latest = async () => {
  const { reports } = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json;
  return reports.at(-1);
};

async function scene(device: Device, language: Language) {
  const name = `보낸이 ${device} ${language}`;
  const author = await yeoul.person(name);
  const reader = await yeoul.person(`읽는이 ${device} ${language}`);
  const slug = await yeoul.room(author);
  await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: reader });
  const blob = await yeoul.upload(author, await picture(`${device} ${language}`, 320, 240));
  const id = await yeoul.send(author, slug, '이 사진 봐', [blob]);
  const authorId = (await yeoul.ask('GET', '/api/me', { token: author })).json.id;
  return { name, author, authorId, reader, slug, blob, id };
}

describe.each([
  ['phone', 'ko'],
  ['desk', 'en'],
] as const)('on a %s in %s', (device, language) => {
  const words = wordsOf(language);
  let place: Awaited<ReturnType<typeof scene>>;
  let reader: Surfer;
  beforeAll(async () => {
    place = await scene(device, language);
    reader = await surfer(browser, yeoul.url, { device, language, token: place.reader });
  });
  afterAll(async () => {
    expect(reader.complaints).toEqual([]);
    await reader.context.close();
  });

  const dialog = (page: Page) => page.getByRole('dialog');
  const sendReport = async (page: Page, reason: keyof typeof REASON_WORDS) => {
    await dialog(page).getByLabel(REASON_WORDS[reason][language]).check();
    await dialog(page).getByRole('button', { name: words.reportSend }).click();
    const code = dialog(page).locator('.receipt-code');
    await code.waitFor();
    return (await code.textContent()) ?? '';
  };

  it('a message is reported from its menu; the form says what is promised and asks for no picture', async () => {
    const { page } = reader;
    await page.goto(`/r/${place.slug}`);
    const message = page.locator('.message').filter({ hasText: '이 사진 봐' });
    await message.hover();
    await message.getByRole('button', { name: words.actions }).click();
    await dialog(page).getByRole('button', { name: words.report, exact: true }).click();
    await dialog(page).getByText(REPORT_PROMISE[language]).waitFor();
    await dialog(page)
      .getByText(fill(words.reportOfMessage, { name: place.name }))
      .waitFor();
    expect(await dialog(page).locator('input[type=file]').count()).toBe(0);
    expect(await dialog(page).locator(':checked').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: words.reportSend }).click();
    await dialog(page).getByText(words.reportNoReason).waitFor();
    await dialog(page).getByLabel(words.reportWords).fill('모르는 사람이 올렸어요');
    const code = await sendReport(page, 'intimate-image');
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(await barriers(page)).toEqual([]);
    expect(await latest()).toMatchObject({
      reasons: ['intimate-image'],
      words: '모르는 사람이 올렸어요',
      target: { message: place.id },
      reporter: {},
    });
    await dialog(page).getByRole('button', { name: words.close }).last().click();
    await dialog(page).waitFor({ state: 'detached' });
  });

  it('a picture seen large, a room and a person are reported where they are seen', async () => {
    const { page } = reader;
    await page.goto(`/r/${place.slug}`);
    await page.locator('.message .picture').click();
    await dialog(page).getByRole('button', { name: words.reportThis }).click();
    await sendReport(page, 'minor');
    expect(await latest()).toMatchObject({ target: { blob: place.blob } });
    await page.goto(`/r/${place.slug}/about`);
    await page.getByRole('button', { name: words.reportThis }).click();
    await sendReport(page, 'other');
    expect(await latest()).toMatchObject({ target: { room: { slug: place.slug } } });
    await page.goto(`/people/${place.authorId}`);
    await page.getByRole('button', { name: words.reportThis }).click();
    await sendReport(page, 'threat');
    expect(await latest()).toMatchObject({ target: { account: place.authorId } });
  });

  it('the code tells later how far it is', async () => {
    const { page } = reader;
    await page.goto(`/people/${place.authorId}`);
    await page.getByRole('button', { name: words.reportThis }).click();
    const code = await sendReport(page, 'threat');
    await dialog(page).getByRole('link', { name: words.reportStateTitle }).click();
    const ask = async (text: string) => {
      await page.getByLabel(words.reportCode).fill(text);
      await page.getByRole('button', { name: words.reportStateAsk }).click();
    };
    await ask(code);
    await page.getByText(words.reportReceived).waitFor();
    expect(page.url()).not.toContain(code);
    const number = (await latest())?.id;
    await yeoul.admin('PUT', `/admin/v1/reports/${number}/state`, { state: 'acted' });
    await ask(code.toLowerCase());
    await page.getByText(words.reportActed).waitFor();
    await ask('AAAAA-AAAAA-AAAAA');
    await page.getByText(words.reportStateUnknown).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await sidewards(page)).toBe(0);
  });
});

describe('whoever only holds a link, without script', () => {
  async function stranger(language: Language, device: Device = 'phone', origin = yeoul.url) {
    const context = await browser.newContext({
      baseURL: origin,
      javaScriptEnabled: false,
      locale: language === 'ko' ? 'ko-KR' : 'en-GB',
      viewport: device === 'phone' ? { width: 320, height: 700 } : { width: 1280, height: 800 },
    });
    context.setDefaultTimeout(10_000);
    return { context, page: await context.newPage() };
  }

  it.each(['ko', 'en'] as const)(
    'finds the way from a message’s page, keeps what was written on a mistake, and gets a code (%s)',
    async (language) => {
      const words = wordsOf(language);
      const { slug, id } = await scene('phone', language === 'ko' ? 'en' : 'ko').catch(async () => {
        const author = await yeoul.person();
        const made = await yeoul.room(author);
        return { slug: made, id: await yeoul.send(author, made, '안녕') };
      });
      const { context, page } = await stranger(language);
      await page.goto(`/r/${slug}/m/${id}`);
      await page.getByRole('link', { name: words.reportThis }).click();
      expect(await page.getByLabel(words.reportLink).inputValue()).toBe(`/r/${slug}/m/${id}`);
      await page.getByLabel(words.reportWords).fill('도와주세요 "따옴표" <b>');
      await page.getByRole('button', { name: words.reportSend }).click();
      await page.getByText(words.reportNoReason).waitFor();
      expect(await page.getByLabel(words.reportWords).inputValue()).toBe('도와주세요 "따옴표" <b>');
      await page.getByLabel(words.reportLink).fill('https://elsewhere.example/r/x');
      await page.getByLabel(REASON_WORDS.minor[language]).check();
      await page.getByRole('button', { name: words.reportSend }).click();
      await page.getByText(words.reportLinkForeign).waitFor();
      expect(await page.getByLabel(REASON_WORDS.minor[language]).isChecked()).toBe(true);
      await page.getByLabel(words.reportLink).fill(`${yeoul.url}/r/${slug}/m/${id}#yk1.secret`);
      await page.getByRole('button', { name: words.reportSend }).click();
      const code = (await page.locator('.code').textContent()) ?? '';
      const stored = await latest();
      expect(stored).toMatchObject({ target: { message: id }, words: '도와주세요 "따옴표" <b>' });
      expect(stored).not.toHaveProperty('reporter');
      expect(JSON.stringify(stored)).not.toContain('secret');
      await page.getByRole('link', { name: words.reportStateTitle }).click();
      await page.getByLabel(words.reportCode).fill(code);
      await page.getByRole('button', { name: words.reportStateAsk }).click();
      await page.getByText(words.reportReceived).waitFor();
      await context.close();
    },
  );

  it('has no barrier and no sideways scrolling in either theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const { page, context } = await surfer(browser, yeoul.url, { device: 'phone', language: 'ko', theme });
      await page.setViewportSize({ width: 320, height: 700 });
      for (const path of ['/report', '/report/state', '/report?link=/r/some-room']) {
        await page.goto(path);
        expect([path, await barriers(page), await sidewards(page)]).toEqual([path, [], 0]);
      }
      await context.close();
    }
  });

  it('is asked to wait when it is too much, and loses nothing', async () => {
    const words = wordsOf('en');
    const { page, context } = await stranger('en', 'desk', strict.url);
    for (const text of ['first', 'second']) {
      await page.goto('/report?link=/r/some-room');
      await page.getByLabel(words.reportWords).fill(text);
      await page.getByLabel(REASON_WORDS.other.en).check();
      await page.getByRole('button', { name: words.reportSend }).click();
    }
    await page.getByText(words.reportSlow).waitFor();
    expect(await page.getByLabel(words.reportWords).inputValue()).toBe('second');
    await context.close();
  });

  it('another site’s form is refused', async () => {
    const form = { link: '/r/some-room', reason: 'other' };
    const sent = await fetch(`${yeoul.url}/report`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams(form),
    });
    expect(sent.status).toBe(403);
  });
});
