// What a figure was taken on. A figure without it is worth little.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, freemem, loadavg, release, totalmem } from 'node:os';

const TELLING_FLAGS = [
  'sse4_2',
  'popcnt',
  'avx2',
  'avx512f',
  'avx512bw',
  'avx512_vpopcntdq',
  'fma',
  'sha_ni',
];

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly flags: readonly string[];
  readonly memoryGiB: number;
  readonly hugePages: string;
  readonly kernel: string;
  readonly node: string;
  readonly v8: string;
  readonly ffmpeg: string;
};

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  flags: cpuFlags(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  hugePages: textOf('/sys/kernel/mm/transparent_hugepage/enabled').trim(),
  kernel: release(),
  node: process.version,
  v8: process.versions.v8,
  ffmpeg: ffmpegVersion(),
});

/** Processes that wanted a core, mean of the last minute. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

/** What could be had without swapping, in GiB. */
export function freeGiB(): number {
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(textOf('/proc/meminfo'))?.[1];
  return available === undefined ? freemem() / 2 ** 30 : Number(available) / 2 ** 20;
}

function cpuFlags(): readonly string[] {
  const has = new Set(/^flags\s*:(.*)$/m.exec(textOf('/proc/cpuinfo'))?.[1]?.trim().split(' '));
  return TELLING_FLAGS.filter((flag) => has.has(flag));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // another system than Linux
  }
}

function ffmpegVersion(): string {
  try {
    return execFileSync('ffmpeg', ['-version']).toString().split(' ')[2] ?? 'unknown';
  } catch {
    return 'not found';
  }
}
