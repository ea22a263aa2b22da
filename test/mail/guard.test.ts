// The mail guard from raw bytes to a level: the genuine letter is L1, every hostile class stays L0 and is read all the same.
import { describe, expect, it } from 'vitest';
import { readLetter } from '../../src/domain/notice/reading.ts';
import { mail, SIGNED_BY_A_CAREFUL_SENDER } from '../support/signed-mail.ts';
import {
  BOARD,
  byAStranger,
  byTheBoard,
  ed25519Key,
  GENUINE,
  genuineLetter,
  headersWith,
  judged,
  LETTER,
  NOW,
  SELECTOR,
  strangerKey,
  weakKey,
  ZONE,
} from './desk-mail.ts';
import { READING_RULES } from '../support/reading-rules.ts';
import { wordsOf } from '../support/written-words.ts';

const without = (name: string) => SIGNED_BY_A_CAREFUL_SENDER.filter((covered) => covered !== name);
const replaceIn = (raw: Buffer, from: string, to: string): Buffer =>
  Buffer.from(raw.toString('latin1').replace(from, to), 'latin1');

describe('a genuine letter', () => {
  it.each([
    [-60, 'L0'],
    [60, 'L1'],
  ])('whose signature ends %i seconds from now is %s, by the time of the desk', async (seconds, level) => {
    const until = NOW / 1_000 + seconds;
    const raw = mail(GENUINE, LETTER, { ...byTheBoard, selector: `${SELECTOR}; x=${until}` });
    expect((await judged(raw)).sender.level).toBe(level);
  });

  it('signed by its enrolled domain is L1, with the enrolled identity', async () => {
    const { sender, facts } = await judged(genuineLetter());
    expect(sender).toEqual({ level: 'L1', authority: 'maru-board', reasons: [] });
    expect(facts).toMatchObject({ headerFormOk: true, dmarc: 'pass', dnsFailed: false });
    expect(facts.signatures).toEqual([
      expect.objectContaining({
        domain: 'maru-board.example',
        passed: true,
        keyBits: 2048,
        hasLengthTag: false,
      }),
    ]);
    expect(facts.signatures[0]?.id).not.toBe('');
  });

  it('signed with Ed25519 is L1 as well', async () => {
    const raw = mail(GENUINE, LETTER, { ...byTheBoard, selector: 'ed', key: ed25519Key });
    expect((await judged(raw)).sender.level).toBe('L1');
  });

  it('with a second signature by a list server keeps its level: one good signature is enough', async () => {
    expect((await judged(mail(GENUINE, LETTER, byAStranger, byTheBoard))).sender.level).toBe('L1');
  });

  it('with trace headers of relays in front keeps its level', async () => {
    const raw = Buffer.concat([
      Buffer.from('Received: from a.example by b.example; now\r\n'),
      genuineLetter(),
    ]);
    expect((await judged(raw)).sender.level).toBe('L1');
  });

  it('folded in its header lines keeps its level', async () => {
    const raw = mail(headersWith({ Subject: 'Request\r\n to delete' }), LETTER, byTheBoard);
    expect((await judged(raw)).sender.level).toBe('L1');
  });
});

