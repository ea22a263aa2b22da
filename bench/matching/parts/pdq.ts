// Part pdq: the same decoded pixels through our kernel and through PyPI's pdqhash, and beside them what was recorded of
// Meta's C++ alone.

import { readFileSync } from 'node:fs';
import { machine } from '../../harness/machine.ts';
import { interleaved } from '../../harness/rounds.ts';
import { median, type Spread, spreadOf, timesFaster } from '../../harness/statistics.ts';
import { type Contender } from '../../harness/line-process.ts';
import { startOurs, startPeer } from '../contenders/start.ts';
import { type PictureSize, PICTURE_SIZES, pixelFile } from '../inputs.ts';
import { hasPeer, type Setting } from '../options.ts';

/** About how long a contender hashes in a round. */
const ROUND_MS = { quick: 150, full: 1_500 };
const ROUNDS = { quick: 3, full: 7 };
const GUESS_MS_PER_MEGAPIXEL = 25;

type Hashed = {
  readonly ms: number[];
  readonly lumaMs?: number[];
  readonly hash: string;
  readonly quality: number;
};

export type PdqRow = {
  readonly size: string;
  readonly ours: Spread;
  readonly pdqhash?: Spread;
  /** pdqhash without the luma that its Python layer computes in numpy. */
  readonly pdqhashCppOnly?: Spread;
  readonly timesPdqhash?: Spread;
  readonly timesPdqhashCppOnly?: Spread;
  /** Meta's C++ -O3, taken by hand on the machine that the file of records names. */
  readonly recordedCppMs?: number;
  readonly timesRecordedCpp?: number;
  /** Bits between our hash and pdqhash's: its Python layer computes luma in double precision. */
  readonly bitsApart?: number;
};
export type PdqPart = {
  readonly rows: readonly PdqRow[];
  readonly pdqhashFlags?: string;
  readonly recorded: {
    readonly what: string;
    readonly how: string;
    readonly date: string;
    readonly cpu: string;
  };
};

export async function measurePdq(setting: Setting): Promise<PdqPart> {
  const ours = startOurs('pdq');
  const { python } = setting.peers;
  const peer =
    python !== undefined && hasPeer(setting, 'pdqhash')
      ? startPeer('pdqhash', python, 'pdq_peer.py')
      : undefined;
  const { ms, ...recorded } = recordedCpp();
  // A time that was taken on another processor is no measure for ours.
  const recordedMs: Partial<typeof ms> = recorded.cpu.startsWith(machine().cpu) ? ms : {};
  try {
    const rows: PdqRow[] = [];
    for (const size of PICTURE_SIZES) {
      setting.say(`pdq: ${size.name}`);
      rows.push(
        await measureSize(setting, size, peer === undefined ? [ours] : [ours, peer], recordedMs[size.name]),
      );
    }
    const flags = peer && (await peer.ask<{ flags: string }>({ do: 'about' })).flags;
    return { rows, recorded, ...(flags === undefined ? {} : { pdqhashFlags: flags }) };
  } finally {
    ours.stop();
    peer?.stop();
  }
}

async function measureSize(
  { quick, folder }: Setting,
  size: PictureSize,
  contenders: readonly Contender[],
  recordedCppMs: number | undefined,
): Promise<PdqRow> {
  const mode = quick ? 'quick' : 'full';
  const { width, height } = size;
  const guess = (GUESS_MS_PER_MEGAPIXEL * width * height) / 1e6;
  const file = pixelFile(folder, size);
  const question = {
    do: 'hash',
    file,
    width,
    height,
    times: Math.max(3, Math.round(ROUND_MS[mode] / guess)),
  };
  for (const contender of contenders) await contender.ask({ ...question, times: 20 });
  const [own = [], theirs = []] = await interleaved(contenders, ROUNDS[mode], (one) =>
    one.ask<Hashed>(question),
  );
  const ours = spreadOf(own.map(({ ms }) => median(ms)));
  const recorded =
    recordedCppMs === undefined ? {} : { recordedCppMs, timesRecordedCpp: recordedCppMs / ours.median };
  return { size: size.name, ours, ...recorded, ...besides(ours, own, theirs) };
}

function besides(ours: Spread, own: readonly Hashed[], theirs: readonly Hashed[]) {
  if (theirs.length === 0) return {};
  const pdqhash = spreadOf(theirs.map(({ ms }) => median(ms)));
  const pdqhashCppOnly = spreadOf(theirs.map(({ ms, lumaMs = [0] }) => median(ms) - median(lumaMs)));
  return {
    pdqhash,
    pdqhashCppOnly,
    timesPdqhash: timesFaster(ours, pdqhash),
    timesPdqhashCppOnly: timesFaster(ours, pdqhashCppOnly),
    bitsApart: bitsBetween(own[0]?.hash ?? '', theirs[0]?.hash ?? ''),
  };
}

function bitsBetween(a: string, b: string): number {
  const apart = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return [...apart].filter((bit) => bit === '1').length;
}

type Recorded = PdqPart['recorded'] & { readonly ms: Readonly<Record<string, number>> };

const recordedCpp = (): Recorded =>
  JSON.parse(readFileSync(new URL('../../peers/recorded-cpp.json', import.meta.url), 'utf8')) as Recorded;
