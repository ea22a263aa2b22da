// The mail guard: one letter for which every rule holds, and for each rule the same letter with just that rule broken.
import { describe, expect, test } from 'vitest';
import { AUTHORITY, DESK_ADDRESS, T0 } from '../../../test/support/fixtures.ts';
import { after, DAY, HOUR } from '../kernel/instant.ts';
import { type GuardCode, judgeSender, type SenderFacts, type Signature } from './sender.ts';

const SIGNATURE: Signature = {
  id: 'digest-of-signature',
  domain: 'hanbit.example',
  passed: true,
  algorithm: 'rsa-sha256',
  keyBits: 2_048,
  hasLengthTag: false,
  covers: [
    'from',
    'to',
    'subject',
    'date',
    'message-id',
    'cc',
    'reply-to',
    'sender',
    'mime-version',
    'content-type',
  ],
};
const HEADERS = {
  from: 1,
  to: 1,
  date: 1,
  'message-id': 1,
  subject: 1,
  'mime-version': 1,
  'content-type': 1,
  received: 4,
};
const PROVEN: SenderFacts = {
  headerFormOk: true,
  headers: HEADERS,
  from: 'notice@hanbit.example',
  to: ['someone@else.example', DESK_ADDRESS],
  date: T0,
  dmarc: 'pass',
  signatures: [SIGNATURE],
  dnsFailed: false,
  replayed: false,
};

const judged = (changes: Partial<SenderFacts>) =>
  judgeSender({ ...PROVEN, ...changes }, [AUTHORITY], DESK_ADDRESS, T0);
const signed = (changes: Partial<Signature>): Partial<SenderFacts> => ({
  signatures: [{ ...SIGNATURE, ...changes }],
});
const counted = (changes: Record<string, number>): Partial<SenderFacts> => ({
  headers: { ...HEADERS, ...changes },
});
const without = (name: string): Partial<SenderFacts> =>
  signed({ covers: SIGNATURE.covers.filter((covered) => covered !== name) });
const [L0, L1] = ['L0', 'L1'] as const;

describe('a letter for which every rule holds', () => {
  test('is of the enrolled authority, at L1, with nothing to say against it', () => {
    expect(judged({})).toEqual({ level: L1, authority: AUTHORITY.id, reasons: [] });
  });

  test.each([
    ['an Ed25519 signature', signed({ algorithm: 'ed25519-sha256', keyBits: 256 })],
    [
      'a broken signature beside a good one',
      { signatures: [{ ...SIGNATURE, passed: false, domain: 'relay.example' }, SIGNATURE] },
    ],
    [
      'another good signature of a relay',
      { signatures: [{ ...SIGNATURE, domain: 'relay.example' }, SIGNATURE] },
    ],
    ['a second enrolled mailbox', { from: 'second@hanbit.example' }],
    ['a date seven days ago', { date: after(T0, -7 * DAY) }],
    ['a clock a day ahead', { date: after(T0, DAY) }],
    ['headers nobody has to cover', counted({ 'x-mailer': 3, 'list-id': 1 })],
  ] as const)('is still proven with %s', (_, changes) => {
    expect(judged(changes)).toMatchObject({ level: L1, reasons: [] });
  });
});

