// Asking again who sent a letter: what failed to be looked up is not forgotten, and proof that comes late counts from the receipt.
import { testMarks } from '../../test/support/marks.ts';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { describe, expect, test } from 'vitest';
import {
  connectorTo,
  honestPlatform,
  memorySpool,
  memoryVault,
  PROVEN_FACTS,
  sends,
  SETTINGS,
} from '../../test/support/fake-ports.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { AUTHORITY, clocksOf, DESK_ADDRESS, later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { type CaseId, letterId } from '../domain/kernel/ids.ts';
import { DAY, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { MailReader, ReadMail } from '../ports/mail.ts';
import type { Claimed } from '../ports/outbox.ts';
import type { Vault } from '../ports/vault.ts';
import { writtenText } from '../../test/support/written-words.ts';
import { receiveLetter } from './receive-letter.ts';
import { runTask } from './run-task.ts';
import { turns } from './turns.ts';

const DESK = {
  address: DESK_ADDRESS,
  messengerOrigin: ORIGIN,
  authoritiesAt: async () => [AUTHORITY],
  law: KOREAN_LAW,
};
const FAILED = { ...PROVEN_FACTS, dnsFailed: true, dmarc: 'temperror', signatures: [] };
const TEXT = `We request that you delete this.\n1. ${ORIGIN}/r/maple/m/1`;

/** A desk that received one letter at `T0` while no name could be looked up; `facts` is what the reader sees next. */
async function claimedDesk(attachments: readonly string[] = []) {
  const store = memoryStore();
  const state = { facts: FAILED as ReadMail['facts'], reads: 0 };
  const mail: MailReader = {
    async read() {
      state.reads += 1;
      const unread = attachments.map((name) => ({ name, code: 'attachment.unreadable' as const }));
      const header = { messageId: '<letter@hanbit.example>', answers: [], marks: [] };
      return { letter: { ...writtenText(TEXT), unread }, facts: state.facts, header, contentKey: 'key-1' };
    },
  };
  const vault: Vault = memoryVault();
  const gone = connectorTo({ ...honestPlatform(), locate: () => ({ kind: 'gone' }) });
  const mailer = sends();
  const ports = { ...store, digests: sha256Digests, vault, mail, mailer, connectors: { for: () => gone } };
  const spool = memorySpool({ 'letter-1': new TextEncoder().encode(TEXT) });
  const ids = { fresh: () => 'case-1' };
  const taking = { ...ports, spool, reader: inlineReader, turns: turns(), marks: testMarks };
  const received = await receiveLetter(letterId('letter-1'), T0, DESK, { ...taking, ids });
  if (received.kind !== 'opened') throw new Error('no case was opened');
  const run = (task: Claimed, at = later(MINUTE), others: Partial<typeof ports> = {}) =>
    runTask(task, () => at, SETTINGS, { ...ports, ...others });
  return { ...ports, state, run, load: () => load(received.case), id: received.case };

  async function load(id: CaseId) {
    const loaded = await store.cases.load(id);
    if (loaded === undefined) throw new Error('the case is gone');
    return loaded;
  }
}
type Claimant = Awaited<ReturnType<typeof claimedDesk>>;

/** The waiting task of a kind at a moment, claimed. */
async function taskOf(desk: Claimant, kind: string, at = later(MINUTE)): Promise<Claimed | undefined> {
  const tasks = await desk.outbox.claim(at, 10, 0);
  return tasks.find(({ work }) => work.kind === kind);
}
async function checkTask(desk: Claimant): Promise<Claimed> {
  const task = await taskOf(desk, 'check-sender');
  if (task === undefined) throw new Error('no check is planned');
  return task;
}

describe('the sender of a letter whose look-ups failed', () => {
  test('is asked for again after a minute, while its items are looked for at once', async () => {
    const desk = await claimedDesk();
    expect((await desk.load()).notice?.sender.reasons).toContain('guard.dns');
    expect(await taskOf(desk, 'locate', T0)).toBeDefined();
    expect(await taskOf(desk, 'check-sender', later(MINUTE - SECOND))).toBeUndefined();
    expect(await taskOf(desk, 'check-sender', later(MINUTE))).toMatchObject({ key: 'check-sender' });
  });

  test('once proven has the clock and the answer of a sender proven at once', async () => {
    const desk = await claimedDesk();
    desk.state.facts = PROVEN_FACTS;
    expect(await desk.run(await checkTask(desk))).toBe('recorded');
    const state = await desk.load();
    expect(state).toMatchObject({
      notice: { sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] } },
      withheld: false,
    });
    expect(clocksOf(state)).toEqual([
      'kr-tba-22-5/remove running',
      'kr-voluntary-request/report-result running',
    ]);
    expect(state.clocks.map(({ clock }) => [clock.startedAt, clock.provisional])).toEqual([
      [T0, false],
      [T0, false],
    ]);
  });

  test('is answered although every item was settled before the proof came', async () => {
    const desk = await claimedDesk();
    expect(await desk.run((await taskOf(desk, 'locate'))!)).toBe('recorded');
    expect(await taskOf(desk, 'reply')).toBeUndefined();
    desk.state.facts = PROVEN_FACTS;
    await desk.run(await checkTask(desk));
    expect(await desk.run((await taskOf(desk, 'reply'))!)).toBe('recorded');
    expect(desk.mailer.letters.map(({ to }) => to)).toEqual([AUTHORITY.addresses[0]]);
    const state = await desk.load();
    expect(state.status).toBe('answered');
    expect(clocksOf(state)).toEqual(['kr-tba-22-5/remove done', 'kr-voluntary-request/report-result done']);
  });

  test('proves nothing about a letter that was not read whole: its answer still waits for a person', async () => {
    const desk = await claimedDesk(['list.hwp']);
    await desk.run((await taskOf(desk, 'locate'))!);
    desk.state.facts = PROVEN_FACTS;
    expect(await desk.run(await checkTask(desk))).toBe('recorded');
    expect(await desk.load()).toMatchObject({ withheld: true, notice: { sender: { level: 'L1' } } });
    expect(await taskOf(desk, 'reply')).toBeUndefined();
  });

  test('may be proven days later: the letter was fresh when it came', async () => {
    const desk = await claimedDesk();
    desk.state.facts = PROVEN_FACTS;
    expect(await desk.run(await checkTask(desk), later(30 * DAY))).toBe('recorded');
    expect((await desk.load()).notice?.sender.level).toBe('L1');
  });

  test('is asked for again and again while look-ups fail, and nothing is recorded', async () => {
    const desk = await claimedDesk();
    const before = await desk.cases.history(desk.id);
    expect(await desk.run(await checkTask(desk))).toBe('retried');
    expect(await desk.cases.history(desk.id)).toEqual(before);
    expect(await taskOf(desk, 'check-sender', later(DAY))).toMatchObject({ attempt: 2 });
  });

  test('that is known by now not to be proven stays a claim, and is asked for no more', async () => {
    const desk = await claimedDesk();
    desk.state.facts = { ...PROVEN_FACTS, dmarc: 'fail' };
    expect(await desk.run(await checkTask(desk))).toBe('nothing-to-do');
    expect(await desk.load()).toMatchObject({ withheld: true, notice: { sender: { level: 'L0' } } });
    expect(await taskOf(desk, 'check-sender', later(DAY))).toBeUndefined();
  });

  test('is not proven by a signature that another letter carried meanwhile', async () => {
    const desk = await claimedDesk();
    await desk.cases.rememberSignatures(letterId('letter-2'), ['signature-1'], T0);
    desk.state.facts = PROVEN_FACTS;
    expect(await desk.run(await checkTask(desk))).toBe('nothing-to-do');
    expect((await desk.load()).notice?.sender.level).toBe('L0');
  });

  test('is remembered by its signature, so that another letter cannot use it afterwards', async () => {
    const desk = await claimedDesk();
    desk.state.facts = PROVEN_FACTS;
    await desk.run(await checkTask(desk));
    expect(await desk.cases.rememberSignatures(letterId('letter-2'), ['signature-1'], T0)).toBe(true);
  });

  test('that was proven by the letter coming again is not asked for any more', async () => {
    const desk = await claimedDesk();
    const task = await checkTask(desk);
    desk.state.facts = PROVEN_FACTS;
    const spool = memorySpool({ 'letter-2': new TextEncoder().encode(TEXT) });
    await receiveLetter(letterId('letter-2'), later(SECOND), DESK, {
      ...desk,
      spool,
      reader: inlineReader,
      turns: turns(),
      marks: testMarks,
      ids: { fresh: () => 'x' },
    });
    const { reads } = desk.state;
    expect(await desk.run(task)).toBe('nothing-to-do');
    expect(desk.state.reads).toBe(reads);
  });

  test('of a letter that is missing in the vault is left to a person', async () => {
    const desk = await claimedDesk();
    const empty: Vault = { ...desk.vault, get: async () => undefined };
    expect(await desk.run(await checkTask(desk), later(MINUTE), { vault: empty })).toBe('failed');
    expect(await desk.outbox.counts()).toMatchObject({ failed: 1 });
  });
});
