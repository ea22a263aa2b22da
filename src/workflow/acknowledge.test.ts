// Told at once, once, within the limits, and by no way that a machine could answer.
import { testMarks } from '../../test/support/marks.ts';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  type FakeMailer,
  jsonMailReader,
  mailerThat,
  memorySpool,
  memoryVault,
  PROVEN_FACTS,
  rawMail,
  sends,
  SETTINGS,
} from '../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { lawOf, STEPPED } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import type { Case } from '../domain/case/case.ts';
import { letterId } from '../domain/kernel/ids.ts';
import { HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { SenderFacts } from '../domain/notice/sender.ts';
import type { Mailer } from '../ports/mail.ts';
import { receiveLetter } from './receive-letter.ts';
import { runTask } from './run-task.ts';
import { turns } from './turns.ts';

const LAW = lawOf(STEPPED);
const TEXT = `Please delete the video of me. Mail me at the address above.\n1. ${ORIGIN}/r/maple/m/1\n2. t.me/…`;
const SOMIN = 'somin@post.example';
const signedBy = (domain: string): Partial<SenderFacts> => ({
  signatures: PROVEN_FACTS.signatures.map((one) => ({ ...one, id: `${Math.random()}`, domain })),
});
const fromPerson = (changes: Partial<SenderFacts> = {}): Partial<SenderFacts> => ({
  from: SOMIN,
  ...signedBy('post.example'),
  ...changes,
});

function world(mailer: FakeMailer = sends(), mail = jsonMailReader) {
  const store = memoryStore();
  const vault = memoryVault();
  let [made, now] = [0, T0];
  const ids = { fresh: () => `case-${(made += 1)}` };
  const settings = { ...SETTINGS, law: LAW };
  const identity = {
    address: DESK_ADDRESS,
    messengerOrigin: ORIGIN,
    authoritiesAt: async () => [AUTHORITY],
    law: LAW,
  };
  const ports = { ...store, vault, mail, reader: inlineReader, turns: turns(), marks: testMarks, ids };
  return {
    ...store,
    mailer,
    at: (moment: typeof now) => (now = moment),
    async receive(key: string, one: Partial<FakeMail> = {}): Promise<Case> {
      const raw = rawMail({ text: TEXT, contentKey: key, facts: fromPerson(), ...one });
      const spool = memorySpool({ [key]: raw }, now);
      const received = await receiveLetter(letterId(key), now, identity, { ...ports, spool });
      const state = 'case' in received ? await store.cases.load(received.case) : undefined;
      if (state === undefined) throw new Error(received.kind);
      return state;
    },
    /** Works on acknowledgements alone. */
    async work(with_: Mailer = mailer) {
      const ran: string[] = [];
      for (const task of await store.outbox.claim(now, 1_000, 0))
        if (task.work.kind === 'acknowledge')
          ran.push(
            await runTask(task, () => now, settings, {
              ...ports,
              digests: sha256Digests,
              connectors: { for: () => undefined },
              mailer: with_,
            }),
          );
      return ran;
    },
    async state(number = 'R-26-0001') {
      const id = await store.cases.byNumber(number);
      const state = id === undefined ? undefined : await store.cases.load(id);
      if (state === undefined) throw new Error(`no case ${number}`);
      return state;
    },
  };
}

describe('a person whose domain is proven', () => {
  test('is told in the very moment of receipt, before all other work, and the law hears when', async () => {
    const desk = world();
    await desk.receive('a');
    const [first] = await desk.outbox.claim(T0, 1, 0);
    expect(first?.work).toEqual({ kind: 'acknowledge' });
    desk.at(later(20 * SECOND));
    expect(await desk.work()).toEqual(['recorded']);
    expect(desk.mailer.letters).toMatchObject([
      { to: SOMIN, answers: '<letter@hanbit.example>', returnPath: 'nobody' },
    ]);
    const state = await desk.state();
    expect(state.mails).toMatchObject({ acknowledged: { kind: 'sent', at: later(20 * SECOND) } });
    expect(state.milestones).toEqual([{ milestone: 'receipt-confirmed', at: later(20 * SECOND) }]);
    const clock = state.clocks.find(({ clock: { ends } }) => ends === 'receipt-confirmed');
    expect(clock).toMatchObject({ status: 'stopped', why: 'done', alarms: [] });
    expect(await desk.work()).toEqual([]);
  });

  test('hears nothing that she wrote, whatever she wrote, and no outcome', async () => {
    const desk = world();
    const text = `Subject: BUY-THIS\n문서번호: 마음대로-2026-1\n${TEXT}\nVisit evil.example/now, <b>dear</b> friend.`;
    await desk.receive('a', { text });
    await desk.work();
    const [letter] = desk.mailer.letters;
    expect(letter?.subject).toBe('Information R-26-0001');
    for (const hers of ['BUY', '마음대로', 'evil', 'chat.example', 't.me', 'dear', 'maple', 'somin'])
      expect(`${letter?.subject} ${letter?.text}`).not.toContain(hers);
    expect(letter?.text).toContain('R-26-0001');
  });

  test('is told once, also when the desk dies between the mail and its record: the same Message-ID', async () => {
    const desk = world();
    await desk.receive('a');
    const dies: Mailer = {
      send: async (letter) => {
        await desk.mailer.send(letter);
        throw new Error('killed');
      },
    };
    await expect(desk.work(dies)).rejects.toThrow('killed');
    expect(await desk.work()).toEqual(['recorded']);
    const [first, second] = desk.mailer.letters;
    expect(second?.messageId).toBe(first?.messageId);
    expect(await desk.work()).toEqual([]);
  });

  test('is told later when our server is away, and by when it was handed over then', async () => {
    let isAway = true;
    const mailer = mailerThat(({ messageId }) =>
      isAway ? { kind: 'failed', permanent: false, code: 'mail.unreachable' } : { kind: 'sent', messageId },
    );
    const desk = world(mailer);
    await desk.receive('a');
    expect(await desk.work()).toEqual(['retried']);
    isAway = false;
    desk.at(later(MINUTE));
    expect(await desk.work()).toEqual(['recorded']);
    expect((await desk.state()).milestones).toEqual([{ milestone: 'receipt-confirmed', at: later(MINUTE) }]);
  });

  test('is a person’s to tell when our server refuses for good', async () => {
    const desk = world(mailerThat(() => ({ kind: 'failed', permanent: true, code: 'mail.refused' })));
    await desk.receive('a');
    expect(await desk.work()).toEqual(['recorded']);
    expect((await desk.state()).mails.acknowledged).toEqual({ kind: 'not', why: 'mail-refused' });
    expect((await desk.state()).milestones).toEqual([]);
  });
});

describe('nobody is told', () => {
  test.each<[string, Partial<FakeMail>, string]>([
    ['where DMARC did not pass', { facts: fromPerson({ dmarc: 'fail' }) }, 'guard.dmarc'],
    ['under the mailbox of a body that did not prove it', { facts: { dmarc: 'fail' } }, 'sender-not-proven'],
    ['behind a header of machines', { header: { marks: ['precedence'] } }, 'automatic-mail'],
    [
      'at an address where nobody reads',
      { facts: fromPerson({ from: 'no-reply@post.example' }) },
      'no-reply-address',
    ],
  ])('%s: the case says why, and its clock runs', async (_, mail, why) => {
    const desk = world();
    const state = await desk.receive('a', mail);
    expect(state.mails.acknowledged).toEqual({ kind: 'not', why });
    expect(await desk.work()).toEqual([]);
    expect(desk.mailer.letters).toEqual([]);
    expect(state.clocks.some(({ status }) => status === 'running')).toBe(true);
  });

  test('by a letter whose signature came before', async () => {
    const desk = world();
    const facts = fromPerson();
    await desk.receive('a', { facts });
    const again = await desk.receive('b', { facts });
    expect(again.mails.acknowledged).toEqual({ kind: 'not', why: 'guard.replay' });
  });

  test('a sixth time within the hour, and again afterwards', async () => {
    const desk = world();
    for (let letter = 1; letter <= 6; letter += 1) await desk.receive(`l${letter}`);
    await desk.work();
    expect(desk.mailer.letters).toHaveLength(5);
    expect((await desk.state('R-26-0006')).mails.acknowledged).toEqual({ kind: 'not', why: 'too-many' });
    desk.at(later(HOUR + 1));
    await desk.receive('l7');
    await desk.work();
    expect(desk.mailer.letters).toHaveLength(6);
  });
});

describe('a letter whose look-ups failed', () => {
  const failed: Partial<SenderFacts> = { from: SOMIN, dnsFailed: true, dmarc: 'temperror', signatures: [] };

  function lateWorld(then: Partial<SenderFacts>) {
    let facts = failed;
    const mail: typeof jsonMailReader = {
      read: async (raw) => {
        const read = await jsonMailReader.read(raw);
        return { ...read, facts: { ...PROVEN_FACTS, ...facts } };
      },
    };
    const desk = world(sends(), mail);
    return { desk, works: () => (facts = then) };
  }

  test('is acknowledged once they work, and not before', async () => {
    const { desk, works } = lateWorld(fromPerson());
    expect((await desk.receive('a')).mails.acknowledged).toEqual({ kind: 'owed' });
    desk.at(later(MINUTE));
    expect(await desk.work()).toEqual(['retried']);
    works();
    desk.at(later(2 * MINUTE));
    expect(await desk.work()).toEqual(['recorded']);
    expect(desk.mailer.letters).toMatchObject([{ to: SOMIN }]);
  });

  test('is not, when they say no', async () => {
    const { desk, works } = lateWorld(fromPerson({ dmarc: 'fail' }));
    await desk.receive('a');
    works();
    desk.at(later(MINUTE));
    await desk.work();
    expect((await desk.state()).mails.acknowledged).toEqual({ kind: 'not', why: 'guard.dmarc' });
    expect(desk.mailer.letters).toEqual([]);
  });
});

test('two desks that write to each other end after one mail each', async () => {
  const [here, there] = [world(), world()];
  const first = await here.receive('a', {
    facts: fromPerson({ from: 'desk@other.example', ...signedBy('other.example') }),
  });
  expect(first.mails.acknowledged).toEqual({ kind: 'owed' });
  await here.work();
  const [sent] = here.mailer.letters;
  // The other desk gets it with the marks that the mailer writes (test/mail/mailer.test.ts), and answers nothing.
  const back = await there.receive('b', {
    text: sent?.text ?? '',
    facts: {
      ...fromPerson({ from: DESK_ADDRESS.replace('desk@', 'notices@') }),
      ...signedBy('redress.example'),
    },
    header: { marks: ['auto-submitted', 'no-return-path'] },
  });
  expect(back.mails.acknowledged).toEqual({ kind: 'not', why: 'automatic-mail' });
  expect(await there.work()).toEqual([]);
  expect([here.mailer.letters.length, there.mailer.letters.length]).toEqual([1, 0]);
});
