// What the platform tells a member, in a real browser: a removal with its reasons and the appeal, suspension; and what people tell
// one another: mentions, answers, invitations; blocking; passkeys. On a phone in Korean and on a desk in English. Needs chromium.
import { createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill, wordsOf } from '../../messenger/pages/words.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';
import { barriers, sidewards } from './pages-axe.ts';
import { openChromium, type Surfer, surfer } from './pages-chromium.ts';

// Passkeys need a name for a host: browsers take none for an address of numbers.
const port = await freePort();
const origin = `http://localhost:${port}`;
const yeoul = useMessenger({ port, host: 'localhost', origin });
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function member(name: string) {
  const token = await yeoul.person(name);
  const { id } = (await yeoul.ask('GET', '/api/me', { token })).json;
  return { token, id, name };
}

describe.each([
  ['phone', 'ko'],
  ['desk', 'en'],
] as const)('on a %s in %s', (device, language) => {
  const words = wordsOf(language);
  let me: Awaited<ReturnType<typeof member>>;
  let friend: Awaited<ReturnType<typeof member>>;
  let mine: Surfer;
  beforeAll(async () => {
    me = await member(`나 ${device}`);
    friend = await member(`친구 ${device}`);
    mine = await surfer(browser, origin, { device, language, token: me.token });
  });
  afterAll(async () => {
    expect(mine.complaints).toEqual([]);
    await mine.context.close();
  });
  const clean = async (page: Page) => {
    expect(await barriers(page)).toEqual([]);
    expect(await sidewards(page)).toBe(0);
  };

  it('a removal comes with its reasons and never with who asked; the appeal is made once', async () => {
    const { page } = mine;
    const blob = await yeoul.upload(me.token, pngOf(`removed ${device}`));
    const message = await yeoul.send(me.token, await yeoul.room(me.token), undefined, [blob]);
    await page.goto('/');
    await page.getByRole('heading', { name: words.myRooms }).waitFor();
    const notice = {
      kind: 'removal',
      ground: 'intimate-image',
      law: '정보통신망법 제44조의7',
      what: { kind: 'message', id: String(message) },
      when: '2026-11-30T03:00:00.000Z',
      automated: false,
      until: '2026-12-20T03:00:00.000Z',
      ...{ done: 'hidden', scope: 'everywhere', source: 'authority-order', found: 'searched' },
      redress: ['settlement', 'court'],
      appeal: true,
    };
    await yeoul.order('POST', `/admin/v1/accounts/${me.id}/notices`, { body: notice });
    await page.getByText(words.noticeCame).waitFor();
    await page.getByRole('link', { name: fill(words.notificationsUnread, { n: 1 }) }).click();
    await page.getByRole('heading', { name: words.notifications }).waitFor();
    await clean(page);
    await page.locator('.sheet').getByRole('link', { name: words.notices }).click();
    await page.getByText(words.isNew).waitFor();
    await clean(page);
    await page.getByRole('link', { name: words.noticeRemoval }).click();
    const says = ['groundIntimate', 'decidedByPerson', 'neverWho', 'shownNowhere', 'sourceOrder'] as const;
    const and = ['foundSearched', 'appealOnce', 'redressSettlement', 'redressCourt'] as const;
    for (const sentence of [...says, ...and]) await page.getByText(words[sentence]).waitFor();
    await page.getByText('정보통신망법 제44조의7').waitFor();
    await page.getByText(words.hidForNow.split('{at}')[0]?.trim() ?? words.hidForNow).waitFor();
    expect(await page.locator('.statement').textContent()).toContain('2026');
    await clean(page);
    await page.getByLabel(words.appealWords).fill('내가 그린 그림입니다');
    await page.getByRole('button', { name: words.appealSend }).click();
    await page.locator('.sheet').getByText(words.appealMade).waitFor();
    const { appeals } = (await yeoul.admin('GET', '/admin/v1/appeals?limit=200')).json;
    expect(appeals.at(-1)).toMatchObject({ words: '내가 그린 그림입니다', account: { id: me.id } });
    await page.goto('/');
    await page.getByRole('link', { name: words.notifications, exact: true }).waitFor();
  });

  it('what was deleted is told as that, and by which clause', async () => {
    const { page } = mine;
    const notice = { kind: 'removal', ground: 'terms', clause: '3.2', automated: false, done: 'deleted' };
    const body = { ...notice, scope: 'everywhere', source: 'notice', found: 'named', appeal: true };
    await yeoul.order('POST', `/admin/v1/accounts/${me.id}/notices`, { body });
    await page.goto('/notices');
    await page.getByRole('link', { name: words.noticeDeleted }).click();
    await page.getByText(words.deletedSomething).waitFor();
    await page.getByText(fill(words.groundClause, { clause: '3.2' })).waitFor();
    for (const sentence of [words.sourceNotice, words.foundNamed]) await page.getByText(sentence).waitFor();
    await clean(page);
  });

  it('the link in a notice leads to it, by way of the door for whoever is signed out', async () => {
    const { notices } = (await yeoul.ask('GET', '/api/notices', { token: me.token })).json;
    const link = notices.at(-1)?.appeal?.link ?? '';
    await mine.page.goto(link);
    await mine.page.getByRole('heading', { name: words.noticeRemoval }).waitFor();
    const stranger = await surfer(browser, origin, { device, language });
    await stranger.page.goto(link);
    await stranger.page.getByLabel(words.name, { exact: false }).first().fill(friend.name);
    await stranger.page.getByLabel(words.passphrase).fill('correct horse battery');
    await stranger.page.getByRole('button', { name: words.signIn, exact: true }).click();
    await stranger.page.getByText(words.noticeAbsent).waitFor();
    await stranger.context.close();
  });

  it('mentions and invitations wait in the list, and an invitation opens its room', async () => {
    const { page } = mine;
    const slug = await yeoul.room(friend.token);
    await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: me.token });
    await page.goto('/');
    await page.getByRole('heading', { name: words.myRooms }).waitFor();
    const body = { text: '여기 봐', mentions: [me.id] };
    await yeoul.ask('POST', `/api/rooms/${slug}/messages`, { token: friend.token, body });
    await page.getByText(words.notificationCame).waitFor();
    const hidden = await yeoul.room(friend.token, 'invite');
    await yeoul.ask('PUT', `/api/rooms/${hidden}/invited/${me.id}`, { token: friend.token });
    await page.getByRole('link', { name: fill(words.notificationsUnread, { n: 2 }) }).click();
    const room = '물결방';
    await page.getByText(fill(words.mentionedYou, { name: friend.name, room })).waitFor();
    await page.getByText(fill(words.invitedYou, { name: friend.name, room })).waitFor();
    await clean(page);
    await page.getByRole('button', { name: `${room}: ${words.accept}` }).click();
    await page.getByLabel(words.write).waitFor();
    expect(page.url()).toContain(`/r/${hidden}`);
  });

  it('somebody is blocked and unblocked; their messages are folded meanwhile', async () => {
    const { page } = mine;
    const slug = await yeoul.room(friend.token);
    await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: me.token });
    await yeoul.send(friend.token, slug, '접혀야 할 글');
    await page.goto(`/people/${friend.id}`);
    await page.getByRole('heading', { name: friend.name }).waitFor();
    await clean(page);
    await page.getByRole('button', { name: words.block, exact: true }).click();
    await page.getByRole('button', { name: words.unblock }).waitFor();
    await page.goto(`/r/${slug}`);
    await page.locator('.messages').getByText(words.blockedMessage).waitFor();
    expect(await page.getByText('접혀야 할 글').count()).toBe(0);
    await page.goto('/blocked');
    await page.getByText(friend.name).waitFor();
    await clean(page);
    await page.getByRole('button', { name: `${friend.name}: ${words.unblock}` }).click();
    await page.getByText(words.nobodyBlocked).waitFor();
    await page.goto(`/r/${slug}`);
    await page.locator('.messages').getByText('접혀야 할 글').waitFor();
  });

  it('a passkey is added to this device, signs in, and is removed', async () => {
    const { page, context } = mine;
    const tools = await context.newCDPSession(page);
    await tools.send('WebAuthn.enable');
    await tools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto('/me');
    await page.getByRole('heading', { name: words.roomKeys }).waitFor();
    await clean(page);
    await page.getByRole('link', { name: words.passkeys }).click();
    await page.getByText(words.noPasskeys).waitFor();
    await page.getByLabel(words.passkeyLabel).fill('내 기기');
    await page.getByRole('button', { name: words.passkeyAdd }).click();
    await page.getByText('내 기기').waitFor();
    await clean(page);
    await page.goto('/me');
    await page.getByRole('button', { name: words.signOut }).click();
    await page.getByRole('link', { name: words.signIn }).click();
    await page.getByRole('button', { name: words.withPasskey }).click();
    await page.getByRole('heading', { name: words.myRooms }).waitFor();
    await page.goto('/passkeys');
    await page.getByRole('button', { name: `내 기기: ${words.passkeyRemove}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.passkeyRemove }).click();
    await page.getByText(words.noPasskeys).waitFor();
  });

  it('a suspension says until when and why, leaves the appeal open, and nothing else', async () => {
    const who = await member(`멈춘 ${device}`);
    const slug = await yeoul.room(who.token);
    const there = await surfer(browser, origin, { device, language, token: who.token });
    const { page } = there;
    await page.goto(`/r/${slug}`);
    await page.getByLabel(words.write).waitFor();
    await yeoul.order('POST', `/admin/v1/accounts/${who.id}/suspend`, {
      body: { reason: 'terms', automated: true, until: '2027-01-31T03:00:00.000Z' },
    });
    await page.getByRole('heading', { name: words.suspendedTitle }).waitFor();
    expect(await page.locator('.sheet').textContent()).toContain('2027');
    expect(await page.getByLabel(words.write).count()).toBe(0);
    await clean(page);
    await page.getByRole('link', { name: words.noticeSuspension }).click();
    await page.getByText(words.groundTerms).waitFor();
    await page.getByText(words.decidedByMachine).waitFor();
    await clean(page);
    await page.getByLabel(words.appealWords).fill('다시 봐 주세요');
    await page.getByRole('button', { name: words.appealSend }).click();
    await page.locator('.sheet').getByText(words.appealMade).waitFor();
    expect(there.complaints).toEqual([]);
    await there.context.close();
  });
});
