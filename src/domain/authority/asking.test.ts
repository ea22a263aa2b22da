// Two keys, an old contact that was told, 48 hours: what it takes before a body is enrolled or changed, and what takes it back.
import { describe, expect, test } from 'vitest';
import { authorityId, decisionId, personId } from '../kernel/ids.ts';
import { after, HOUR, type Instant, instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Authority } from '../notice/authority.ts';
import { confirm, isSameKey, request, WAITING_TIME, withdraw } from './asking.ts';
import { enrolledAt } from './enrolled.ts';
import {
  type AdminAct,
  applyEnrolment,
  type Enrolment,
  type EnrolmentEvent,
  NOBODY_ENROLLED,
} from './enrolment.ts';

const T0 = instant(Date.UTC(2026, 10, 20));
const KEY = (letter: string): string => `${letter.repeat(42)}A=`;
const BOARD: Authority = {
  id: authorityId('board'),
  name: '위원회',
  nameEn: 'Board',
  kind: 'regulator',
  country: 'KR',
  domain: 'board.example',
  addresses: ['notice@board.example'],
};
const POLICE: Authority = {
  ...BOARD,
  id: authorityId('police'),
  domain: 'police.example',
  addresses: ['x@police.example'],
};
const MOVED: Authority = { ...BOARD, addresses: ['new@board.example'] };
const START = applyEnrolment(NOBODY_ENROLLED, {
  kind: 'imported',
  at: T0,
  authorities: [BOARD, POLICE],
  file: 'f',
});

let acts = 0;
const act = (name: string, at: Instant, key = KEY(name)): AdminAct => ({
  id: decisionId(`act-${(acts += 1)}`),
  by: personId(name),
  key,
  at,
  signature: 's',
});
const done = (state: Enrolment, answer: Result<EnrolmentEvent>): Enrolment => {
  if (!answer.ok) throw new Error(answer.error.code);
  return applyEnrolment(state, answer.value);
};
const codeOf = (answer: Result<EnrolmentEvent>): string => (answer.ok ? 'ok' : answer.error.code);
const told = (state: Enrolment): Enrolment =>
  applyEnrolment(state, { kind: 'contact-told', request: idOf(state), at: T0, messageId: '<m>' });
const idOf = (state: Enrolment) => state.requests.at(-1)!.act.id;
const asked = told(done(START, request(START, 'change', MOVED, act('a', T0))));
const at = (hours: number): Instant => after(T0, hours * HOUR);
const addresses = (state: Enrolment, moment: Instant) =>
  enrolledAt(state, moment).find(({ id }) => id === BOARD.id)?.addresses;