/** Every one of these is a letter somebody could send; each names the rule that must catch it. */
const HOSTILE: Readonly<Record<string, readonly [raw: () => Buffer, reason: string]>> = {
  'no signature': [() => mail(GENUINE, LETTER), 'guard.dkim-none'],
  'a signature of another domain': [() => mail(GENUINE, LETTER, byAStranger), 'guard.dkim-domain'],
  'a signature that claims our domain with a stranger’s key': [
    () => mail(GENUINE, LETTER, { ...byTheBoard, key: strangerKey }),
    'guard.dkim-invalid',
  ],
  'a body appended under l=': [
    () =>
      Buffer.concat([
        mail(GENUINE, LETTER, { ...byTheBoard, length: LETTER.length }),
        Buffer.from('2. https://chat.example/r/haneul-3/m/43\r\n'),
      ]),
    'guard.dkim-length-tag',
  ],
  'l= that covers the whole body': [
    () => mail(GENUINE, LETTER, { ...byTheBoard, length: LETTER.length }),
    'guard.dkim-length-tag',
  ],
  'To not signed': [
    () => mail(GENUINE, LETTER, { ...byTheBoard, covers: without('To') }),
    'guard.dkim-coverage',
  ],
  'Content-Type not signed': [
    () => mail(GENUINE, LETTER, { ...byTheBoard, covers: without('Content-Type') }),
    'guard.dkim-coverage',
  ],
  'Reply-To added after signing': [
    () => Buffer.concat([Buffer.from('Reply-To: <else@stranger.example>\r\n'), genuineLetter()]),
    'guard.dkim-coverage',
  ],
  'a second From on top': [
    () => Buffer.concat([Buffer.from('From: <chief@stranger.example>\r\n'), genuineLetter()]),
    'guard.header-count',
  ],
  'a second Subject on top': [
    () => Buffer.concat([Buffer.from('Subject: something else\r\n'), genuineLetter()]),
    'guard.header-count',
  ],
  'a second Content-Type on top': [
    () => Buffer.concat([Buffer.from('Content-Type: text/plain; charset=euc-kr\r\n'), genuineLetter()]),
    'guard.header-count',
  ],
  'no Message-ID': [
    () => mail(headersWith({ 'Message-ID': undefined }), LETTER, byTheBoard),
    'guard.header-count',
  ],
  'a lookalike domain, properly signed': [
    () =>
      mail(headersWith({ From: 'Maru Media Board <takedown@maru-b0ard.example>' }), LETTER, {
        ...byTheBoard,
        domain: 'maru-b0ard.example',
        key: strangerKey,
      }),
    'guard.not-enrolled',
  ],
  'another mailbox of the enrolled domain': [
    () => mail(headersWith({ From: '<intern@maru-board.example>' }), LETTER, byTheBoard),
    'guard.not-enrolled',
  ],
  'an address in the display name': [
    () =>
      mail(headersWith({ From: '"takedown@maru-board.example" <a@stranger.example>' }), LETTER, byAStranger),
    'guard.from-form',
  ],
  'two mailboxes in From': [
    () =>
      mail(headersWith({ From: '<takedown@maru-board.example>, <a@stranger.example>' }), LETTER, byTheBoard),
    'guard.from-form',
  ],
  'a comment in From': [
    () => mail(headersWith({ From: 'takedown@maru-board.example (Maru)' }), LETTER, byTheBoard),
    'guard.from-form',
  ],
  'an encoded word in place of the address': [
    () => mail(headersWith({ From: '=?utf-8?B?dGFrZWRvd25AbWFydS1ib2FyZC5leGFtcGxl?=' }), LETTER, byTheBoard),
    'guard.from-form',
  ],
  'a changed body': [() => replaceIn(genuineLetter(), '/m/42', '/m/43'), 'guard.dkim-invalid'],
  'a changed subject': [
    () => replaceIn(genuineLetter(), 'Request to delete', 'Order to delete'),
    'guard.dkim-invalid',
  ],
  'an RSA key of 1024 bits': [
    () => mail(GENUINE, LETTER, { ...byTheBoard, selector: 'weak', key: weakKey }),
    'guard.dkim-invalid',
  ],
  'a bare LF in the header': [
    () => replaceIn(genuineLetter(), 'MIME-Version: 1.0\r\n', 'MIME-Version: 1.0\n'),
    'guard.header-form',
  ],
  'a bare CR in the header': [
    () => replaceIn(genuineLetter(), 'MIME-Version: 1.0\r\n', 'X-A: b\rMIME-Version: 1.0\r\n'),
    'guard.header-form',
  ],
  'a control byte in the header': [
    () => mail(headersWith({ Subject: 'Request\0to' }), LETTER, byTheBoard),
    'guard.header-form',
  ],
  'a field name with a space': [
    () => Buffer.concat([Buffer.from('Bad name: x\r\n'), genuineLetter()]),
    'guard.header-form',
  ],
  'a leading continuation line': [
    () => Buffer.concat([Buffer.from(' From: x\r\n'), genuineLetter()]),
    'guard.header-form',
  ],
  'a date of last month': [
    () => mail(headersWith({ Date: 'Mon, 19 Oct 2026 14:05:00 +0900' }), LETTER, byTheBoard),
    'guard.date',
  ],
  'a date of next week': [
    () => mail(headersWith({ Date: 'Fri, 27 Nov 2026 14:05:00 +0900' }), LETTER, byTheBoard),
    'guard.date',
  ],
  'a letter to another desk, passed on to us': [
    () => mail(headersWith({ To: '<notices@other-desk.example>' }), LETTER, byTheBoard),
    'guard.wrong-recipient',
  ],
  'our address inside another': [
    () => mail(headersWith({ To: '<notices@desk.example.stranger.example>' }), LETTER, byTheBoard),
    'guard.wrong-recipient',
  ],
};

