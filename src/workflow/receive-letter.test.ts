// A mail in the spool becomes one case, whatever dies on the way, and whoever sent whatever.
import { testMarks } from '../../test/support/marks.ts';
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  jsonMailReader,
  memorySpool,
  memoryVault,
  rawMail,
  watched,
} from '../../test/support/fake-ports.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { AUTHORITY, clocksOf, DESK_ADDRESS, later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { HOUR } from '../domain/kernel/instant.ts';
import { letterId } from '../domain/kernel/ids.ts';
import type { LetterReader } from '../ports/letter-reader.ts';
import type { Spool } from '../ports/spool.ts';
import { acceptMail } from './accept-mail.ts';
import { type DeskIdentity, receiveLetter } from './receive-letter.ts';
import { turns } from './turns.ts';

const DESK: DeskIdentity = {
  address: DESK_ADDRESS,
  messengerOrigin: ORIGIN,
  authoritiesAt: async () => [AUTHORITY],
  law: KOREAN_LAW,
};
const TEXT = `We request that you delete these.\n1. ${ORIGIN}/r/maple/m/1\n2. ${ORIGIN}/r/maple/m/2`;
const MAIL: FakeMail = { text: TEXT, contentKey: 'key-1' };
const FIRST = letterId('letter-1');

function world(mails: Readonly<Record<string, Uint8Array | undefined>> = { 'letter-1': rawMail(MAIL) }) {
  let made = 0;
  const store = memoryStore();
  const ports = {
    spool: memorySpool(mails),
    vault: memoryVault(),
    cases: store.cases,
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
    ids: { fresh: () => `case-${(made += 1)}` },
    filed: store.filed,
    mailings: store.mailings,
  };
  return { ...store, ...ports, ports, receive: (id = FIRST) => receiveLetter(id, later(HOUR), DESK, ports) };
}
const all = { limit: 100 };

describe('a letter', () => {
  test('becomes a case with its items to look for, leaves the spool, and stays in the vault', async () => {
    const desk = world();
    const received = await desk.receive();
    expect(received).toMatchObject({ kind: 'opened', number: 'R-26-0001' });
    const [row] = await desk.cases.list(all);
    const state = row && (await desk.cases.load(row.id));
    expect(state?.notice).toMatchObject({ receivedAt: T0, sender: { level: 'L1', authority: AUTHORITY.id } });
    expect(state?.items).toHaveLength(2);
    expect(await desk.outbox.counts()).toMatchObject({ waiting: 3 });
    expect(await desk.spool.waiting(10)).toEqual([]);
    expect(await desk.vault.get((await desk.cases.letterDigest(FIRST)) ?? '')).toEqual(rawMail(MAIL));
  });

  test('starts its clock at the moment the desk answered for it, not when it was read', async () => {
    const desk = world();
    await desk.receive();
    expect(await desk.cases.list(all)).toMatchObject([{ receivedAt: T0, target: later(24 * HOUR) }]);
  });

  test('that nobody can parse becomes a case all the same: its clock runs, a person reads the raw mail', async () => {
    const desk = world({ 'letter-1': new TextEncoder().encode('\0\0 no mail') });
    await desk.receive();
    const [row] = await desk.cases.list(all);
    const state = row && (await desk.cases.load(row.id));
    expect(state?.notice?.reading.unread).toEqual(['reading.broken-mail']);
    expect(state?.withheld).toBe(true);
    expect(state && clocksOf(state)).toEqual([
      'kr-tba-22-5/remove running',
      'kr-kmcsc-correction/report-result running',
      'kr-voluntary-request/report-result running',
    ]);
    expect(desk.vault.size()).toBe(1);
  });

  test.each([
    ['too-long', 'reading.too-long'],
    ['broken', 'reading.broken-mail'],
  ] as const)('whose reading is %s becomes a case all the same, for a person to read', async (why, code) => {
    const desk = world();
    const reader: LetterReader = { read: async () => why };
    await receiveLetter(FIRST, later(HOUR), DESK, { ...desk.ports, reader });
    const [row] = await desk.cases.list(all);
    const state = row && (await desk.cases.load(row.id));
    expect(state?.notice?.reading).toMatchObject({ kind: 'unclear', items: [], unread: [code] });
    expect(state?.notice?.sender.level).toBe('L1');
    expect(state?.withheld).toBe(true);
    expect(await desk.cases.list(all)).toMatchObject([{ receivedAt: T0, target: later(24 * HOUR) }]);
  });

  test('of a sender nobody could prove starts a provisional clock, and its reply is withheld', async () => {
    const desk = world({ 'letter-1': rawMail({ ...MAIL, facts: { dmarc: 'fail' } }) });
    await desk.receive();
    const [row] = await desk.cases.list(all);
    const state = row && (await desk.cases.load(row.id));
    expect(state?.notice?.sender).toMatchObject({ level: 'L0', authority: null, reasons: ['guard.dmarc'] });
    expect(state?.withheld).toBe(true);
    expect(state && clocksOf(state)).toEqual([
      'kr-tba-22-5/remove running',
      'kr-voluntary-request/report-result running',
    ]);
    expect(state?.clocks.map(({ clock }) => clock.provisional)).toEqual([true, true]);
    expect(state?.items).toHaveLength(2);
  });

  test('whose file in the spool is damaged is set aside for a person, and opens nothing', async () => {
    const desk = world({ 'letter-1': undefined });
    expect(await desk.receive()).toEqual({ kind: 'set-aside' });
    expect(desk.spool.aside).toEqual([FIRST]);
    expect(await desk.cases.list(all)).toEqual([]);
  });
});

