// What is no notice is kept and changes nothing; a report that bears the Message-ID of our mail changes the case of that mail, and no other.
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
import {
  AUTHORITY,
  DESK_ADDRESS,
  later,
  locatedAs,
  ORIGIN,
  signed,
  T0,
} from '../../test/support/fixtures.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { decisionId, letterId, personId } from '../domain/kernel/ids.ts';
import { HOUR } from '../domain/kernel/instant.ts';
import type { DeliveryReport } from '../domain/notice/delivery-report.ts';
import { openFiled } from './open-filed.ts';
import { receiveLetter } from './receive-letter.ts';
import { runTask } from './run-task.ts';
import { DESK, step } from './step.ts';
import { turns } from './turns.ts';

const AWAY: FakeMail = {
  text: 'I am out of the office until Monday.',
  contentKey: 'away',
  facts: { from: 'somin@post.example', dmarc: 'none', signatures: [] },
  header: { marks: ['auto-submitted'] },
};
const IDENTITY = {
  address: DESK_ADDRESS,
  messengerOrigin: ORIGIN,
  authoritiesAt: async () => [AUTHORITY],
  law: KOREAN_LAW,
};
const failed = (about: string, status = '5.1.1'): DeliveryReport => ({
  about: [about],
  recipients: [
    { address: 'notice@hanbit.example', action: status.startsWith('5') ? 'failed' : 'delayed', status },
  ],
});

function world() {
  const store = memoryStore();
  const vault = memoryVault();
  const mailer = sends();
  let made = 0;
  const ids = { fresh: () => `case-${(made += 1)}` };
  const ports = {
    ...store,
    vault,
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
    ids,
  };
  const receive = (key: string, mail: FakeMail, at = T0) => {
    const spool = memorySpool({ [key]: rawMail({ ...mail, contentKey: key }) }, at);
    return receiveLetter(letterId(key), at, IDENTITY, { ...ports, spool });
  };
  const bounced = (key: string, report: DeliveryReport, at = later(3 * HOUR)) =>
    receive(key, { ...AWAY, report, header: { marks: ['report', 'auto-submitted'] } }, at);
  const run = async (at = T0) => {
    for (const task of await store.outbox.claim(at, 100, 0))
      if (task.work.kind === 'reply' || task.work.kind === 'acknowledge')
        await runTask(task, () => at, SETTINGS, {
          ...ports,
          digests: sha256Digests,
          mailer,
          connectors: { for: () => undefined },
        });
  };
  const state = async (number = 'R-26-0001') => {
    const found = await store.cases.load((await store.cases.byNumber(number)) ?? ('' as never));
    if (found === undefined) throw new Error('no case');
    return found;
  };
  /** One letter of a proven body, acknowledged and answered. */
  const answered = async () => {
    const text = `문서번호: 한빛-2026-7\n아래 게시물의 삭제를 요청합니다.\n1. ${ORIGIN}/r/maple/m/1`;
    await receive('letter', { text, contentKey: 'letter' });
    await tell(locatedAs(1, { kind: 'gone' }));
    await run(later(2 * HOUR));
    expect(await state()).toMatchObject({ status: 'answered', replies: 1 });
    return mailer.letters.find(({ messageId }) => messageId.includes('.reply.'))?.messageId ?? '';
  };
  const tell = async (...commands: Parameters<typeof step>[1]) => {
    const id = (await store.cases.byNumber('R-26-0001')) ?? ('' as never);
    const told = await store.cases.update(id, (so) =>
      step(so, commands, DESK, so.mails.undelivered ? later(4 * HOUR) : later(2 * HOUR)),
    );
    return told.ok ? 'allowed' : told.error.code;
  };
  return { ...ports, mailer, receive, bounced, run, state, answered, tell };
}