describe('a hostile letter gains nothing and is read all the same:', () => {
  it.each(Object.entries(HOSTILE))('%s', async (_what, [raw, reason]) => {
    const { sender, letter } = await judged(raw());
    expect(sender).toMatchObject({ level: 'L0', authority: null });
    expect(sender.reasons).toContain(reason);
    expect(letter).not.toBeNull();
    if (letter === null) return;
    expect(readLetter(letter, READING_RULES).items.length).toBeGreaterThan(0);
  });
});

describe('a doubtful domain', () => {
  it('with p=none and no signature is forged as easily as any: L0', async () => {
    const board = {
      ...BOARD,
      domain: 'soft.example',
      addresses: ['desk@soft.example'],
    };
    const raw = mail(headersWith({ From: '<desk@soft.example>' }), LETTER);
    const { sender, facts } = await judged(raw, ZONE, [board]);
    expect(facts.dmarc).not.toBe('pass');
    expect(sender.level).toBe('L0');
  });

  it('whose key cannot be looked up now is L0 with guard.dns, so that somebody asks again', async () => {
    const lame = { ...ZONE, [`${SELECTOR}._domainkey.maru-board.example`]: { TXT: { error: 'SERVFAIL' } } };
    const { sender, letter } = await judged(genuineLetter(), lame);
    expect(sender.level).toBe('L0');
    expect(sender.reasons).toContain('guard.dns');
    expect(wordsOf(letter)).toContain('/m/42');
  });

  it('whose DMARC record cannot be looked up now is L0 with guard.dns', async () => {
    const lame = { ...ZONE, '_dmarc.maru-board.example': { TXT: { error: 'SERVFAIL' } } };
    expect((await judged(genuineLetter(), lame)).sender.reasons).toContain('guard.dns');
  });

  it('that publishes no key any more is L0', async () => {
    const { [`${SELECTOR}._domainkey.maru-board.example`]: _gone, ...rest } = ZONE;
    expect((await judged(genuineLetter(), rest)).sender.reasons).toContain('guard.dkim-invalid');
  });

  it('is not saved by a chain of ARC seals', async () => {
    const seal = 'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=stranger.example; s=m2026; b=AAAA\r\n';
    const claim =
      'ARC-Authentication-Results: i=1; mx.stranger.example; dkim=pass header.d=maru-board.example; dmarc=pass\r\n';
    const raw = Buffer.concat([Buffer.from(seal + claim), mail(GENUINE, LETTER)]);
    expect((await judged(raw)).sender.level).toBe('L0');
  });

  it('is not saved by an Authentication-Results header that it wrote itself', async () => {
    const claim =
      'Authentication-Results: desk.example; dkim=pass header.d=maru-board.example; dmarc=pass\r\n';
    const raw = Buffer.concat([Buffer.from(claim), mail(GENUINE, LETTER)]);
    expect((await judged(raw)).sender.level).toBe('L0');
  });
});
