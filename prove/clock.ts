// `node prove/clock.ts`: the real desk minutes before a deadline, under `faketime`. At a near breach and at a breach there must be
// a row, a log line, a mail and a signed webhook within 60 seconds, and the watchdog must agree; with the desk killed, the
// watchdog must say so by itself. PostgreSQL runs in real time. It knows SMTP, the command line and the tables, and no source.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openManagedPostgres } from '../managed-postgres/server.ts';
import { killedDesk } from './rig/clock-killed.ts';
import { steppedDesk } from './rig/clock-stepped.ts';
import { alarmTrial, type ClockStage, type ClockTrial } from './rig/clock-trial.ts';
import { type Closing, closing } from './rig/closing.ts';
import { freePort } from './rig/desk.ts';
import { HOOK_SECRET, openHook } from './rig/hook.ts';
import { openMailbox } from './rig/mailbox.ts';
import { setScene, writeConfig } from './rig/scene.ts';
import { workFolder } from './rig/stage.ts';
import { writeLaws } from './rig/test-law.ts';

const HELP = `node prove/clock.ts [--rounds N] [--keep]

  --rounds N   each round: a near breach, a breach, a desk killed, a wall clock set back (1)
  --keep       leave the folder with logs
Needs faketime (Debian: apt-get install faketime).
`;
const EXIT_CANNOT_RUN = 3;

async function openStage(keep: boolean, close: Closing): Promise<ClockStage> {
  const folder = await workFolder(keep, close);
  const server = await openManagedPostgres({ folder: path.join(folder, 'postgres'), flavor: 'auto' });
  close.after(() => server.stop());
  await server.createDatabase('proof');
  const url = server.url('proof');
  const [mailbox, hook] = [await openMailbox(), await openHook()];
  close.after(mailbox.close);
  close.after(hook.close);
  const scene = await setScene(folder, path.join(folder, 'desk'));
  const smtpPort = await freePort();
  await writeConfig(scene, {
    smtpPort,
    replyPort: mailbox.port,
    more: {
      database: { url },
      law: { folder: await writeLaws(folder) },
      alarms: { mail: 'on-duty@desk.example', webhook: hook.url, webhookSecret: HOOK_SECRET },
    },
  });
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  close.after(() => database.end());
  return { scene, smtpPort, mailbox, hook, database, ahead: { ms: 0 }, opened: new Set() };
}

/** Four trials a round, each with a case of its own. */
async function proveClocks(
  rounds: number,
  keep: boolean,
  tell: (trial: ClockTrial) => void,
): Promise<readonly ClockTrial[]> {
  const close = closing();
  try {
    const stage = await openStage(keep, close);
    const trials: ClockTrial[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const run of [
        () => alarmTrial(stage, 'near-breach', round, close),
        () => alarmTrial(stage, 'breach', round, close),
        () => killedDesk(stage, round, close),
        () => steppedDesk(stage, round, close),
      ]) {
        const trial = await run();
        trials.push(trial);
        tell(trial);
      }
    }
    return trials;
  } finally {
    await close.all();
  }
}

function hasFaketime(): boolean {
  try {
    execFileSync('faketime', ['-f', '+1s', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else if (!hasFaketime()) {
  console.error('prove: faketime is missing.\n  cure: apt-get install faketime');
  process.exitCode = EXIT_CANNOT_RUN;
} else {
  const trials = await proveClocks(Number(values.rounds), values.keep, (trial) =>
    console.log(JSON.stringify(trial)),
  );
  const passed = trials.every((trial) => trial.passed);
  console.log(JSON.stringify({ event: 'verdict', passed, trials: trials.length }));
  process.exitCode = passed ? 0 : 1;
}
