// The ways in which people hear of a clock, each against a real server: mail over SMTP, a signed webhook over HTTP, the log.
import { createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { alarmsOver } from '../../src/adapters/alarms/channels.ts';
import { logChannel } from '../../src/adapters/alarms/log-channel.ts';
import { mailChannels } from '../../src/adapters/alarms/mail-channel.ts';
import { isSafeWebhook, webhookChannel } from '../../src/adapters/alarms/webhook-channel.ts';
import { smtpMailer } from '../../src/adapters/mail/mailer.ts';
import { type ClockAlarm, stepAlarm, type WatchdogAlarm } from '../../src/domain/clock/alarm-message.ts';
import type { Channel } from '../../src/ports/alarms.ts';
import { HOUR } from '../../src/domain/kernel/instant.ts';
import { later, NUMBER, T0 } from '../support/fixtures.ts';
import { type Heard, type HostileServer, hostileServer } from '../support/hostile-http.ts';
import { openPostOffice, type PostOffice, type PostOfficeRules } from '../support/post-office.ts';

const BREACH: ClockAlarm = {
  kind: 'breach',
  id: 'case-1/alarm/kr-hours/remove/breach/1',
  moment: later(4 * HOUR + 1),
  clock: {
    number: NUMBER,
    regime: 'kr-hours',
    law: { ko: '시간 시험법', en: 'Hour Test Act' },
    instrument: 'Test Act',
    article: 'Art. 1',
    duty: { ko: '삭제', en: 'remove' },
    startedAt: T0,
    from: 'awareness',
    due: later(4 * HOUR),
    target: null,
    targetOf: null,
    pace: 'within',
    zone: 'Asia/Seoul',
    provisional: false,
    mark: 'B',
    binding: true,
  },
};
const MISSED: ClockAlarm = {
  ...BREACH,
  kind: 'target-missed',
  clock: { ...BREACH.clock, due: null, target: later(HOUR), targetOf: 'desk', pace: 'without-delay' },
};
const UNHEARD: WatchdogAlarm = {
  kind: 'watchdog',
  code: 'watchdog.unheard',
  count: 1,
  id: 'watchdog.unheard/case-1',
  number: NUMBER,
  clock: 'kr-hours/remove',
  due: later(4 * HOUR),
  zone: 'Asia/Seoul',
};
const NOTHING: Heard = { method: '', path: '', headers: {}, body: '' };
const SECRET = 'a secret of the operator';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function postOffice(rules: PostOfficeRules = {}): Promise<PostOffice> {
  const office = await openPostOffice(rules);
  open.push(office);
  return office;
}
async function receiver(answer: HostileServer['answer']): Promise<HostileServer> {
  const server = await hostileServer();
  server.answer = answer;
  open.push(server);
  return server;
}
const mailTo = (office: PostOffice, ...addresses: readonly string[]) =>
  mailChannels(
    addresses,
    smtpMailer({ host: '127.0.0.1', port: office.port, requireTls: false, from: 'desk@desk.example' }),
    'desk.example',
  );
const hookTo = (url: string, secret = SECRET): Channel =>
  webhookChannel({ url, secret, seconds: () => 1_795_000_000.9 });
const says = (status: number) => (_: Heard, response: Parameters<HostileServer['answer']>[1]) =>
  void response.writeHead(status).end('ignored');
const decoded = (raw: Buffer | undefined): string => {
  const [head = '', ...body] = String(raw).split('\r\n\r\n');
  return `${head}\n\n${Buffer.from(body.join(''), 'base64').toString()}`;
};

describe('mail', () => {
  it('is one letter in both languages to each address, with the same Message-ID on a repeat', async () => {
    const office = await postOffice();
    const send = () => alarmsOver(mailTo(office, 'on-duty@desk.example', 'lead@desk.example')).tell(BREACH);
    expect(await send()).toEqual([
      { channel: expect.stringMatching(/^mail-[0-9a-f]{12}$/), kind: 'told' },
      { channel: expect.stringMatching(/^mail-[0-9a-f]{12}$/), kind: 'told' },
    ]);
    await send();
    const ids = office.mails.map((raw) => /^Message-ID: (.*)$/im.exec(String(raw))?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
    expect(String(office.mails[0])).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    const text = decoded(office.mails[0]);
    expect(text).toContain('The deadline in law has passed.');
    expect(text).toContain('법정 기한이 지났습니다.');
    expect(text).toContain('2026-11-20 13:00:00 Asia/Seoul (2026-11-20T04:00:00Z)');
  });

  it('that one address refuses for good still reaches the other', async () => {
    const [refusing, taking] = [await postOffice({ refuseWith: 550 }), await postOffice()];
    const told = await alarmsOver([
      ...mailTo(refusing, 'a@desk.example'),
      ...mailTo(taking, 'b@desk.example'),
    ]).tell(BREACH);
    expect(told.map(({ kind }) => kind)).toEqual(['failed', 'told']);
    expect(taking.mails).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('is signed over its id, its time and its body, so that a receiver can check all three', async () => {
    const server = await receiver(says(204));
    expect(await alarmsOver([hookTo(`${server.url}/hook`)]).tell(BREACH)).toEqual([
      { channel: expect.stringMatching(/^webhook-[0-9a-f]{12}$/), kind: 'told' },
    ]);
    const [{ headers, body, method } = NOTHING] = server.heard;
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = createHmac('sha256', SECRET).update(signed).digest('base64');
    expect(method).toBe('POST');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(headers['webhook-timestamp']).toBe('1795000000');
    expect(JSON.parse(body)).toMatchObject({
      alarm: 'breach',
      law: true,
      case: NUMBER,
      regime: 'kr-hours',
      article: 'Art. 1',
      due: { utc: '2026-11-20T04:00:00Z', local: '2026-11-20 13:00:00', zone: 'Asia/Seoul' },
      occasion: 'awareness',
    });
  });

  it('takes a secret in the form whsec_ and base64', async () => {
    const server = await receiver(says(200));
    await hookTo(server.url, `whsec_${Buffer.from(SECRET).toString('base64')}`).tell(BREACH);
    const [{ headers, body } = NOTHING] = server.heard;
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', SECRET).update(text).digest('base64')}`,
    );
  });

  it('bears the same id on a repeat, and another for another alarm', async () => {
    const server = await receiver(says(200));
    for (const message of [BREACH, BREACH, MISSED, UNHEARD])
      await hookTo(server.url).tell({ ...message, id: message === MISSED ? 'other' : message.id });
    const ids = server.heard.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    [302, true],
    [307, true],
    [400, true],
    [429, false],
    [500, false],
  ])('answered with %i is not told, and follows nothing', async (status, permanent) => {
    const server = await receiver((request, response) =>
      request.path === '/'
        ? void response.writeHead(status, { location: '/elsewhere' }).end()
        : void response.writeHead(200).end(),
    );
    expect(await hookTo(server.url).tell(BREACH)).toEqual({
      kind: 'failed',
      permanent,
      code: 'alarm.webhook-refused',
    });
    expect(server.heard.map(({ path }) => path)).toEqual(['/']);
  });

  it('that nobody answers is not told, and does not break', async () => {
    const server = await hostileServer();
    await server.close();
    expect(await hookTo(server.url).tell(BREACH)).toMatchObject({
      kind: 'failed',
      code: 'alarm.webhook-unreachable',
    });
  });

  it.each([
    ['https://desk.example/hook', true],
    ['http://localhost:9/hook', true],
    ['http://127.0.0.1/hook', true],
    ['http://[::1]:8/', true],
    ['http://desk.example/hook', false],
    ['http://localhost.desk.example/', false],
    ['file:///etc/hosts', false],
    ['nonsense', false],
  ])('to %s is allowed: %s', (url, safe) => {
    expect(isSafeWebhook(url)).toBe(safe);
  });
});

describe('several channels', () => {
  it('do not wait for one that failed, and are not told twice because of it', async () => {
    let status = 500;
    const server = await receiver((_, response) => void response.writeHead(status).end());
    const office = await postOffice();
    const alarms = alarmsOver([...mailTo(office, 'a@desk.example'), hookTo(server.url)]);
    const kinds = async () => (await alarms.tell(BREACH)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['told', 'failed']);
    status = 200;
    expect(await kinds()).toEqual(['told', 'told']);
    expect([office.mails.length, server.heard.length]).toEqual([1, 2]);
  });

  it('bear one that throws', async () => {
    const office = await postOffice();
    const broken: Channel = { name: 'broken', each: false, tell: () => Promise.reject(new Error('a bug')) };
    expect(await alarmsOver([broken, ...mailTo(office, 'a@desk.example')]).tell(BREACH)).toEqual([
      { channel: 'broken', kind: 'failed', permanent: false, code: 'alarm.broke' },
      { channel: expect.stringMatching(/^mail-/), kind: 'told' },
    ]);
  });
});

describe('the log', () => {
  it('has one line for each alarm: an error for a breach, a warning for what can wait a little', async () => {
    const lines: string[] = [];
    const log = pino(
      { base: null },
      new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) }),
    );
    const alarms = alarmsOver([logChannel(log)]);
    for (const message of [BREACH, { ...MISSED, id: 'other' }, stepAlarm('back', T0, later(HOUR)), UNHEARD])
      await alarms.tell(message);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 50, event: 'alarm', alarm: 'breach', law: true, case: NUMBER },
      { level: 40, alarm: 'target-missed', law: false, due: null, target: { utc: '2026-11-20T01:00:00Z' } },
      { level: 50, alarm: 'clock-step', code: 'clock.stepped-back', byMs: -HOUR },
      { level: 50, alarm: 'watchdog', code: 'watchdog.unheard', case: NUMBER },
    ]);
  });
});
