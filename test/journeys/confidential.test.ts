// A police letter that asks to keep records and to say nothing of it. Its number, its names, its link and its room leave the desk by no
// outlet: not by mail to anybody else, not to the uploader, not to the platform, not by a log, an alarm, an error, or a command that lists.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileSpool } from '../../src/adapters/vault/file-spool.ts';
import path from 'node:path';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { DAY, instant } from '../../src/domain/kernel/instant.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { BOARD, byTheBoard, byThePolice, DESK, headersWith, POLICE, ZONE } from '../mail/desk-mail.ts';
import { mail, type Signing } from '../support/signed-mail.ts';
import { standardReport } from '../letters/delivery-reports.ts';
import { type WatchedDesk, watchedDesk } from './watched-desk.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const DUTY = 'duty@operator.example';
const ROOM = 'moonmilk-7093';
const ROOM_TITLE = '달빛우유방칠공구삼';
const DOCUMENT = '별하수사-7093118';
const NAMES = ['한가온별', '윤슬아라', '푸른고래작전', '010-7093-1184', 'Codename Bluewhale'] as const;
/** What only the letter says, and what names the place too. */
const SAID = [DOCUMENT, '7093118', ...NAMES];
const PLACE = [ROOM, ROOM_TITLE];
const ALL = [...SAID, ...PLACE];

const world = messengerWorld();
let desk: WatchedDesk;
let author = '';
let message = 0;
let link = '';

beforeAll(async () => {
  author = await world.yeoul.person('uploader-of-all');
  const body = { slug: ROOM, title: ROOM_TITLE, visibility: 'public' };
  await world.yeoul.ask('POST', '/api/rooms', { token: author, body });
  const blob = await world.yeoul.upload(author, Buffer.from('89504e470d0a1a0a70931184', 'hex'));
  message = await world.yeoul.send(author, ROOM, 'look', [blob]);
  link = `https://chat.example/r/${ROOM}/m/${message}`;
  desk = await watchedDesk({
    desk: DESK,
    duty: DUTY,
    zone: ZONE,
    authorities: [BOARD, POLICE],
    messenger: () => world.yeoul.url,
    memberToken: () => world.yeoul.person('looks-as-member'),
  });
});
afterAll(() => desk.close());

const dated = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

function letter(id: string, at: number, from: string, text: string, signing: Signing): Buffer {
  const headers = headersWith({
    From: from,
    Date: dated(at),
    Subject: 'Preservation',
    'Message-ID': `<${id}@${signing.domain}>`,
  });
  return mail(headers, `${text.replaceAll('\n', '\r\n')}\r\n`, signing);
}

