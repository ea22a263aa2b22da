// Part gate: what an upload costs on one core: decode, hash and match among ten million, in one process.

import { median, quantile, type Spread, spreadOf } from '../../harness/statistics.ts';
import { startOurs } from '../contenders/start.ts';
import { hashFile, jpegFile, PICTURE_SIZES } from '../inputs.ts';
import type { Setting } from '../options.ts';

const ENTRIES = { quick: 1_000_000, full: 10_000_000 };
const ROUNDS = { quick: 2, full: 5 };
const TIMES: Readonly<Record<string, number>> = { '512': 200, '1080p': 80, '12 MP': 25 };
const WARM_UP = 5;

type Steps = { readonly decode: number; readonly hash: number; readonly match: number };
type Passed = { readonly steps: readonly Steps[]; readonly hashed: string };

export type GateRow = {
  readonly size: string;
  /** What the policy hashed of it, after shrinking in the decoder. */
  readonly hashed: string;
  readonly perSecond: Spread;
  /** Milliseconds, medians. */
  readonly decode: number;
  readonly hash: number;
  readonly match: number;
  readonly p99: number;
};
export type GatePart = { readonly entries: number; readonly rows: readonly GateRow[] };

export async function measureGate(setting: Setting): Promise<GatePart> {
  const mode = setting.quick ? 'quick' : 'full';
  const gate = startOurs('gate');
  try {
    setting.say('gate: building the index');
    await gate.ask({ do: 'build', file: hashFile(setting.folder, ENTRIES[mode]), count: ENTRIES[mode] });
    const pictures = await Promise.all(PICTURE_SIZES.map((size) => jpegFile(setting.folder, size)));
    const passed: Passed[][] = pictures.map(() => []);
    for (let round = 0; round < ROUNDS[mode]; round++)
      for (const [at, picture] of pictures.entries()) {
        setting.say(`gate: round ${round + 1}, ${PICTURE_SIZES[at]?.name}`);
        await gate.ask({ do: 'pass', picture, times: WARM_UP });
        const times = TIMES[PICTURE_SIZES[at]?.name ?? ''] ?? WARM_UP;
        passed[at]?.push(await gate.ask<Passed>({ do: 'pass', picture, times }));
      }
    return {
      entries: ENTRIES[mode],
      rows: passed.map((one, at) => rowOf(PICTURE_SIZES[at]?.name ?? '', one)),
    };
  } finally {
    gate.stop();
  }
}

function rowOf(size: string, rounds: readonly Passed[]): GateRow {
  const all = rounds.flatMap(({ steps }) => steps);
  const total = ({ decode, hash, match }: Steps) => decode + hash + match;
  const perSecond = (steps: readonly Steps[]) =>
    (1000 * steps.length) / steps.reduce((sum, one) => sum + total(one), 0);
  return {
    size,
    hashed: rounds[0]?.hashed ?? '',
    perSecond: spreadOf(rounds.map(({ steps }) => perSecond(steps))),
    decode: median(all.map(({ decode }) => decode)),
    hash: median(all.map(({ hash }) => hash)),
    match: median(all.map(({ match }) => match)),
    p99: quantile(all.map(total), 0.99),
  };
}