describe('the same letter again', () => {
  const again = letterId('letter-2');

  test('delivered twice is one case, and both leave the spool', async () => {
    const desk = world({ 'letter-1': rawMail(MAIL), 'letter-2': rawMail(MAIL) });
    const first = await desk.receive();
    expect(await desk.receive(again)).toEqual({
      kind: 'known',
      case: first.kind === 'opened' ? first.case : '',
      replayed: false,
    });
    expect(await desk.cases.list(all)).toHaveLength(1);
    expect(await desk.spool.waiting(10)).toEqual([]);
  });

  test('a genuine signature on another letter is a replay: a new case, but only a claim', async () => {
    const desk = world({ 'letter-1': rawMail(MAIL), 'letter-2': rawMail({ ...MAIL, contentKey: 'key-2' }) });
    await desk.receive();
    const second = await desk.receive(again);
    const state = second.kind === 'opened' ? await desk.cases.load(second.case) : undefined;
    expect(state?.notice?.sender).toMatchObject({ level: 'L0', reasons: ['guard.replay'] });
  });

  test('a signature that did not hold is not remembered: it cannot spoil the genuine letter that follows', async () => {
    const broken = { signatures: [{ ...GOOD, passed: false }] };
    const desk = world({
      'letter-1': rawMail({ ...MAIL, contentKey: 'forged', facts: broken }),
      'letter-2': rawMail(MAIL),
    });
    await desk.receive();
    const genuine = await desk.receive(again);
    const state = genuine.kind === 'opened' ? await desk.cases.load(genuine.case) : undefined;
    expect(state?.notice?.sender.level).toBe('L1');
  });
});

