// The file once, then two people with two keys, a letter to the old contact, and a change that judges no letter of before.
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import { WAITING_TIME } from '../domain/authority/asking.ts';
import { foldEnrolment } from '../domain/authority/enrolment.ts';
import { enrolmentPayload } from '../domain/authority/payload.ts';
import { decisionId, personId } from '../domain/kernel/ids.ts';
import { after, HOUR, type Instant } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { ReplyLetter } from '../domain/reply/letter.ts';
import type { Sent } from '../ports/mail.ts';
import { AUTHORITY, T0 } from '../../test/support/fixtures.ts';
import { type AskedOfEnrolment, enrolAuthority, enrollingOf } from './enrol-authority.ts';
import { importAuthorities } from './import-authorities.ts';
import { authoritiesIn } from './known-authorities.ts';
import { tellContacts } from './tell-contacts.ts';

const MOVED: Authority = { ...AUTHORITY, addresses: ['new@hanbit.example'] };
const FILE = { authorities: [AUTHORITY], digest: 'digest' };
const PAIRS = { sora: newKey(), mina: newKey() };
let store: ReturnType<typeof memoryStore>;
let acts = 0;

beforeEach(async () => {
  store = memoryStore();
  for (const [name, { publicKey }] of Object.entries(PAIRS))
    await store.people.add({ id: personId(`id-${name}`), name, publicKey, addedAt: T0 });
  await importAuthorities(FILE, T0, store.enrolments);
});

/** @param signedFor what the signature says, if that is something else than what is asked */
async function ask(name: keyof typeof PAIRS, asked: AskedOfEnrolment, at: Instant, signedFor = asked) {
  const enrolling = enrollingOf(foldEnrolment(await store.enrolments.history()), signedFor);
  if (!enrolling.ok) return enrolling.error.code;
  const id = decisionId(`act-${(acts += 1)}`);
  const text = enrolmentPayload(enrolling.value, { id, by: personId(`id-${name}`), at });
  const signed = { id, person: name, at, signature: sign(PAIRS[name].privateKey, text) };
  const done = await enrolAuthority(asked, signed, at, { ...store, signatures: ed25519Signatures });
  return done.ok ? id : done.error.code;
}
const mailer = (answer: Sent) => {
  const letters: ReplyLetter[] = [];
  return { letters, send: async (letter: ReplyLetter) => (letters.push(letter), answer) };
};
const SENT: Sent = { kind: 'sent', messageId: '<m@desk>' };
const tell = (answer: Sent = SENT) => {
  const to = mailer(answer);
  return tellContacts(T0, 'desk.example', { enrolments: store.enrolments, mailer: to }).then((count) => ({
    count,
    letters: to.letters,
  }));
};
const known = async (at: Instant) => (await authoritiesIn(store.enrolments)(at))[0]?.addresses;
const CHANGE: AskedOfEnrolment = { act: 'request', asks: 'change', authority: MOVED };

describe('the authorities file', () => {
  test('starts the enrolment once, in force for letters of before, and is never read again (A1)', async () => {
    expect(await known(after(T0, -HOUR))).toEqual(AUTHORITY.addresses);
    const other = { authorities: [MOVED], digest: 'another' };
    expect(await importAuthorities(FILE, T0, store.enrolments)).toBe('same');
    expect(await importAuthorities(other, T0, store.enrolments)).toBe('ignored');
    expect(await known(after(T0, HOUR))).toEqual(AUTHORITY.addresses);
  });
});

describe('a change of an enrolment', () => {
  test('asked, told to the old contact, confirmed by another: judges letters received 48 hours later', async () => {
    const request = decisionId(await ask('sora', CHANGE, T0));
    const { count, letters } = await tell();
    expect([count, letters.map(({ to }) => to)]).toEqual([1, [AUTHORITY.addresses[0]]]);
    expect(letters[0]?.text).not.toContain('new@hanbit.example');
    expect((await tell()).count).toBe(0);
    const confirm: AskedOfEnrolment = { act: 'confirm', request };
    expect(await ask('sora', confirm, T0)).toBe('authority.same-key');
    expect(await ask('mina', confirm, T0)).toMatch(/^act-/);
    expect(await known(after(T0, WAITING_TIME - 1))).toEqual(AUTHORITY.addresses);
    expect(await known(after(T0, WAITING_TIME))).toEqual(MOVED.addresses);
  });

  test('is told again until the mail server takes it or refuses for good', async () => {
    await ask('sora', CHANGE, T0);
    expect((await tell({ kind: 'failed', permanent: false, code: 'mail.unreachable' })).count).toBe(0);
    expect((await tell({ kind: 'failed', permanent: true, code: 'mail.refused' })).count).toBe(1);
    const [asked] = foldEnrolment(await store.enrolments.history()).requests;
    expect(asked?.contact).toBe('refused');
  });

  test('is worth only what was signed: another body, another act or another person is refused (A3)', async () => {
    const request = decisionId(await ask('sora', CHANGE, T0));
    await tell();
    const other = { ...MOVED, addresses: ['thief@hanbit.example'] };
    const codes = [
      await ask('sora', { ...CHANGE, authority: other }, T0, CHANGE),
      await ask('mina', { act: 'confirm', request }, T0, { act: 'withdraw', request }),
      await ask('mina', { act: 'withdraw', request }, T0, { act: 'confirm', request }),
    ];
    expect(codes).toEqual(Array(3).fill('decision.signature'));
    expect(await known(after(T0, WAITING_TIME))).toEqual(AUTHORITY.addresses);
  });
});
