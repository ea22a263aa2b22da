// The operator's commands: serve, doctor, config, migrate, backup, restore.
import { CommandError, EXIT, type Output } from './output.ts';
import type { Check, Progress, Running, Wiring } from './wiring.ts';

const MARK: Record<Check['state'], string> = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' };

/** One wish to stop can arrive twice, from the terminal and from whoever passes it on; only a later one is impatience. */
const SAME_WISH_MS = 500;

/** Runs until SIGINT or SIGTERM; a second signal, later, gives up waiting. */
export async function serve(wiring: Wiring, json: boolean): Promise<void> {
  const running = await wiring.serve();
  const { addresses } = running;
  if (json) console.log(JSON.stringify({ event: 'ready', ...addresses }));
  else
    console.log(
      `The desk listens for mail on ${addresses.smtp}; its data is in ${addresses.data}. Ctrl-C stops it.`,
    );
  await untilSignal(running);
}

function untilSignal(running: Running): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked: number | undefined;
    const stop = (): void => {
      if (asked !== undefined) {
        if (performance.now() - asked > SAME_WISH_MS) process.exit(EXIT.refused);
        return;
      }
      asked = performance.now();
      running.stop().then(resolve, reject);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/** Prints every check; exit code 1 when one failed. */
export async function doctor(wiring: Wiring, output: Output): Promise<void> {
  const checks = await wiring.doctor();
  const lines = checks.flatMap((check) => [
    `${MARK[check.state]}  ${check.name.padEnd(14)}  ${check.says}`,
    ...(check.cure === undefined ? [] : [`${' '.repeat(25)}cure: ${check.cure}`]),
  ]);
  output.result({ checks, healthy: checks.every(({ state }) => state !== 'failed') }, lines);
  if (checks.some(({ state }) => state === 'failed')) process.exitCode = EXIT.refused;
}

export function showConfig(wiring: Wiring, output: Output): void {
  const config = wiring.config();
  output.result(config, [JSON.stringify(config, null, 2)]);
}

/** All settings as a table for `config --help`. */
export function configHelp(wiring: Wiring): string {
  const rows = wiring
    .describeConfig()
    .map(
      (row) =>
        `  ${row.key.padEnd(28)} ${row.env.padEnd(38)} ${JSON.stringify(row.default).padEnd(24)} ${row.description}`,
    );
  return ['', 'Settings (key in the file, environment variable, default):', ...rows].join('\n');
}

export async function migrate(wiring: Wiring, output: Output): Promise<void> {
  const applied = await wiring.migrate();
  output.result(
    { applied },
    applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `applied ${name}`),
  );
}

export async function backup(wiring: Wiring, file: string, output: Output): Promise<void> {
  const summary = await wiring.backup(file, progressOf(output));
  output.result(summary, [
    `Backup written to ${file}. It holds letters and links: keep it as safe as the desk itself.`,
    JSON.stringify(summary),
  ]);
}

export async function restore(wiring: Wiring, file: string, output: Output): Promise<void> {
  const summary = await wiring.restore(file, progressOf(output)).catch((error: Error & { code?: string }) => {
    if (error.code === 'restore.not-empty') {
      throw new CommandError(
        error.code,
        error.message,
        'restore into an empty data folder and database (--config FILE)',
      );
    }
    throw error;
  });
  output.result(summary, ['Restored.', JSON.stringify(summary)]);
}

function progressOf(output: Output): (progress: Progress) => void {
  return ({ step, done, total }) => output.note(`  ${step} ${done}/${total}`);
}