describe('a letter whose look-ups failed, and that comes again', () => {
  const again = letterId('letter-2');
  const FAILED = { dnsFailed: true, dmarc: 'temperror', signatures: [] };
  const UNPROVEN: FakeMail = { ...MAIL, facts: FAILED };

  /** Receives the mail a second time, five hours later. */
  const comesAgain = (desk: ReturnType<typeof world>, mail: FakeMail = MAIL) =>
    receiveLetter(again, later(6 * HOUR), DESK, {
      ...desk.ports,
      spool: memorySpool({ 'letter-2': rawMail(mail) }, later(5 * HOUR)),
    });
  async function theCase(desk: ReturnType<typeof world>) {
    const [row] = await desk.cases.list(all);
    return row && (await desk.cases.load(row.id));
  }

  test('proves its case: the clock of the law runs from the first receipt, and the answer is free', async () => {
    const desk = world({ 'letter-1': rawMail(UNPROVEN) });
    await desk.receive();
    expect(await theCase(desk)).toMatchObject({
      withheld: true,
      clocks: [{ clock: { provisional: true } }, { clock: { provisional: true } }],
    });
    expect(await comesAgain(desk)).toMatchObject({ kind: 'known', replayed: false });
    expect(await theCase(desk)).toMatchObject({
      notice: { letter: FIRST, receivedAt: T0, sender: { level: 'L1', authority: AUTHORITY.id } },
      clocks: [
        { status: 'running', clock: { regime: 'kr-tba-22-5', startedAt: T0, provisional: false } },
        { status: 'running', clock: { regime: 'kr-voluntary-request', startedAt: T0, provisional: false } },
      ],
      withheld: false,
    });
    expect(await desk.cases.list(all)).toHaveLength(1);
  });

  test('and is proven a third time changes nothing more', async () => {
    const desk = world({ 'letter-1': rawMail(UNPROVEN) });
    await desk.receive();
    await comesAgain(desk);
    const proven = await theCase(desk);
    await comesAgain(desk);
    expect(await theCase(desk)).toEqual(proven);
  });

  test('and whose look-ups fail again stays a claim', async () => {
    const desk = world({ 'letter-1': rawMail(UNPROVEN) });
    await desk.receive();
    const claim = await theCase(desk);
    await comesAgain(desk, UNPROVEN);
    expect(await theCase(desk)).toEqual(claim);
  });

  test('stays a claim when another letter carried its signature meanwhile', async () => {
    const desk = world({
      'letter-1': rawMail(UNPROVEN),
      'letter-3': rawMail({ ...MAIL, contentKey: 'key-3' }),
    });
    const first = await desk.receive();
    await desk.receive(letterId('letter-3'));
    expect(await comesAgain(desk)).toMatchObject({ kind: 'known', replayed: true });
    const state = first.kind === 'opened' ? await desk.cases.load(first.case) : undefined;
    expect(state?.notice?.sender.level).toBe('L0');
  });

  test('is proven all the same when the desk dies before the proof is written', async () => {
    const desk = world({ 'letter-1': rawMail(UNPROVEN) });
    await desk.receive();
    const dies = watched(desk.ports.cases, (name) => {
      if (name === 'update') throw new Error('killed');
    });
    const spool = memorySpool({ 'letter-2': rawMail(MAIL) }, later(5 * HOUR));
    const receive = (cases: typeof dies) =>
      receiveLetter(again, later(6 * HOUR), DESK, { ...desk.ports, spool, cases });
    await expect(receive(dies)).rejects.toThrow('killed');
    expect(await spool.waiting(10)).toEqual([again]);
    await receive(desk.ports.cases);
    expect((await theCase(desk))?.notice?.sender.level).toBe('L1');
    expect(await spool.waiting(10)).toEqual([]);
  });
});

const GOOD = {
  id: 'signature-1',
  domain: 'hanbit.example',
  passed: true,
  algorithm: 'rsa-sha256',
  keyBits: 2_048,
  hasLengthTag: false,
  covers: ['from', 'to', 'subject', 'date', 'message-id'],
};

describe('a desk that dies while it receives', () => {
  const CALLS = ['spool.read', 'vault.put', 'mail.read', 'cases.open', 'spool.remove'];

  async function dyingBefore(call: string) {
    const desk = world();
    const seen: string[] = [];
    const mortal = (room: string) => (name: string) => {
      seen.push(`${room}.${name}`);
      if (`${room}.${name}` === call) throw new Error('killed');
    };
    const ports = {
      ...desk.ports,
      spool: watched(desk.ports.spool, mortal('spool')),
      vault: watched(desk.ports.vault, mortal('vault')),
      cases: watched(desk.ports.cases, mortal('cases')),
      mail: watched(desk.ports.mail, mortal('mail')),
    };
    const outcome = receiveLetter(FIRST, T0, DESK, ports);
    return { desk, outcome, seen };
  }

  test.each(CALLS)('just before %s finds its letter again and ends with one case', async (call) => {
    const { desk, outcome } = await dyingBefore(call);
    await expect(outcome).rejects.toThrow('killed');
    expect(await desk.spool.waiting(10)).toEqual([FIRST]);
    await desk.receive();
    expect(await desk.cases.list(all)).toHaveLength(1);
    expect(await desk.outbox.counts()).toMatchObject({ waiting: 3 });
    expect(await desk.spool.waiting(10)).toEqual([]);
  });

  test('has no further step between which it could die: vault, then case, then spool', async () => {
    const { outcome, seen } = await dyingBefore('nothing');
    await outcome;
    expect(seen).toEqual(CALLS);
  });
});

describe('taking responsibility for a mail', () => {
  test.each([
    { kind: 'kept' },
    { kind: 'cannot', code: 'spool.full' },
    { kind: 'cannot', code: 'spool.failed' },
  ] as const)('answers what the spool answered: %j', async (answer) => {
    const spool: Spool = { ...memorySpool({}), keep: async () => answer };
    const envelope = { id: FIRST, receivedAt: T0, from: '', to: [], peer: '' };
    expect(await acceptMail({ envelope, raw: rawMail(MAIL) }, { spool })).toEqual(answer);
  });
});