describe('an automatic answer', () => {
  test('is kept whole, seen by people, and neither a case nor answered', async () => {
    const desk = world();
    expect(await desk.receive('away', AWAY)).toEqual({ kind: 'filed', as: 'automatic-answer', about: null });
    expect(await desk.cases.list({ limit: 9 })).toEqual([]);
    expect(await desk.outbox.counts()).toEqual({ waiting: 0, done: 0, failed: 0 });
    const [row] = await desk.filed.list(9);
    expect(row).toMatchObject({
      id: 'away',
      as: 'automatic-answer',
      from: 'somin@post.example',
      opened: null,
      receivedAt: T0,
    });
    expect(await desk.vault.get(row?.rawDigest ?? '')).toBeDefined();
  });

  test('that comes twice is filed once', async () => {
    const desk = world();
    await desk.receive('away', AWAY);
    const spool = memorySpool({ again: rawMail({ ...AWAY, contentKey: 'away' }) });
    await receiveLetter(letterId('again'), T0, IDENTITY, { ...desk, spool });
    expect(await desk.filed.list(9)).toHaveLength(1);
    expect(await spool.waiting(9)).toEqual([]);
  });
});

describe('a report', () => {
  test('that an answer did not arrive makes it owed again, and its clock runs from where it began', async () => {
    const desk = world();
    const messageId = await desk.answered();
    const before = await desk.state();
    expect(await desk.bounced('b1', failed(messageId))).toMatchObject({
      kind: 'filed',
      as: 'bounce',
      about: 'case-1',
    });
    const state = await desk.state();
    expect(state).toMatchObject({ status: 'open', replyDue: true, mails: { undelivered: true } });
    const ended = before.clocks.filter(({ clock, why }) => clock.ends === 'answered' && why === 'done');
    const again = state.clocks.filter(
      ({ clock, status }) => clock.ends === 'answered' && status === 'running',
    );
    expect(ended.length).toBeGreaterThan(0);
    expect(again.map(({ clock }) => clock.startedAt)).toEqual(ended.map(({ clock }) => clock.startedAt));
    expect(desk.mailer.letters.filter(({ messageId: id }) => id.includes('.reply.'))).toHaveLength(1);
    expect(await desk.tell({ kind: 'send-again', act: signed('again-1') })).toBe('allowed');
    await desk.run(later(4 * HOUR));
    expect(await desk.state()).toMatchObject({
      status: 'answered',
      replies: 2,
      mails: { undelivered: false },
    });
    expect(desk.mailer.letters.at(-1)?.messageId).toContain('.reply.2.');
  });

  test('is answered by hand just as well', async () => {
    const desk = world();
    await desk.bounced('b1', failed(await desk.answered()));
    expect(await desk.tell({ kind: 'answer-by-hand', act: signed('hand-1') })).toBe('allowed');
    expect(await desk.state()).toMatchObject({
      status: 'answered',
      replies: 2,
      mails: { undelivered: false },
    });
  });

  test('of a delay is noted once, and nothing is sent again', async () => {
    const desk = world();
    const messageId = await desk.answered();
    for (const key of ['b1', 'b2']) await desk.bounced(key, failed(messageId, '4.4.7'));
    const state = await desk.state();
    expect(state).toMatchObject({ status: 'answered', mails: { undelivered: false } });
    expect(
      (await desk.cases.history('case-1' as never)).filter(({ kind }) => kind === 'mail-bounced'),
    ).toHaveLength(1);
    expect(await desk.tell({ kind: 'send-again', act: signed('again-1') })).toBe('reply.not-undelivered');
  });

  test('of an acknowledgement is noted, and the answer is not owed by it', async () => {
    const desk = world();
    await desk.answered();
    const receipt = desk.mailer.letters.find(({ messageId }) => messageId.includes('.receipt.'));
    await desk.bounced('b1', failed(receipt?.messageId ?? ''));
    expect(await desk.state()).toMatchObject({ status: 'answered', mails: { undelivered: false } });
    expect((await desk.state()).mails.out[0]).toMatchObject({ edition: null, failed: '5.1.1' });
  });

  test('of the acknowledgement of a letter that joined is noted in its case', async () => {
    const desk = world();
    await desk.answered();
    const own = PROVEN_FACTS.signatures.map((one) => ({ ...one, id: 'of-the-second' }));
    const text = '문서번호: 한빛-2026-8\n문서 한빛-2026-7과 관련하여 진행 상황을 알려 주시기 바랍니다.';
    const second = await desk.receive('asks', { text, contentKey: 'asks', facts: { signatures: own } });
    expect(second.kind).toBe('joined');
    await desk.run(later(2 * HOUR));
    const receipt = desk.mailer.letters.findLast(({ messageId }) => messageId.includes('.receipt.'));
    expect(receipt?.subject).toContain('한빛-2026-8');
    const before = await desk.state();
    expect(await desk.bounced('b1', failed(receipt?.messageId ?? ''))).toMatchObject({ about: 'case-1' });
    expect(await desk.state()).toMatchObject({
      status: before.status,
      replyDue: before.replyDue,
      mails: { undelivered: false },
    });
    expect((await desk.state()).mails.out.at(-1)).toMatchObject({ edition: null, failed: '5.1.1' });
  });

  test('of an earlier edition takes nothing from the later one', async () => {
    const desk = world();
    const first = await desk.answered();
    await desk.bounced('b1', failed(first));
    await desk.tell({ kind: 'send-again', act: signed('again-1') });
    await desk.run(later(4 * HOUR));
    await desk.bounced('b2', failed(first), later(5 * HOUR));
    expect(await desk.state()).toMatchObject({ status: 'answered', replies: 2 });
  });

  test.each([
    ['a Message-ID that anybody can guess', '<R-26-0001.reply.1@redress.example>'],
    ['one of another desk', '<x@other.example>'],
  ])('with %s changes nothing, for the right recipient too', async (_, about) => {
    const desk = world();
    await desk.answered();
    const before = await desk.state();
    expect(await desk.bounced('b1', failed(about))).toEqual({ kind: 'filed', as: 'bounce', about: null });
    expect(await desk.state()).toEqual(before);
  });
});

