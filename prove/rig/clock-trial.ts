// One alarm: a letter opens a case with one hour, the desk is started again shortly before the moment, and everything that must
// come of it is waited for. Seconds are counted from the moment itself to what each witness saw.
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Closing } from './closing.ts';
import { type FakedDesk, startFaked, startFakedDesk } from './faked-desk.ts';
import { handOver } from './hand-over.ts';
import type { Hook } from './hook.ts';
import { writeLetter } from './letters.ts';
import type { Mailbox } from './mailbox.ts';
import type { Scene } from './scene.ts';
import { DUE_MS, NEAR_MS, TEST_LAW } from './test-law.ts';

export interface ClockStage {
  readonly scene: Scene;
  readonly smtpPort: number;
  readonly mailbox: Mailbox;
  readonly hook: Hook;
  readonly database: pg.Client;
  /** How far ahead of this machine the desk's time is: it must not go back, so it only grows. */
  readonly ahead: { ms: number };
  /** Numbers of the cases this proof knows. */
  readonly opened: Set<string>;
}

export interface ClockTrial {
  readonly event: 'trial';
  readonly trial: string;
  readonly round: number;
  readonly case: string;
  readonly passed: boolean;
  /** From the moment to what was seen; null: not seen in time. */
  readonly seconds: Readonly<Record<string, number | null>>;
  readonly watchdog?: string;
  readonly stepTold?: boolean;
}

export interface StartedCase {
  readonly number: string;
  readonly startedAt: number;
}

/** Within so long everything must have come. */
const LIMIT_MS = 60_000;
/** The desk is up so long before the moment: it must not find it passed when it starts. */
const BEFORE_MS = 12_000;
const LOOK_MS = 200;
const LINK = 'https://chat.example/r/harbour/m/1';
const WORDS = { 'near-breach': 'The deadline in law is near.', breach: 'The deadline in law has passed.' };

/** Opens a case with the clock of the test law, on the desk that serves. */
export async function openClockedCase(stage: ClockStage, documentNumber: string): Promise<StartedCase> {
  const letter = await writeLetter(stage.scene, documentNumber, [LINK]);
  if ((await handOver(stage.smtpPort, letter)) !== 'acknowledged')
    throw new Error('the letter was not taken');
  const sql = `select c.number, k.started_at from clocks k join cases c using (tenant_id, case_id)
    where k.regime = $1 order by c.number desc limit 1`;
  for (let waited = 0; waited < LIMIT_MS; waited += LOOK_MS) {
    const { rows } = await stage.database.query<{ number: string; started_at: Date }>(sql, [TEST_LAW]);
    const [row] = rows;
    if (row !== undefined && !stage.opened.has(row.number)) {
      stage.opened.add(row.number);
      return { number: row.number, startedAt: row.started_at.getTime() };
    }
    await delay(LOOK_MS);
  }
  throw new Error('the letter did not become a case with a clock');
}

/** The whole trial: a case now, a desk shortly before its moment, and what comes of it. */
export async function alarmTrial(
  stage: ClockStage,
  alarm: 'near-breach' | 'breach',
  round: number,
  close: Closing,
): Promise<ClockTrial> {
  const begun = await startFakedDesk(stage.scene, stage.ahead.ms);
  close.after(() => begun.program.kill('SIGKILL'));
  const opened = await openClockedCase(stage, `proof-${alarm}-${round}`);
  await begun.program.kill('SIGTERM');
  const moment = opened.startedAt + (alarm === 'breach' ? DUE_MS : NEAR_MS);
  stage.ahead.ms = moment - BEFORE_MS - Date.now();
  const desk = await startFakedDesk(stage.scene, stage.ahead.ms);
  close.after(() => desk.program.kill('SIGKILL'));
  const really = moment - stage.ahead.ms;
  const seconds = await witness(stage, desk, alarm, opened.number, really);
  const watchdog = await askWatchdog(stage);
  await desk.program.kill('SIGTERM');
  const inTime = Object.values(seconds).every(
    (second) => second !== null && second >= 0 && second <= LIMIT_MS / 1_000,
  );
  return {
    event: 'trial',
    trial: alarm,
    round,
    case: opened.number,
    passed: inTime && watchdog === 'agrees',
    seconds,
    watchdog,
  };
}

/** @param really the moment on this machine's own clock */
export async function witness(
  { database, mailbox, hook }: ClockStage,
  desk: FakedDesk,
  alarm: 'near-breach' | 'breach',
  number: string,
  really: number,
): Promise<Record<'row' | 'log' | 'mail' | 'webhook', number | null>> {
  const seen: Record<'row' | 'log' | 'mail' | 'webhook', number | null> = {
    row: null,
    log: null,
    mail: null,
    webhook: null,
  };
  const since = (at: number | undefined): number | null =>
    at === undefined ? null : Math.round((at - really) / 100) / 10;
  const sql = `select 1 from clock_alarms a join cases c using (tenant_id, case_id)
    where c.number = $1 and a.clock_key = $2 and a.alarm = $3`;
  while (Date.now() < really + LIMIT_MS && Object.values(seen).includes(null)) {
    const { rowCount } = await database.query(sql, [number, `${TEST_LAW}/remove`, alarm]);
    if (rowCount !== 0) seen.row ??= since(Date.now());
    const isIt = (said: Readonly<Record<string, unknown>>): boolean =>
      said['alarm'] === alarm && said['case'] === number && said['regime'] === TEST_LAW;
    seen.log ??= since(desk.heard.find(({ line }) => line['event'] === 'alarm' && isIt(line))?.at);
    seen.mail ??= since(
      mailbox.replies().find(({ text }) => text.includes(WORDS[alarm]) && text.includes(number))?.at,
    );
    seen.webhook ??= since(hook.posted.find((post) => post.genuine && isIt(post.alarm))?.at);
    await delay(LOOK_MS);
  }
  return seen;
}

async function askWatchdog({ scene, ahead }: ClockStage): Promise<string> {
  const { program, heard } = startFaked(scene, ahead.ms, ['watchdog', '--once']);
  const code = await program.ended;
  return code === 0
    ? 'agrees'
    : `disagrees (${code}): ${JSON.stringify(heard.at(-1)?.line ?? program.errors())}`;
}
