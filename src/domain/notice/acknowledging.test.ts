// Who may be told that her letter came: nobody whose domain is not proven, no machine, nobody twice by a loop.
import { describe, expect, test } from 'vitest';
import { PROVEN_FACTS } from '../../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, later, T0 } from '../../../test/support/fixtures.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { acknowledging, acknowledgementLimits } from './acknowledging.ts';
import type { AutomaticMark } from './mail-header.ts';
import { type GuardCode, judgeSender, type SenderFacts } from './sender.ts';

const PERSON: Omit<SenderFacts, 'replayed'> = {
  ...PROVEN_FACTS,
  from: 'somin@post.example',
  signatures: PROVEN_FACTS.signatures.map((one) => ({ ...one, domain: 'post.example' })),
};

function judged(changes: Partial<SenderFacts> = {}, marks: readonly AutomaticMark[] = [], from = PERSON) {
  const facts = { ...from, replayed: false, ...changes };
  const sender = judgeSender(facts, [AUTHORITY], DESK_ADDRESS, T0);
  const mail = { messageId: '<1@post.example>', offsetMinutes: 540, desk: DESK_ADDRESS };
  return acknowledging({ facts, sender, marks, ...mail });
}
const whyNot = (...what: Parameters<typeof judged>): string => {
  const said = judged(...what);
  return said.kind === 'yes' ? 'told' : said.why;
};
const signedWith = (changes: object): Partial<SenderFacts> => ({
  signatures: PERSON.signatures.map((one) => ({ ...one, ...changes })),
});

describe('is told', () => {
  test('a person whose domain signed, enrolled or not', () => {
    expect(judged()).toEqual({
      kind: 'yes',
      to: 'somin@post.example',
      messageId: '<1@post.example>',
      offsetMinutes: 540,
    });
  });

  test('an enrolled body whose mail passed the guard', () => {
    expect(judged({}, [], PROVEN_FACTS)).toMatchObject({ kind: 'yes', to: 'notice@hanbit.example' });
  });

  test.each([
    [
      'whose mail system leaves To out of what it signs',
      signedWith({ covers: ['from', 'date', 'message-id'] }),
    ],
    [
      'whose organisation signs for its sub-domain',
      { ...signedWith({ domain: 'post.example' }), from: 'a@seoul.post.example' },
    ],
  ])('a person %s', (_, changes) => {
    expect(whyNot(changes)).toBe('told');
  });
});

