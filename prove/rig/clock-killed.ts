// The desk is killed while a clock runs. Nobody starts it again. The watchdog, a process of its own, must say so by itself.
import { setTimeout as delay } from 'node:timers/promises';
import { type ClockStage, type ClockTrial, openClockedCase } from './clock-trial.ts';
import type { Closing } from './closing.ts';
import { startFaked, startFakedDesk } from './faked-desk.ts';
import { DUE_MS, TEST_LAW } from './test-law.ts';

/** A minute of grace, a look every 20 seconds, and the way to the people. */
const LIMIT_MS = 90_000;
const BEFORE_MS = 10_000;
const LOOK_MS = 200;
const CODE = 'watchdog.unheard';

export async function killedDesk(stage: ClockStage, round: number, close: Closing): Promise<ClockTrial> {
  const { scene, ahead, mailbox, hook } = stage;
  const desk = await startFakedDesk(scene, ahead.ms);
  close.after(() => desk.program.kill('SIGKILL'));
  const opened = await openClockedCase(stage, `proof-killed-${round}`);
  await desk.program.kill('SIGKILL');
  const moment = opened.startedAt + DUE_MS;
  ahead.ms = moment - BEFORE_MS - Date.now();
  const watchdog = startFaked(scene, ahead.ms, ['watchdog']);
  close.after(() => watchdog.program.kill('SIGKILL'));
  const really = moment - ahead.ms;
  const seconds: Record<'webhook' | 'mail', number | null> = { webhook: null, mail: null };
  const since = (at: number | undefined): number | null =>
    at === undefined ? null : Math.round((at - really) / 100) / 10;
  while (Date.now() < really + LIMIT_MS && Object.values(seconds).includes(null)) {
    const posted = hook.posted.find(
      ({ genuine, alarm }) =>
        genuine &&
        alarm['code'] === CODE &&
        alarm['case'] === opened.number &&
        String(alarm['clock']).startsWith(TEST_LAW),
    );
    seconds.webhook ??= since(posted?.at);
    seconds.mail ??= since(
      mailbox
        .replies()
        .find(({ text }) => text.includes(CODE) && text.includes(opened.number) && text.includes(TEST_LAW))
        ?.at,
    );
    await delay(LOOK_MS);
  }
  const lived = watchdog.program.lives();
  await watchdog.program.kill('SIGTERM');
  const passed = lived && Object.values(seconds).every((second) => second !== null && second >= 0);
  return { event: 'trial', trial: 'desk-killed', round, case: opened.number, passed, seconds };
}
