// `redress clocks` and `redress watchdog` as an operator meets them, on a real database.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { after, DAY, HOUR, type Instant, instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { postgresDeskTime } from '../../src/adapters/store/postgres/desk-time.ts';
import { startWatchdog } from '../../src/main/watchdog.ts';
import { raiseAlarms } from '../../src/workflow/raise-alarms.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { lawWithin, lawWithoutHour, openClocked } from '../support/clocked-case.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { locatedAs } from '../support/fixtures.ts';
import { duty, lawOf, regime } from '../support/laws.ts';
import { hostileServer } from '../support/hostile-http.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const now = instant(Date.now());
const ago = (milliseconds: number): Instant => after(now, -milliseconds);
let desk: Desk;
let config: Awaited<ReturnType<typeof configFile>>;
let folder = '';

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-clocks-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  const { cases } = storeOf(desk.db, 'main');
  await openClocked(cases, 'target', lawWithoutHour, ago(2 * HOUR));
  await openClocked(cases, 'far', lawWithin(100), ago(HOUR));
  await openClocked(cases, 'near', lawWithin(4), ago(3.5 * HOUR));
  await openClocked(cases, 'late', lawWithin(4), ago(6 * HOUR + 5 * MINUTE));
  const done = await openClocked(cases, 'done', lawWithin(4), ago(DAY));
  await cases.update(done, (state) => step(state, [locatedAs(1, { kind: 'gone' })], DESK, ago(23 * HOUR)));
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const text = async (...args: string[]): Promise<string> =>
  (await redressHere(['clocks', ...args, '--config', config.file])).stdout;
const json = async (...args: string[]) => {
  const ran = await redressJson([...args, '--config', config.file], {}, redressHere);
  return { ...ran, clocks: (ran.json['clocks'] ?? []) as readonly Readonly<Record<string, unknown>>[] };
};