describe('a change', () => {
  const confirmed = done(asked, confirm(asked, idOf(asked), act('b', at(1))));

  test('is in force 48 hours after the second key, not a millisecond sooner (A5)', () => {
    const moment = after(at(1), WAITING_TIME);
    expect(addresses(confirmed, after(moment, -1))).toEqual(BOARD.addresses);
    expect(addresses(confirmed, moment)).toEqual(MOVED.addresses);
    expect(addresses(asked, after(moment, 1))).toEqual(BOARD.addresses);
  });

  test('leaves the version of then to letters of then', () => {
    expect(addresses(confirmed, T0)).toEqual(BOARD.addresses);
  });

  test('is not confirmed by the key that asked, under whatever name and in whatever spelling (A2)', () => {
    const again = { ...act('z', at(1), KEY('a')) };
    const spelled = { ...act('z', at(1), `${'a'.repeat(42)}B=`) };
    expect([again, spelled].map((one) => codeOf(confirm(asked, idOf(asked), one)))).toEqual([
      'authority.same-key',
      'authority.same-key',
    ]);
    expect(isSameKey(KEY('a'), `${'a'.repeat(42)}E=`)).toBe(false);
  });

  test('waits until the old contact was written to; a contact that refuses for good does not stop it (A4)', () => {
    const untold = done(START, request(START, 'change', MOVED, act('a', T0)));
    expect(codeOf(confirm(untold, idOf(untold), act('b', at(1))))).toBe('authority.contact-not-told');
    const refused = applyEnrolment(untold, {
      kind: 'contact-told',
      request: idOf(untold),
      at: T0,
      messageId: null,
    });
    expect(codeOf(confirm(refused, idOf(refused), act('b', at(1))))).toBe('ok');
  });

  test.each(['a', 'b', 'c'])('is taken back by %s until it is in force, and then no more (A6)', (name) => {
    const back = done(confirmed, withdraw(confirmed, idOf(confirmed), act(name, at(48))));
    expect(addresses(back, at(1_000))).toEqual(BOARD.addresses);
    expect(codeOf(confirm(back, idOf(back), act('c', at(49))))).toBe('authority.request-closed');
    expect(codeOf(withdraw(back, idOf(back), act(name, at(48))))).toBe('authority.request-closed');
    expect(codeOf(withdraw(confirmed, idOf(confirmed), act(name, at(49))))).toBe('authority.in-force');
  });

  test('is one at a time, of what is enrolled, confirmed once, by acts that count once (A9)', () => {
    expect(codeOf(request(confirmed, 'change', MOVED, act('c', at(2))))).toBe('authority.request-open');
    expect(codeOf(request(confirmed, 'change', BOARD, act('c', at(49))))).toBe('ok');
    expect(codeOf(confirm(confirmed, idOf(confirmed), act('c', at(2))))).toBe('authority.request-closed');
    expect(codeOf(confirm(asked, decisionId('none'), act('b', at(1))))).toBe('authority.request-unknown');
    expect(codeOf(request(START, 'enrol', BOARD, act('a', T0)))).toBe('authority.exists');
    const first = act('a', T0);
    const once = done(START, request(START, 'change', MOVED, first));
    expect(codeOf(withdraw(once, idOf(once), first))).toBe('decision.replayed');
    const nobody = { ...BOARD, id: authorityId('nobody'), addresses: ['n@n.example'] };
    expect(codeOf(request(START, 'change', nobody, act('a', T0)))).toBe('authority.unknown');
  });

  test('takes neither mailbox nor key of another body (A8)', () => {
    const key = { id: 'k1', publicKey: KEY('k') };
    const keyed = applyEnrolment(NOBODY_ENROLLED, {
      kind: 'imported',
      at: T0,
      authorities: [BOARD, { ...POLICE, keys: [key] }],
      file: 'f',
    });
    const codes = [
      { ...BOARD, addresses: [...BOARD.addresses, ...POLICE.addresses] },
      { ...BOARD, keys: [{ ...key, id: 'k2' }] },
      { ...BOARD, keys: [{ ...key, publicKey: KEY('q') }] },
      {
        ...BOARD,
        keys: [
          { id: 'k3', publicKey: KEY('x') },
          { id: 'k4', publicKey: KEY('x') },
        ],
      },
      { ...BOARD, successor: { id: authorityId('nobody'), from: T0 } },
      { ...BOARD, keys: [{ id: 'k3', publicKey: KEY('x') }] },
    ].map((body) => codeOf(request(keyed, 'change', body, act('a', T0))));
    expect(codes).toEqual([
      'authority.mailbox-taken',
      'authority.key-taken',
      'authority.key-taken',
      'authority.key-taken',
      'authority.successor-unknown',
      'ok',
    ]);
  });
});

describe('who is enrolled at a moment', () => {
  const body = (changes: Partial<Authority>): Enrolment =>
    applyEnrolment(NOBODY_ENROLLED, {
      kind: 'imported',
      at: T0,
      authorities: [{ ...BOARD, ...changes }, POLICE],
      file: 'f',
    });

  test('is nobody before its first day, and nobody from its last moment on (A10)', () => {
    const state = body({ validFrom: at(1), validUntil: at(2) });
    expect([at(0), at(1), at(2)].map((moment) => addresses(state, moment))).toEqual([
      undefined,
      BOARD.addresses,
      undefined,
    ]);
  });

  test('has its mailboxes under its own domain with the successor from the day named, and answers for it (A11)', () => {
    const state = body({ successor: { id: POLICE.id, from: at(1) }, validUntil: at(1) });
    expect(enrolledAt(state, at(0)).map(({ id }) => id)).toEqual([BOARD.id, POLICE.id]);
    expect(enrolledAt(state, at(1))).toMatchObject([
      { id: POLICE.id, domain: POLICE.domain, addresses: POLICE.addresses, succeeds: [BOARD.id] },
      { id: POLICE.id, domain: BOARD.domain, addresses: BOARD.addresses },
    ]);
  });
});