const BROKEN: readonly (readonly [string, Partial<SenderFacts>, GuardCode])[] = [
  ['the raw header breaks the form', { headerFormOk: false }, 'guard.header-form'],
  ['From is there twice', counted({ from: 2 }), 'guard.header-count'],
  ['To is missing', counted({ to: 0 }), 'guard.header-count'],
  ['Date is there twice', counted({ date: 2 }), 'guard.header-count'],
  ['Message-ID is missing', counted({ 'message-id': 0 }), 'guard.header-count'],
  ['Subject is there twice', counted({ subject: 2 }), 'guard.header-count'],
  ['Sender is there twice', counted({ sender: 2 }), 'guard.header-count'],
  ['Reply-To is there twice', counted({ 'reply-to': 2 }), 'guard.header-count'],
  ['Cc is there twice', counted({ cc: 2 }), 'guard.header-count'],
  ['MIME-Version is there twice', counted({ 'mime-version': 2 }), 'guard.header-count'],
  ['Content-Type is there twice', counted({ 'content-type': 2 }), 'guard.header-count'],
  ['the mailbox is not enrolled', { from: 'other@hanbit.example' }, 'guard.not-enrolled'],
  ['the domain is a lookalike', { from: 'notice@hanb1t.example' }, 'guard.not-enrolled'],
  ['DMARC failed', { dmarc: 'fail' }, 'guard.dmarc'],
  ['DMARC has no policy', { dmarc: 'none' }, 'guard.dmarc'],
  ['DMARC could not be asked', { dmarc: 'temperror' }, 'guard.dmarc'],
  ['DMARC passed in other letters', { dmarc: 'PASS' }, 'guard.dmarc'],
  ['there is no signature', { signatures: [] }, 'guard.dkim-none'],
  ['the signature does not hold', signed({ passed: false }), 'guard.dkim-invalid'],
  ['the RSA key is short', signed({ keyBits: 1_024 }), 'guard.dkim-weak-key'],
  ['the RSA key has no length', signed({ keyBits: Number.NaN }), 'guard.dkim-weak-key'],
  ['it is signed with SHA-1', signed({ algorithm: 'rsa-sha1' }), 'guard.dkim-weak-key'],
  ['it is signed with an unknown algorithm', signed({ algorithm: '' }), 'guard.dkim-weak-key'],
  ['another domain signed it', signed({ domain: 'relay.example' }), 'guard.dkim-domain'],
  ['a subdomain signed it', signed({ domain: 'mail.hanbit.example' }), 'guard.dkim-domain'],
  ['only part of the body is signed', signed({ hasLengthTag: true }), 'guard.dkim-length-tag'],
  ['From is not covered', without('from'), 'guard.dkim-coverage'],
  ['To is not covered', without('to'), 'guard.dkim-coverage'],
  ['Subject is not covered', without('subject'), 'guard.dkim-coverage'],
  ['Date is not covered', without('date'), 'guard.dkim-coverage'],
  ['Message-ID is not covered', without('message-id'), 'guard.dkim-coverage'],
  ['MIME-Version is there and not covered', without('mime-version'), 'guard.dkim-coverage'],
  ['Content-Type is there and not covered', without('content-type'), 'guard.dkim-coverage'],
  [
    'another Content header is there and not covered',
    counted({ 'content-disposition': 1 }),
    'guard.dkim-coverage',
  ],
  ['it went to somebody else', { to: ['desk@other.example'] }, 'guard.wrong-recipient'],
  ['our address is only part of another', { to: [`x${DESK_ADDRESS}`] }, 'guard.wrong-recipient'],
  ['it is older than seven days', { date: after(T0, -7 * DAY - 1) }, 'guard.date'],
  ['it is dated more than a day ahead', { date: after(T0, DAY + 1) }, 'guard.date'],
  ['it has no readable date', { date: null }, 'guard.date'],
  ['one of its signatures came before', { replayed: true }, 'guard.replay'],
  ['the name service did not answer', { dnsFailed: true }, 'guard.dns'],
];

describe('the same letter stays a claim when', () => {
  test.each(BROKEN)('%s', (_, changes, reason) => {
    expect(judged(changes)).toMatchObject({ level: L0, authority: null, reasons: [reason] });
  });

  test.each(['cc', 'reply-to', 'sender'])('%s is there and not covered', (name) => {
    const facts = { ...counted({ [name]: 1 }), ...without(name) };
    expect(judged(facts)).toMatchObject({ level: L0, reasons: ['guard.dkim-coverage'] });
  });

  test('a Content header that no rule names is there twice, even covered', () => {
    const facts = {
      ...counted({ 'content-language': 2 }),
      ...signed({ covers: [...SIGNATURE.covers, 'content-language'] }),
    };
    expect(judged(facts)).toMatchObject({ level: L0, reasons: ['guard.header-count'] });
  });

  test('From is not one plain mailbox, which is then nobody enrolled either', () => {
    expect(judged({ from: null }).reasons).toEqual(['guard.from-form', 'guard.not-enrolled']);
  });

  test('two signatures keep the rules only together', () => {
    const halves = [
      { ...SIGNATURE, domain: 'relay.example' },
      { ...SIGNATURE, hasLengthTag: true },
    ];
    expect(judged({ signatures: halves })).toMatchObject({ level: L0, authority: null });
  });

  test('several rules are broken: each is told', () => {
    expect(judged({ dmarc: 'fail', replayed: true, date: after(T0, -30 * 24 * HOUR) }).reasons).toEqual([
      'guard.dmarc',
      'guard.date',
      'guard.replay',
    ]);
  });

  test('nobody is enrolled at all', () => {
    expect(judgeSender(PROVEN, [], DESK_ADDRESS, T0)).toMatchObject({
      level: L0,
      reasons: ['guard.not-enrolled'],
    });
  });
});

describe('a claim', () => {
  test('names the enrolled body whose mailbox it bears, which gives it no power', () => {
    expect(judged({ dmarc: 'fail' })).toEqual({
      level: L0,
      authority: null,
      claimed: AUTHORITY.id,
      reasons: ['guard.dmarc'],
    });
  });

  test('of a mailbox that nobody enrolled names nobody', () => {
    expect(judged({ from: 'somebody@else.example' })).toMatchObject({ level: L0, claimed: null });
  });
});