describe('redress clocks', () => {
  it('lists those at risk first, and says how each stands', async () => {
    const found = await json('clocks');
    expect(found.clocks.map(({ case: number, risk }) => [number, risk])).toEqual([
      ['R-26-0004', 'breached'],
      ['R-26-0003', 'near-breach'],
      ['R-26-0002', 'dated'],
      ['R-26-0001', 'no-hour'],
    ]);
    expect(found.clocks[0]).toMatchObject({
      law: { en: 'Hour Test Act' },
      article: 'Art. 1',
      occasion: 'awareness',
      zone: 'Asia/Seoul',
      targetIsLaw: false,
      status: 'running',
    });
    expect(Number(found.clocks[0]?.['leftMs'])).toBeLessThan(-2 * HOUR);
  });

  it('says in plain words what is late, what is law and what is only a target', async () => {
    const page = await text('--lang', 'en');
    expect(page).toMatch(/^R-26-0004 {2}LATE by 2 h 5 min +Hour Test Act, Art\. 1$/m);
    expect(page).toMatch(/^R-26-0003 {2}\d+ min left \(near\) +Hour Test Act/m);
    expect(page).toMatch(/^R-26-0001 {2}no hour in law/m);
    expect(page).toContain('no hour in law: without delay');
    expect(page).toMatch(/target +.* Asia\/Seoul \(.*Z\) {2}\(not law; of this desk\)/);
    expect(page).toMatch(/start +.*: the platform knew/);
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('says the same in Korean', async () => {
    const page = await text('--lang', 'ko');
    expect(page).toMatch(/^R-26-0004 {2}2시간 5분 지남 +시간 시험법/m);
    expect(page).toContain('법정 시각 없음: 지체 없이');
    expect(page).toContain('법정 기한 아님');
  });

  it('shows one case, a limited number, and with --all what has stopped and why', async () => {
    expect((await json('clocks', '--case', 'R-26-0003')).clocks).toHaveLength(1);
    expect((await json('clocks', '--limit', '2')).clocks).toHaveLength(2);
    const all = (await json('clocks', '--all')).clocks;
    expect(all.at(-1)).toMatchObject({ case: 'R-26-0005', risk: 'stopped', why: 'done' });
    expect(await text('--case', 'R-26-0005', '--lang', 'en')).toBe('No clock runs.\n');
  });

  it('shows a clock with nothing left to wait for as that, and not as late for ever', async () => {
    const { cases } = storeOf(desk.db, 'main');
    const telling = duty({ key: 'tell', from: 'awareness', ends: 'uploader-told' });
    const law = lawOf(regime({ id: 'kr-telling', duties: [telling] }));
    const moot = await openClocked(cases, 'moot', law, ago(9 * DAY));
    await cases.update(moot, (state) => step(state, [locatedAs(1, { kind: 'gone' })], DESK, ago(HOUR)));
    const { clocks } = await json('clocks', '--all', '--case', 'R-26-0006');
    expect(clocks).toMatchObject([{ clock: 'kr-telling/tell', status: 'stopped', why: 'moot' }]);
    const page = (language: string) => text('--all', '--case', 'R-26-0006', '--lang', language);
    expect(await page('en')).toContain('nothing was done, so nobody is to be told');
    expect(await page('ko')).toContain('조치한 것이 없어 알릴 사람이 없음');
  });
});

describe('a wall clock that is trusted', () => {
  const trust = (...args: string[]) => json('clocks', '--trust-wall-clock', ...args);

  it('is signed for by a registered person, and then the desk believes it; the word is kept', async () => {
    const time = postgresDeskTime(desk.db, 'main');
    await time.keep(null, after(now, 48 * HOUR));
    expect((await json('clocks')).clocks.map(({ risk }) => risk)).toContain('breached');
    await json('people', 'add', 'sora');
    const { code } = await trust('--as', 'sora');
    expect(code).toBe(0);
    expect((await time.latest()) ?? 0).toBeLessThan(after(now, HOUR));
    const { rows } = await desk.pool.query('select believed from wall_trusts');
    expect(rows).toEqual([{ believed: new Date(after(now, 48 * HOUR)) }]);
  });

  it('needs somebody who says so, and somebody who is known', async () => {
    expect(await trust()).toMatchObject({ code: 2, json: { error: { code: 'clock.trust-unsigned' } } });
    expect(await trust('--as', 'nobody')).toMatchObject({
      json: { error: { code: 'decision.unknown-person' } },
    });
  });
});

describe('redress watchdog', () => {
  it('tells over the channels, once, what a dead desk does not tell; and then agrees with a living one', async () => {
    const hook = await hostileServer();
    hook.answer = (_, response) => void response.writeHead(204).end();
    const alarms = { mail: '', webhook: hook.url, webhookSecret: 'secret' };
    const watching = { ...readConfig(config.file, {}), alarms };
    let looks = 0;
    let looked: () => void = () => undefined;
    const third = new Promise<void>((resolve) => {
      looked = resolve;
    });
    const running = await startWatchdog(watching, () => ((looks += 1) === 3 ? looked() : undefined), 20);
    await third;
    await running.stop();
    expect(hook.heard.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { alarm: 'watchdog', code: 'watchdog.unheard', case: 'R-26-0004', due: { zone: 'Asia/Seoul' } },
    ]);
    await hook.close();
  });

  it('once, ends with 1 while they disagree, and with 0 when the desk has spoken', async () => {
    const before = await json('watchdog', '--once');
    expect(before).toMatchObject({
      code: 1,
      json: { agrees: false, disagreements: [{ code: 'watchdog.unheard', number: 'R-26-0004' }] },
    });
    const ports = { cases: storeOf(desk.db, 'main').cases, clocks: postgresClocks(desk.db, 'main') };
    await raiseAlarms(instant(Date.now()), ports, () => undefined);
    expect(await json('watchdog', '--once')).toMatchObject({ code: 0, json: { agrees: true, clocks: 6 } });
  });

  it('that cannot read the database says so itself', async () => {
    const hook = await hostileServer();
    hook.answer = (_, response) => void response.writeHead(204).end();
    const alarms = { mail: '', webhook: hook.url, webhookSecret: 'secret' };
    const url = 'postgres://nobody@127.0.0.1:1/none';
    const heard = new Promise<void>((resolve) => {
      hook.answer = (_, response) => {
        response.writeHead(204).end();
        resolve();
      };
    });
    const blind = { ...readConfig(config.file, {}), database: { url, flavor: 'auto' as const }, alarms };
    const running = await startWatchdog(blind, () => undefined, 20);
    await heard;
    await running.stop();
    expect(hook.heard.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { code: 'watchdog.blind' },
    ]);
    await hook.close();
  });
});
