// From a flood to a limit and back on the command line: what is shown, what a person may do and may not, what the notifier is told, and that
// nothing but the turn changes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresNotifiers } from '../../src/adapters/store/postgres/notifiers.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { testMarks } from '../support/marks.ts';
import { notifierText } from '../../src/domain/notice/source.ts';
import { tellNotifiers } from '../../src/workflow/tell-notifiers.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { decides, found, listed, REPORT, T0 } from '../support/fixtures.ts';
import { idOf, open, type Store, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-misuse-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  await ask('people', 'add', 'mina');
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const ask = async (...args: string[]) =>
  (await redressJson([...args, '--config', config.file], {}, redressHere)).json;
const code = async (...args: string[]): Promise<string | undefined> => (await ask(...args)).error?.code;

const BUSY = testMarks.mark(notifierText('report messenger', '7'));

/** A report of one account; told of and located. */
async function reported(
  key: string,
  at: number,
  more: object = {},
  receivedAt = instant(Date.now()),
): Promise<void> {
  const evidence = { source: { notifier: BUSY, words: null } };
  const options = {
    level: 'L0' as const,
    report: REPORT,
    items: [listed(at)],
    letter: `letter-of-${key}`,
    ...more,
  };
  await open(store, key, { evidence, receivedAt }, options);
  await tell(store, idOf(key), found(1, `copy-${key}`));
}

test('a notifier is warned, goes on, is limited for a time, is told each time, and may be let go', async () => {
  const signs = ['--as', 'mina'];
  for (let at = 0; at < 5; at += 1) {
    await reported(`a${at}`, at);
    await tell(store, idOf(`a${at}`), decides(1, 'refuse'));
  }
  const { patterns } = (await ask('misuse')) as unknown as { patterns: object[] };
  expect(patterns).toMatchObject([{ kind: 'refused', notifiers: 1, outcomes: { refused: 5, waiting: 0 } }]);

  const cases = ['--cases', 'R-26-0001,R-26-0002,R-26-0003'];
  const until = ['--until', new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+Z/, 'Z')];
  const because = ['--reason', 'same-again', ...signs];
  expect(await code('limit-notifier', 'R-26-0001', ...cases, ...until, ...because)).toBe(
    'notifier.not-warned',
  );
  const warned = (await ask('warn-notifier', 'R-26-0001', ...cases, ...because)) as unknown as {
    id: string;
    tell: string;
  };
  expect(warned).toMatchObject({ kind: 'warn', byMail: false });
  expect(warned.tell).toContain('  R-26-0003\n');
  expect(warned.tell).toContain('접수번호(R-26-0001)를 적어 이 주소로 메일을 보내 주십시오');
  expect(await code('told-notifier', 'nothing', ...signs)).toBe('notifier.told');
  expect(await ask('told-notifier', warned.id, ...signs)).toMatchObject({ told: warned.id });
  expect(await code('told-notifier', warned.id, ...signs)).toBe('notifier.told');

  expect(await code('limit-notifier', 'R-26-0001', ...cases, ...until, ...because)).toBe(
    'notifier.not-warned',
  );
  await reported('b', 10);
  await tell(store, idOf('b'), decides(1, 'refuse'));
  const limits = ['limit-notifier', 'R-26-0006', ...cases, ...until, ...because];
  const limited = (await ask(...limits)) as unknown as { id: string };
  await reported('c', 11);
  await reported('d', 12, { report: { ...REPORT, reasons: ['threat'] } });
  const turns = async () =>
    ((await ask('queue')) as unknown as { queue: { number: string; takesTurns: object | null }[] }).queue.map(
      ({ number, takesTurns }) => [number, takesTurns],
    );
  const free = [
    ['R-26-0008', null],
    ['R-26-0007', null],
  ];
  expect(await turns()).toEqual(free);
  await ask('told-notifier', limited.id, ...signs);
  expect(await turns()).toEqual([free[0], ['R-26-0007', { why: 'limited', with: 2 }]]);
  expect(await code(...limits)).toBe('notifier.limited');
  expect(await ask('misuse')).toMatchObject({
    acts: [
      { kind: 'warn', holds: false },
      { kind: 'limit', holds: true, by: 'mina' },
    ],
  });

  expect(await ask('lift-limit', 'R-26-0001', ...signs)).toMatchObject({ kind: 'lift' });
  expect(await turns()).toEqual(free);
  expect(await code('lift-limit', 'R-26-0001', ...signs)).toBe('notifier.not-limited');
});

test('a proven body is warned and limited by nobody, nor is anybody who cannot be told from others', async () => {
  await open(
    store,
    'body',
    { evidence: { source: { notifier: 'm', words: null } } },
    { items: [listed(50)], letter: 'letter-of-body' },
  );
  await open(store, 'nobody', {}, { level: 'L0', items: [listed(51)], letter: 'letter-of-nobody' });
  const because = ['--cases', 'R-26-0001', '--reason', 'same-again', '--as', 'mina'];
  expect(await code('warn-notifier', 'R-26-0009', ...because)).toBe('notifier.proven');
  expect(await code('warn-notifier', 'R-26-0010', ...because)).toBe('notifier.not-known');
  expect(await code('warn-notifier', 'R-26-0099', ...because)).toBe('case.unknown');
});

test('whoever has a proven address is told by mail, in her language, once', async () => {
  const notifiers = postgresNotifiers(desk.db, 'main');
  const acknowledge = {
    kind: 'yes',
    to: 'sora@harbour.example',
    messageId: null,
    offsetMinutes: null,
  } as const;
  await open(
    store,
    'mail',
    { evidence: { source: { notifier: 'sora', words: null } } },
    { level: 'L0', letter: 'letter-of-mail' },
  );
  const act = {
    kind: 'warn',
    notifier: 'sora',
    cases: ['R-26-0011'],
    reason: 'in-concert',
    until: null,
  } as const;
  await notifiers.add({ ...act, id: 'act-1', by: 'p', at: T0 } as never, 'signature');
  const sent: { to: string; text: string; messageId: string }[] = [];
  const mailer = {
    send: async (mail: (typeof sent)[number]) => {
      sent.push(mail);
      return { kind: 'sent', messageId: mail.messageId } as const;
    },
  };
  const cases = {
    byNumber: store.cases.byNumber,
    load: async (id: Parameters<typeof store.cases.load>[0]) => {
      const state = await store.cases.load(id);
      return state && { ...state, notice: state.notice && { ...state.notice, acknowledge } };
    },
  };
  const ports = { cases, notifiers, mailer };
  // The one who was let go is told so as well.
  expect(await tellNotifiers(T0, 'desk.example', ports)).toBe(2);
  expect(await tellNotifiers(T0, 'desk.example', ports)).toBe(0);
  const [warning] = sent.filter(({ messageId }) => messageId === '<notifier.act-1@desk.example>');
  expect(sent).toHaveLength(2);
  expect(warning?.to).toBe('sora@harbour.example');
  expect(warning?.text).toContain('여럿이 같은 문구로 보낸 신고였습니다');
  expect((await notifiers.acts('sora'))[0]?.told).toEqual({ at: T0, how: 'mail' });
});
