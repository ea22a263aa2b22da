// Answering: once, only to an enrolled address, and not lost when the mail server or the case is not ready.
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { describe, expect, test } from 'vitest';
import {
  CASE,
  honestPlatform,
  jsonMailReader,
  LETTER,
  mailerThat,
  memoryVault,
  sends,
  SETTINGS,
  type Platform,
  type SmallDesk,
  smallDesk,
} from '../../test/support/fake-ports.ts';
import {
  acted,
  appeals,
  AUTHORITY,
  decides,
  decision,
  found,
  locatedAs,
  looked,
  lookedAfter,
  rules,
  swept,
  T0,
  clocksOf,
} from '../../test/support/fixtures.ts';
import { objectable } from '../domain/case/appeals.ts';
import { authorityId, taskId } from '../domain/kernel/ids.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Claimed } from '../ports/outbox.ts';
import { runTask } from './run-task.ts';

const gone = locatedAs(1, { kind: 'gone' });
const hidden = [found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1)];
const destroyed = [acted(1, 'c1', 1, 'accepted', 'destroy'), lookedAfter(1, 'c1', 'gone')];
/** A messenger on which the listed message is gone already: its case can be answered at once. */
const emptied: Platform = { ...honestPlatform(), locate: () => ({ kind: 'gone' }) };

async function replyTask(desk: SmallDesk): Promise<Claimed> {
  const tasks = await desk.store.outbox.claim(desk.now, 100, 0);
  const task = tasks.find(({ work }) => work.kind === 'reply');
  if (task === undefined) throw new Error('no reply is planned');
  return task;
}
const runWith = (
  desk: SmallDesk,
  task: Claimed,
  mailer: Mailer,
  authorities: readonly Authority[] = [AUTHORITY],
) =>
  runTask(
    task,
    () => desk.now,
    { ...SETTINGS, authoritiesAt: async () => authorities },
    {
      ...desk.store,
      digests: sha256Digests,
      connectors: { for: () => undefined },
      mailer,

      vault: memoryVault(),
      mail: jsonMailReader,
    },
  );

describe('the reply to a settled case', () => {
  test('goes to the first enrolled mailbox, whatever the mail itself named, and is recorded', async () => {
    const desk = await smallDesk(emptied);
    await desk.runAll();
    expect(desk.mailer.letters.map(({ to }) => to)).toEqual(['notice@hanbit.example']);
    expect(await desk.state()).toMatchObject({ status: 'answered', replies: 1, replyDue: false });
    expect(LETTER.evidence).toEqual({});
  });

  test('says by when a refusal may be objected to, counted from the mail itself, and not of what was objected to before', async () => {
    const desk = await smallDesk(honestPlatform());
    await desk.run();
    await desk.run();
    const ground = { kind: 'terms', clause: '9' } as const;
    await desk.tell({ kind: 'decide', item: 1, decision: { ...decision('refuse'), ground } });
    await desk.run();
    const [first] = desk.mailer.letters;
    expect(first?.text).toContain('이의를 제기한다고 적어 주십시오');
    expect(first?.text).toMatch(/\n1번 \(2027-05-2\dT[\d:]+Z \/ 2027-05-2\dT[\d:+]+까지\)\n/);
    await desk.tell(appeals(1, 'refuse-1', 'notifier'));
    expect(objectable(await desk.state())).toEqual([]);
    await desk.tell(rules(false));
    expect(objectable(await desk.state())).toEqual([]);
  });

  test('is not sent again when its task comes again', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(gone);
    const task = await replyTask(desk);
    const mailer = sends();
    expect([await runWith(desk, task, mailer), await runWith(desk, task, mailer)]).toEqual([
      'recorded',
      'nothing-to-do',
    ]);
    expect(mailer.letters).toHaveLength(1);
  });

  test('goes to the body that took over the work of the one that wrote, at its own first mailbox', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(gone);
    const heir: Authority = {
      ...AUTHORITY,
      id: authorityId('saebom'),
      domain: 'saebom.example',
      addresses: ['takedown@saebom.example'],
      succeeds: [AUTHORITY.id],
    };
    const before: Authority = { ...heir, domain: AUTHORITY.domain, addresses: AUTHORITY.addresses };
    const mailer = sends();
    expect(await runWith(desk, await replyTask(desk), mailer, [heir, before])).toBe('recorded');
    expect(mailer.letters.map(({ to }) => to)).toEqual(['takedown@saebom.example']);
  });

  test('waits while the authority is not enrolled any more', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(gone);
    const mailer = sends();
    expect(await runWith(desk, await replyTask(desk), mailer, [])).toBe('retried');
    expect(mailer.letters).toEqual([]);
  });

  test('is tried again while the mail server is away, with one Message-ID for all tries', async () => {
    let tries = 0;
    const mailer = mailerThat(({ messageId }) =>
      (tries += 1) < 4
        ? { kind: 'failed', permanent: false, code: 'mail.unreachable' }
        : { kind: 'sent', messageId },
    );
    const desk = await smallDesk(emptied, {}, mailer);
    await desk.runAll();
    expect(mailer.letters).toHaveLength(4);
    expect(new Set(mailer.letters.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await desk.state()).toMatchObject({ status: 'answered', replies: 1 });
  });

  test('that the mail server refuses for good is tried once, and stays where a person sees it', async () => {
    const refuses = mailerThat(() => ({ kind: 'failed', permanent: true, code: 'mail.refused' }));
    const desk = await smallDesk(emptied, {}, refuses);
    await desk.runAll();
    expect(refuses.letters).toHaveLength(1);
    expect(await desk.store.outbox.counts()).toEqual({ waiting: 0, done: 1, failed: 1 });
    const state = await desk.state();
    expect(state).toMatchObject({ status: 'open', replies: 0, replyDue: true });
    expect(clocksOf(state)).toContain('kr-kmcsc-correction/report-result running');
  });

  test('is never sent for a sender nobody could prove', async () => {
    const desk = await smallDesk(undefined, { level: 'L0' });
    await desk.runAll();
    expect(desk.mailer.letters).toEqual([]);
    const forged = { ...TASK, work: { kind: 'reply' as const, edition: 1 } };
    expect(await runWith(desk, forged, desk.mailer)).toBe('nothing-to-do');
    expect(desk.mailer.letters).toEqual([]);
  });
});