describe('a filed mail', () => {
  const open = (desk: ReturnType<typeof world>, changes: { signature?: string; at?: typeof T0 } = {}) =>
    openFiled(
      {
        letter: letterId('away'),
        person: 'ara',
        act: { id: decisionId('act-1'), at: changes.at ?? later(HOUR) },
        signature: changes.signature ?? 'good',
      },
      later(HOUR),
      IDENTITY,
      {
        ...desk,
        signatures: {
          verify: (_key, payload, signature) => payload.includes('open-filed') && signature === 'good',
        },
      },
    );
  async function filedDesk() {
    const desk = world();
    await desk.people.add({ id: personId('ara'), name: 'ara', publicKey: 'k', addedAt: T0 });
    await desk.receive('away', { ...AWAY, text: `${AWAY.text}\nSee https://elsewhere.example/a/1` });
    return desk;
  }

  test('becomes a case by a person’s signature, received when it came, with what it lists, and is not acknowledged', async () => {
    const desk = await filedDesk();
    expect(await open(desk)).toEqual({ ok: true, value: 'R-26-0001' });
    const state = await desk.state();
    expect(state.notice).toMatchObject({ receivedAt: T0, reading: { kind: 'unclear' } });
    expect(state.items).toHaveLength(1);
    expect(state.mails.acknowledged).toEqual({ kind: 'not', why: 'opened-by-person' });
    expect(state.acts).toEqual(['act-1']);
    expect(await desk.filed.list(9)).toMatchObject([{ opened: 'R-26-0001' }]);
    expect(await open(desk)).toMatchObject({ ok: false, error: { code: 'filed.already-opened' } });
    await desk.run(later(HOUR));
    expect(desk.mailer.letters).toEqual([]);
  });

  test('is opened by nobody else', async () => {
    const desk = await filedDesk();
    expect(await open(desk, { signature: 'bad' })).toMatchObject({
      ok: false,
      error: { code: 'decision.signature' },
    });
    expect(await open(desk, { at: later(2 * HOUR) })).toMatchObject({
      ok: false,
      error: { code: 'decision.stale' },
    });
    expect(await desk.cases.list({ limit: 9 })).toEqual([]);
  });
});