describe('is not told', () => {
  test.each<[string, Partial<SenderFacts>, string]>([
    ['From of another form', { from: null }, 'guard.from-form'],
    ['no DMARC', { dmarc: 'fail' }, 'guard.dmarc'],
    ['DMARC of nobody', { dmarc: 'none' }, 'guard.dmarc'],
    ['a header that two parsers read in two ways', { headerFormOk: false }, 'guard.header-form'],
    ['two Froms', { headers: { ...PERSON.headers, from: 2 } }, 'guard.header-count'],
    ['a letter to somebody else', { to: ['other@elsewhere.example'] }, 'guard.wrong-recipient'],
    ['an old letter', { date: later(-8 * DAY) }, 'guard.date'],
    ['a letter whose signature came before', { replayed: true }, 'guard.replay'],
    ['no signature that holds', signedWith({ passed: false }), 'guard.dkim-invalid'],
    [
      'a signature of another domain beside DMARC',
      signedWith({ domain: 'evil.example' }),
      'guard.dkim-domain',
    ],
    [
      'a signature of a name that only ends alike',
      signedWith({ domain: 'ost.example' }),
      'guard.dkim-domain',
    ],
    ['a body that may grow', signedWith({ hasLengthTag: true }), 'guard.dkim-length-tag'],
    ['a date that anybody may change', signedWith({ covers: ['from', 'message-id'] }), 'guard.dkim-domain'],
    ['look-ups that failed', { dnsFailed: true, dmarc: 'temperror' }, 'guard.dns'],
  ])('%s', (_, changes, why) => {
    expect(whyNot(changes)).toBe(why);
  });

  test('the mailbox of an enrolled body, where the guard found anything at all', () => {
    expect(whyNot({ dmarc: 'fail' }, [], PROVEN_FACTS)).toBe('sender-not-proven');
    expect(whyNot({ signatures: [] }, [], PROVEN_FACTS)).toBe('sender-not-proven');
    const unsignedTo = PROVEN_FACTS.signatures.map((one) => ({
      ...one,
      covers: ['from', 'date', 'message-id', 'subject'],
    }));
    expect(whyNot({ signatures: unsignedTo }, [], PROVEN_FACTS)).toBe('sender-not-proven');
  });

  test.each<AutomaticMark>([
    'auto-submitted',
    'report',
    'list',
    'precedence',
    'suppressed',
    'no-return-path',
  ])('a mail with the mark %s, even of a proven body', (mark) => {
    expect(whyNot({}, [mark])).toBe('automatic-mail');
    expect(whyNot({}, [mark], PROVEN_FACTS)).toBe('automatic-mail');
  });

  test.each([
    'no-reply@post.example',
    'NOREPLY@post.example',
    'do_not_reply@post.example',
    'donotreply+x@post.example',
    'noreply-7@post.example',
    'mailer-daemon@post.example',
    'postmaster@post.example',
    'bounces+somin=x@post.example',
    'bounce@post.example',
    'owner-news@post.example',
    'news-request@post.example',
    'news-bounces@post.example',
    'alerts.noreply@post.example',
  ])('%s', (from) => {
    expect(whyNot({ from })).toBe('no-reply-address');
  });

  test.each([
    'norepeat@post.example',
    'somin.noh@post.example',
    'requests@post.example',
    'bouncer@post.example',
  ])('but %s is somebody', (from) => {
    expect(whyNot({ from })).toBe('told');
  });

  test.each([DESK_ADDRESS, 'Desk+loop@redress.example'])('the desk itself as %s', (from) => {
    expect(whyNot({ from, ...signedWith({ domain: 'redress.example' }) })).toBe('own-address');
  });
});

test('a proven body that asks more than it may is told all the same: it is known that it wrote', () => {
  const facts = { ...PROVEN_FACTS, replayed: false };
  const claim = (...reasons: readonly GuardCode[]) =>
    acknowledging({
      facts,
      sender: { level: 'L0', authority: null, claimed: AUTHORITY.id, reasons },
      marks: [],
      messageId: null,
      offsetMinutes: null,
      desk: DESK_ADDRESS,
    }).kind;
  expect([claim('guard.scope-items'), claim('guard.scope-items', 'guard.dmarc'), claim()]).toEqual([
    'yes',
    'no',
    'no',
  ]);
});

test('no number of the sender comes back as a time but a zone that there is', () => {
  const facts = { ...PERSON, replayed: false };
  const sender = judgeSender(facts, [], DESK_ADDRESS, T0);
  const zone = (offsetMinutes: number) =>
    acknowledging({ facts, sender, marks: [], messageId: null, offsetMinutes, desk: DESK_ADDRESS });
  expect([-720, 840, 841, 1e9, Number.NaN].map((one) => zone(one))).toMatchObject([
    { offsetMinutes: -720 },
    { offsetMinutes: 840 },
    { offsetMinutes: null },
    { offsetMinutes: null },
    { offsetMinutes: null },
  ]);
});

test('an address is told five times an hour and twenty times a day, a proven body two hundred and two thousand times', () => {
  expect(acknowledgementLimits(T0, 'L0')).toEqual([
    { since: later(-HOUR), most: 5 },
    { since: later(-DAY), most: 20 },
  ]);
  expect(acknowledgementLimits(T0, 'L1').map(({ most }) => most)).toEqual([200, 2_000]);
});
