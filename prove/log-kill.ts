// `node prove/log-kill.ts`: kill -9 of the process that adds entries to a log, of the one that publishes it, of its signer, and of the one
// that keeps it while a sender sends again what was not acknowledged, again and again.
// It believes nothing the log's source says: the answers of the commands, the log's files, and the texts they are specified by.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closing } from './rig/closing.ts';
import { openLogDesk } from './rig/log-desk.ts';
import type { Kind } from './rig/log-kill-moment.ts';
import { killLog, type KillCounts } from './rig/log-kill-trial.ts';
import { restoreOld } from './rig/log-restore.ts';
import { randomFrom } from './rig/random.ts';

const HELP = `node prove/log-kill.ts [options]

  --rounds N   how many kills (500)
  --seed N     the same seed gives the same targets and pauses (1)
  --minutes N  stop after so long, with fewer kills (no limit)
  --lanes N    logs that are proved side by side (2)
  --keep       leave the folder with the logs
  --json       JSON lines only
`;

const PROGRESS_KILLS = 10;
const MINUTE_MS = 60_000;

interface LogKillProof {
  readonly event: 'verdict';
  readonly passed: boolean;
  readonly kills: number;
  readonly byKind: Readonly<Record<Kind, number>>;
  readonly acknowledged: number;
  readonly entries: number;
  readonly checkpoints: number;
  readonly restored: number;
  readonly lost: number;
  readonly forks: number;
  readonly faults: readonly string[];
  readonly bound95: number;
  readonly seconds: number;
}

interface LogKillOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly lanes: number;
  readonly minutes: number;
  readonly keep: boolean;
}

async function proveLogKills(options: LogKillOptions, tell: (line: object) => void): Promise<LogKillProof> {
  const began = performance.now();
  const close = closing();
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'prove-log-kill-'));
    if (!options.keep) close.after(() => rm(folder, { recursive: true, force: true }));
    const counts: KillCounts = { append: 0, publish: 0, signer: 0, run: 0 };
    const faults: string[] = [];
    const total = (): number => counts.append + counts.publish + counts.signer + counts.run;
    let told = 0;
    const progress = (): void => {
      if (total() < told + PROGRESS_KILLS) return;
      told = total();
      tell({ event: 'progress', kills: told, ...counts, faults: faults.length });
    };
    const lane = async (number: number) => {
      const name = `lane-${number}.example/log`;
      const desk = await openLogDesk(path.join(folder, String(number)), name, path.join(folder, 'cache'));
      const random = randomFrom(options.seed + number * 7919);
      const isDone = (): boolean =>
        total() >= options.rounds ||
        performance.now() - began > options.minutes * MINUTE_MS ||
        faults.length > 0;
      faults.push(...(await killLog(desk, { random, counts, isDone, progress, close })));
      if (faults.length === 0) faults.push(...(await restoreOld(desk, close)));
      return desk.ledger.counts();
    };
    const lanes = await Promise.all(Array.from({ length: options.lanes }, (_, at) => lane(at + 1)));
    const sum = (of: 'acknowledged' | 'entries' | 'checkpoints'): number =>
      lanes.reduce((all, one) => all + one[of], 0);
    return {
      event: 'verdict',
      passed: faults.length === 0,
      kills: total(),
      byKind: counts,
      acknowledged: sum('acknowledged'),
      entries: sum('entries'),
      checkpoints: sum('checkpoints'),
      restored: faults.length === 0 ? lanes.length * 2 : 0,
      lost: faults.filter((fault) => fault.startsWith('lost')).length,
      forks: faults.filter((fault) => fault.startsWith('fork')).length,
      faults,
      bound95: 3 / Math.max(1, total()),
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await close.all();
  }
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: { rounds: text, seed: text, lanes: text, minutes: text, keep: flag, json: flag, help: flag },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const options = {
    rounds: Number(values.rounds ?? 500),
    seed: Number(values.seed ?? 1),
    lanes: Number(values.lanes ?? 2),
    minutes: Number(values.minutes ?? Number.POSITIVE_INFINITY),
    keep: values.keep,
  };
  const proof = await proveLogKills(options, (line) => console.log(JSON.stringify(line)));
  console.log(JSON.stringify(proof));
  if (!values.json)
    console.log(
      `${proof.passed ? 'PASSED' : 'FAILED'}: ${proof.kills} kills, ${proof.acknowledged} entries acknowledged, ${proof.checkpoints} checkpoints: ` +
        `lost ${proof.lost}, forks ${proof.forks}, faults ${proof.faults.length}. Bound ${proof.bound95.toPrecision(2)} a kill (95 %).`,
    );
  return proof.passed ? 0 : 1;
}

// Ended outright: the pipe of a process that was killed may stay open, and would keep this one waiting.
process.exit(await main());