const TASK: Claimed = {
  id: taskId('forged'),
  case: CASE,
  attempt: 1,
  key: 'reply/1',
  work: { kind: 'reply', edition: 1 },
  notBefore: T0,
  urgency: T0,
};

describe('a case that goes back into action before its reply went out', () => {
  test('is answered once it is settled again: the waiting edition is not lost', async () => {
    const desk = await smallDesk(honestPlatform());
    await desk.tell(...hidden, decides(1, 'destroy'));
    const mailer = sends();
    expect(await runWith(desk, await replyTask(desk), mailer)).toBe('retried');
    await desk.tell(...destroyed);
    await desk.runAll();
    expect(desk.mailer.letters).toHaveLength(1);
    expect(desk.mailer.letters[0]?.text).toContain('삭제하고 확인함\n');
    expect(await desk.state()).toMatchObject({ status: 'answered', replies: 1 });
  });

  test('just while its reply goes out is recorded as answered so far, and answered again when it is settled', async () => {
    const desk = await smallDesk(honestPlatform());
    await desk.tell(...hidden);
    const task = await replyTask(desk);
    const slow: Mailer = {
      async send({ messageId }) {
        await desk.tell(decides(1, 'destroy'));
        return { kind: 'sent', messageId };
      },
    };
    expect(await runWith(desk, task, slow)).toBe('recorded');
    expect(await desk.state()).toMatchObject({ replies: 1, replyDue: false });
    await desk.tell(...destroyed);
    await desk.runAll();
    expect(desk.mailer.letters.map(({ messageId }) => messageId)).toEqual([
      '<R-26-0001.reply.2.case-1-reply-2@redress.example>',
    ]);
  });

  test('after its reply went out is answered again, in the next edition', async () => {
    const desk = await smallDesk(honestPlatform());
    await desk.tell(...hidden);
    await desk.runAll();
    await desk.tell(decides(1, 'destroy'));
    await desk.runAll();
    expect(desk.mailer.letters.map(({ messageId }) => messageId)).toEqual([
      '<R-26-0001.reply.1.case-1-reply-1@redress.example>',
      '<R-26-0001.reply.2.case-1-reply-2@redress.example>',
    ]);
  });
});
