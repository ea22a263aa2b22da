// A letter that joins a case is told of like any other: at once, once, in its own language, and with no word of where the case stands.
import { testMarks } from '../../test/support/marks.ts';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  jsonMailReader,
  memorySpool,
  memoryVault,
  PROVEN_FACTS,
  rawMail,
  sends,
  SETTINGS,
} from '../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, later, ORIGIN, signed, T0 } from '../../test/support/fixtures.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { SenderFacts } from '../domain/notice/sender.ts';
import { authorityId, letterId, personId } from '../domain/kernel/ids.ts';
import { HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import { receiveLetter } from './receive-letter.ts';
import { runTask } from './run-task.ts';
import { step } from './step.ts';
import { turns } from './turns.ts';

const FIRST = `Document No.: HB-2026-7\nWe request that you delete this.\n1. ${ORIGIN}/r/maple/m/1`;
const INQUIRY = 'Document No.: HB-2026-8\nWith reference to our letter HB-2026-7: what is the status?';
const INQUIRY_KO =
  '문서번호: 한빛-2026-8\n우리 문서 HB-2026-7과 관련하여 처리 결과를 아직 회신받지 못하였으니 진행 상황을 알려 주시기 바랍니다.';
const WITHDRAWAL = 'We withdraw item 1 of our letter HB-2026-7.';
const AMENDMENT = `Document No.: HB-2026-9\nFurther to our letter HB-2026-7, please also delete this. We withdraw item 1 of our letter HB-2026-7.\n1. ${ORIGIN}/r/maple/m/3`;
const SUCCESSOR = authorityId('kr-saebom');

type Facts = Partial<Omit<SenderFacts, 'replayed'>>;

/** Signed by this domain, with a signature of this letter's own. */
const signedBy = (key: string, domain: string): Facts => ({
  signatures: PROVEN_FACTS.signatures.map((one) => ({ ...one, id: `signature-${key}`, domain })),
});
const factsOf = (key: string, changes: Facts = {}): Facts => ({
  ...signedBy(key, 'hanbit.example'),
  ...changes,
});

/** @param enrolled whom the desk knows, from the moment that a test says */
function world(enrolled: () => readonly Authority[] = () => [AUTHORITY]) {
  const store = memoryStore();
  const mailer = sends();
  let [made, now] = [0, T0];
  const ids = { fresh: () => `case-${(made += 1)}` };
  const authoritiesAt = async () => enrolled();
  const ports = {
    ...store,
    vault: memoryVault(),
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
  };
  const identity = { address: DESK_ADDRESS, messengerOrigin: ORIGIN, authoritiesAt, law: KOREAN_LAW };
  const receive = async (key: string, text: string, one: Partial<FakeMail> = {}): Promise<string> => {
    const mail = { text, contentKey: key, ...one, facts: factsOf(key, one.facts) };
    const spool = memorySpool({ [key]: rawMail(mail) }, now);
    return (await receiveLetter(letterId(key), now, identity, { ...ports, ids, spool })).kind;
  };
  const work = async (): Promise<readonly string[]> => {
    const ran: string[] = [];
    for (const task of await store.outbox.claim(now, 1_000, 0))
      if (task.work.kind === 'acknowledge')
        ran.push(
          await runTask(
            task,
            () => now,
            { ...SETTINGS, authoritiesAt },
            {
              ...ports,
              digests: sha256Digests,
              connectors: { for: () => undefined },
              mailer,
            },
          ),
        );
    return ran;
  };
  const state = async (number = 'R-26-0001') => {
    const id = await store.cases.byNumber(number);
    const found = id === undefined ? undefined : await store.cases.load(id);
    if (id === undefined || found === undefined) throw new Error(`no case ${number}`);
    return { ...found, id };
  };
  return { ...store, mailer, receive, work, state, pass: (ms: number) => (now = later(ms)) };
}

/** The first letter was received and acknowledged. */
async function opened(enrolled?: () => readonly Authority[]) {
  const desk = world(enrolled);
  await desk.receive('first', FIRST);
  await desk.work();
  expect(desk.mailer.letters).toHaveLength(1);
  return desk;
}

describe('a letter that joins a case', () => {
  test('is acknowledged at once and once, and confirms no receipt that a law counts', async () => {
    const desk = await opened();
    const before = await desk.state();
    desk.pass(HOUR);
    expect(await desk.receive('asks', INQUIRY)).toBe('joined');
    const waiting = await desk.outbox.claim(later(HOUR), 10, 0);
    expect(waiting.find(({ work }) => work.kind === 'acknowledge')).toMatchObject({
      work: { letter: 'asks' },
      urgency: later(HOUR),
    });
    desk.pass(HOUR + 20 * SECOND);
    expect(await desk.work()).toEqual(['recorded']);
    expect(desk.mailer.letters[1]).toMatchObject({
      to: 'notice@hanbit.example',
      subject: 'Information HB-2026-8',
      returnPath: 'nobody',
      answers: '<letter@hanbit.example>',
    });
    const { letters, milestones, mails } = await desk.state();
    expect(letters).toMatchObject([{ acknowledged: { kind: 'sent', at: later(HOUR + 20 * SECOND) } }]);
    expect([milestones, mails.acknowledged]).toEqual([before.milestones, before.mails.acknowledged]);
    expect(await desk.work()).toEqual([]);
  });

  test('is told so in its own language, whatever the first was written in', async () => {
    const desk = await opened();
    expect(await desk.receive('asks', INQUIRY_KO)).toBe('joined');
    await desk.work();
    expect(desk.mailer.letters.map(({ subject }) => subject)).toEqual([
      'Information HB-2026-7',
      '한빛-2026-8 안내',
    ]);
    expect(desk.mailer.letters[1]?.text).toContain('앞서 접수한 R-26-0001 사건에 덧붙였습니다.');
  });

  test('that takes back, and opens no case, is told the same; with something new only its own case tells', async () => {
    const desk = await opened();
    expect(await desk.receive('back', WITHDRAWAL)).toBe('joined');
    expect(await desk.receive('more', AMENDMENT)).toBe('opened');
    await desk.work();
    const [, back, more, ...rest] = desk.mailer.letters;
    expect(back?.text).toContain('It was added to what we have under our number R-26-0001.');
    expect(more?.text).toContain('Our number is R-26-0002.');
    expect(rest).toEqual([]);
    const [joined, told] = (await desk.state()).letters;
    expect([joined?.acknowledged.kind, told?.acknowledged.kind]).toEqual(['sent', 'unknown']);
  });

  test('delivered twice is told of once', async () => {
    const desk = await opened();
    await desk.receive('asks', INQUIRY);
    await desk.work();
    expect(await desk.receive('asks', INQUIRY)).toBe('known');
    expect(await desk.work()).toEqual([]);
    expect(desk.mailer.letters).toHaveLength(2);
  });
});

describe('nobody is told of a letter that joins', () => {
  test.each<[string, Partial<FakeMail>, string]>([
    ['behind a header of machines', { header: { marks: ['list'] } }, 'automatic-mail'],
    [
      'which thanks for a receipt and asks for nothing',
      { text: 'Thank you for R-26-0001.', header: { answers: ['<R-26-0001.receipt.x@redress.example>'] } },
      'answers-receipt',
    ],
  ])('%s: the case says why', async (_, mail, why) => {
    const desk = await opened();
    expect(await desk.receive('asks', INQUIRY, mail)).toBe('joined');
    expect(await desk.work()).toEqual([]);
    expect((await desk.state()).letters).toMatchObject([{ acknowledged: { kind: 'not', why } }]);
    expect(desk.mailer.letters).toHaveLength(1);
  });

  test('where its body had as many within the hour as it may', async () => {
    const desk = await opened();
    for (let at = 1; at <= 199; at += 1) {
      const of = { case: (await desk.state()).id, letter: letterId(`taken-${at}`) };
      await desk.mailings.takeAcknowledgement('notice@hanbit.example', of, T0, []);
    }
    await desk.receive('asks', INQUIRY);
    expect(await desk.work()).toEqual(['recorded']);
    expect((await desk.state()).letters).toMatchObject([{ acknowledged: { kind: 'not', why: 'too-many' } }]);
  });

  test('once two machines answer each other without a mark, until a person has looked', async () => {
    const desk = await opened();
    for (let round = 1; round <= 20; round += 1) {
      desk.pass(round * MINUTE);
      await desk.receive(`round-${round}`, INQUIRY, {
        header: { answers: ['<R-26-0001.receipt.x@redress.example>'] },
      });
      await desk.work();
    }
    expect(desk.mailer.letters).toHaveLength(6);
    const { id, letters } = await desk.state();
    expect(letters.at(-1)?.acknowledged).toEqual({ kind: 'not', why: 'too-many-unseen' });
    const mina = { kind: 'person', id: personId('mina') } as const;
    const done = { kind: 'record-milestone', milestone: 'status-told', reachedAt: null } as const;
    const looks = await desk.cases.update(id, (so) =>
      step(so, [{ ...done, act: { ...signed('looks'), by: mina.id } }], mina, later(HOUR)),
    );
    expect(looks.ok).toBe(true);
    desk.pass(HOUR);
    await desk.receive('honest', INQUIRY);
    await desk.work();
    expect(desk.mailer.letters).toHaveLength(7);
  });
});

describe('a body that took over the work of another', () => {
  const heir: Authority = {
    ...AUTHORITY,
    id: SUCCESSOR,
    domain: 'saebom.example',
    addresses: ['takedown@saebom.example'],
  };
  const after: readonly Authority[] = [
    { ...heir, succeeds: [AUTHORITY.id] },
    { ...heir, succeeds: [AUTHORITY.id], domain: AUTHORITY.domain, addresses: AUTHORITY.addresses },
  ];
  const byHeir = (key: string): Facts => ({
    from: 'takedown@saebom.example',
    ...signedBy(key, 'saebom.example'),
  });

  test('joins its cases from the day on that it did, and is told at its own mailbox', async () => {
    let known: readonly Authority[] = [AUTHORITY, heir];
    const desk = await opened(() => known);
    expect(await desk.receive('too-early', INQUIRY, { facts: byHeir('heir-1') })).toBe('opened');
    expect((await desk.state('R-26-0002')).follows).toBeNull();
    known = after;
    expect(await desk.receive('in-time', INQUIRY, { facts: byHeir('heir-2') })).toBe('joined');
    await desk.work();
    expect(desk.mailer.letters.at(-1)).toMatchObject({ to: 'takedown@saebom.example' });
    expect((await desk.state()).letters).toMatchObject([
      { letter: 'in-time', sender: { level: 'L1', authority: SUCCESSOR } },
    ]);
  });

  test('joins them from the mailbox of the one before, too, and with something new follows them', async () => {
    let known: readonly Authority[] = [AUTHORITY, heir];
    const desk = await opened(() => known);
    known = after;
    expect(await desk.receive('old-mailbox', WITHDRAWAL)).toBe('joined');
    expect(await desk.receive('more', AMENDMENT)).toBe('opened');
    expect((await desk.state('R-26-0002')).follows).toBe('R-26-0001');
  });

  test('and nobody else: a stranger who names the number joins nothing', async () => {
    const other: Authority = { ...heir, id: authorityId('kr-other') };
    const desk = await opened(() => [AUTHORITY, other]);
    expect(await desk.receive('stranger', WITHDRAWAL, { facts: byHeir('heir') })).toBe('opened');
    expect((await desk.state()).letters).toEqual([]);
  });
});