const secret = (id: string, number: string, at: number): Buffer =>
  letter(
    id,
    at,
    'Byeolha Police <cyber@byeolha-police.example>',
    `문서번호: ${number}\n담당: 경위 ${NAMES[0]} (${NAMES[3]}), 피해자 ${NAMES[1]}, ${NAMES[2]} (${NAMES[4]}).
이 공문은 비공개이며, 게시자와 제3자에게 이 요청의 존재를 알리지 마시기 바랍니다.
수사를 위하여 아래 게시물의 기록과 로그를 보전하여 주시기 바랍니다. 삭제하지 마십시오.\n1. ${link}`,
    byThePolice,
  );

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never happened: ${what}\n${desk.logged().slice(-3_000)}`);
}

const asked = async (...args: string[]) => JSON.parse((await desk.run(...args, '--json')).stdout) as never;
const caseOf = (number: string) =>
  asked('case', number) as Promise<{
    status: string;
    sender: { level: string };
    items: { status: string; result: object | null }[];
    clocks: { alarms: string[] }[];
  }>;
/** A text that none of these words may stand in, in any writing that an address or a header uses. */
const clean = (where: string, text: string, words: readonly string[] = ALL): void => {
  for (const word of words)
    for (const form of [word, encodeURIComponent(word), Buffer.from(word).toString('base64')])
      expect(text.includes(form) ? `${where}: ${word}` : '').toBe('');
};
const mailTo = async (address: string, kind: string) =>
  (await desk.mails()).filter(({ to, messageId }) => to === address && messageId.includes(kind));

describe('a confidential letter that asks only to keep', () => {
  it('is kept, preserved and answered to its sender alone, through platform errors and breached clocks', async () => {
    const now = Date.now();
    // One lay in the spool while the desk was down: its clocks are long past, and every channel is told.
    const spool = await fileSpool(path.join(desk.folder, 'spool'));
    const then = instant(now - 40 * DAY);
    const old = secret('s0', DOCUMENT.replace('118', '118-1'), then);
    const envelope = { id: letterId('0-old'), receivedAt: then, from: 'x@y.example', to: [DESK] };
    await spool.keep({ envelope: { ...envelope, peer: '192.0.2.1' }, raw: old });
    desk.breaks(
      {
        status: 500,
        body: JSON.stringify({ error: `no ${ROOM} ${ROOM_TITLE} for ${NAMES[0]} ${DOCUMENT}` }),
      },
      // A parser quotes what it cannot parse, if it is short.
      { status: 200, body: ROOM },
    );
    await desk.start();
    await desk.send(secret('s1', DOCUMENT, now), 'cyber@byeolha-police.example');
    await desk.run('people', 'add', 'mina');
    const found = await until('the item was found', async () => {
      const { cases } = (await asked('cases')) as { cases: { number: string; documentNumber: string }[] };
      const own = cases.find(({ documentNumber }) => documentNumber === DOCUMENT);
      const state = own && (await caseOf(own.number));
      return state?.items[0]?.status === 'awaiting-decision' ? { ...state, number: own!.number } : undefined;
    });
    expect(found.sender.level).toBe('L1');
    const { number } = found;
    const events = JSON.stringify(await asked('case', number, '--events'));
    expect(events).toContain('"confidential":true');

    const by = ['--items', '1', '--as', 'mina', '--terms', '7'];
    for (const [args, code] of [
      [['decide', number, '--hide', '--yes', ...by], 'decision.only-to-keep'],
      [['preserve', number, '--until', '2020-01-01T00:00:00Z', ...by], 'preservation.ended'],
      [['withdraw-items', number, '--undo', '--items', '1', '--as', 'mina'], 'withdrawal.unknown'],
      [
        ['withdraw-items', number, '--items', '1', '--letter', 'x', '--as', 'mina'],
        'withdrawal.letter-unknown',
      ],
      [['release', number, '--as', 'mina'], 'reply.not-withheld'],
      [['decide', number, '--hide', '--items', '9', '--as', 'mina'], 'item.unknown'],
      [['case', 'R-26-9999'], 'case.unknown'],
    ] as const)
      for (const json of [[], ['--json']]) {
        const { stdout, stderr } = await desk.run(...args, ...json);
        expect(stderr).toContain(code);
        clean(`redress ${args[0]}`, stdout + stderr);
      }

    const tomorrow = `${new Date(now + DAY).toISOString().slice(0, 19)}Z`;
    const kept = await desk.run('preserve', number, '--until', tomorrow, ...by);
    expect([kept.code, kept.stderr]).toEqual([0, '']);
    await until('the answer went out', async () => (await mailTo(POLICE.addresses[0] ?? '', '.reply.'))[0]);
    const [answer] = await mailTo(POLICE.addresses[0] ?? '', '.reply.');
    expect(answer?.all).toContain(DOCUMENT);
    await until('clocks were told of', () =>
      desk.posted.some((post) => post.includes('R-')) ? true : undefined,
    );
    await until('by mail too', async () => (await desk.mails()).find(({ to }) => to === DUTY));
    const told = desk.posted.length;
    await desk.send(standardReport({ about: answer?.messageId ?? '' }), '');
    await until('the bounce was told of', () =>
      desk.posted.slice(told).some((post) => post.includes(number)) ? true : undefined,
    );
  });

  it('asks the platform by its own ids alone, changes nothing there, and the uploader hears nothing', async () => {
    expect(desk.calls.some(({ path: at }) => at.startsWith(`/admin/v1/messages/${message}`))).toBe(true);
    // What a token opens is asked for with orders that have no key: the platform refuses them, whatever they name.
    const changes = desk.calls.filter(
      ({ method, headers }) => method !== 'GET' && 'idempotency-key' in headers,
    );
    expect(changes).toEqual([]);
    for (const call of desk.calls) clean('a call to the platform', JSON.stringify(call));
    expect((await world.yeoul.ask('GET', '/api/notices', { token: author })).json.notices).toEqual([]);
    expect((await world.yeoul.ask('GET', `/api/rooms/${ROOM}/messages`, { token: author })).status).toBe(200);
  });

  it('is told of to nobody else: no mail, no alarm, no post', async () => {
    const mails = await desk.mails();
    const others = mails.filter(({ to }) => to !== POLICE.addresses[0]);
    expect(new Set(others.map(({ to }) => to))).toEqual(new Set([DUTY]));
    for (const { all } of others) clean('a mail to the people on duty', all);
    for (const { all } of mails) clean('any mail', all, [...NAMES, ROOM_TITLE]);
    expect(desk.posted.length).toBeGreaterThan(1);
    for (const post of desk.posted) clean('an alarm', post);
  });

  it('stands in no line of the log, and in no file but the one of the letter', async () => {
    expect(desk.logged()).toContain('letter-opened');
    expect(desk.logged()).toContain('"event":"task"');
    clean('the log', desk.logged());
    const files = await desk.filesWith([...ALL]);
    expect(files.map((file) => file.split(path.sep)[0])).toEqual(['vault', 'vault']);
  });

  it('is shown by no command that is about something else', async () => {
    const commands = [
      ['doctor'],
      ['config'],
      ['people', 'list'],
      ['authorities', 'list'],
      ['authorities', 'show', POLICE.id],
      ['clocks'],
      ['clocks', '--all'],
      ['task', 'list'],
      ['filed', 'list'],
      ['law', 'list'],
      ['migrate'],
    ];
    for (const command of commands)
      for (const json of [[], ['--json']]) {
        const { stdout, stderr } = await desk.run(...command, ...json);
        expect(stdout.length, command.join(' ')).toBeGreaterThan(0);
        clean(`redress ${command.join(' ')}`, stdout + stderr);
      }
    clean('redress cases', (await desk.run('cases', '--json')).stdout, [...NAMES, ...PLACE]);
  });
});

describe('a letter of somebody else about the same picture', () => {
  it('is worked on and answered, and no command, mail, call or notice of it says a word of the confidential one', async () => {
    const text = `Document No.: MB-2026-31\nThis is a correction request. Delete this.\n1. ${link}`;
    const from = 'Maru Media Board <takedown@maru-board.example>';
    await desk.send(letter('b1', Date.now(), from, text, byTheBoard), 'takedown@maru-board.example');
    const number = await until('it was found', async () => {
      const { cases } = (await asked('cases')) as { cases: { number: string; documentNumber: string }[] };
      const own = cases.find(({ documentNumber }) => documentNumber === 'MB-2026-31');
      const state = own && (await caseOf(own.number));
      return state?.items[0]?.status === 'awaiting-decision' ? own?.number : undefined;
    });
    const shown = await desk.run('case', number, '--json');
    expect(shown.stdout).toContain('"joined":[{');
    clean('redress case of another', shown.stdout, SAID);
    const decided = await desk.run('decide', number, '--items', '1', '--hide', '--as', 'mina', '--yes');
    expect(decided.code).toBe(0);
    const board = BOARD.addresses[0] ?? '';
    const [answer] = await until('it was answered', async () => {
      const sent = await mailTo(board, '.reply.');
      return sent.length > 0 ? sent : undefined;
    });
    expect(answer?.all).toContain('MB-2026-31');
    for (const { all } of (await desk.mails()).filter(({ to }) => to === board))
      clean('a mail to it', all, SAID);
    expect(desk.calls.some(({ method }) => method === 'POST')).toBe(true);
    for (const call of desk.calls) clean('a call to the platform', JSON.stringify(call), SAID);
    clean('the log', desk.logged(), SAID);
    const { body } = await world.yeoul.ask('GET', '/api/notices', { token: author });
    clean('what the uploader is told', body, SAID);
  });
});
