// Part pdq: the same decoded pixels through our kernel, through Meta's C++ alone, and through PyPI's pdqhash.

import { interleaved } from '../../harness/rounds.ts';
import { median, type Spread, spreadOf, timesFaster } from '../../harness/statistics.ts';
import { type Contender } from '../../harness/line-process.ts';
import { startMetaPdq, startOurs, startPeer } from '../contenders/start.ts';
import { type PictureSize, PICTURE_SIZES, pixelFile } from '../inputs.ts';
import { hasPeer, type Setting } from '../options.ts';

/** About how long a contender hashes in a round. */
const ROUND_MS = { quick: 150, full: 1_500 };
const ROUNDS = { quick: 3, full: 7 };
const GUESS_MS_PER_MEGAPIXEL = 25;
/** Calls after which the compiler of WebAssembly has done its best. */
const WARM_UP = 20;

type Hashed = {
  readonly ms: number[];
  readonly hash: string;
  readonly quality: number;
};

export type PdqRow = {
  readonly size: string;
  readonly ours: Spread;
  readonly meta?: Spread;
  readonly timesMeta?: Spread;
  readonly equalsMeta?: boolean;
  readonly pdqhash?: Spread;
  readonly timesPdqhash?: Spread;
  /** Bits between our hash and pdqhash's: its Python layer computes luma in double precision. */
  readonly bitsApart?: number;
};
export type PdqPart = {
  readonly rows: readonly PdqRow[];
  readonly meta?: { readonly compiler: string; readonly source: string };
  readonly pdqhashFlags?: string;
};

type Contenders = { readonly ours: Contender; readonly meta?: Contender; readonly pdqhash?: Contender };

export async function measurePdq(setting: Setting): Promise<PdqPart> {
  const contenders = started(setting);
  const { metaPdq } = setting.peers;
  try {
    const rows: PdqRow[] = [];
    for (const size of PICTURE_SIZES) {
      setting.say(`pdq: ${size.name}`);
      rows.push(await measureSize(setting, size, contenders));
    }
    const flags = (await contenders.pdqhash?.ask<{ flags: string }>({ do: 'about' }))?.flags;
    const meta = metaPdq && { compiler: metaPdq.compiler, source: metaPdq.source };
    return { rows, ...(meta && { meta }), ...(flags !== undefined && { pdqhashFlags: flags }) };
  } finally {
    for (const one of Object.values(contenders)) one.stop();
  }
}

function started(setting: Setting): Contenders {
  const { python, metaPdq } = setting.peers;
  return {
    ours: startOurs('pdq'),
    ...(python && metaPdq && { meta: startMetaPdq(python, metaPdq.library) }),
    ...(python && hasPeer(setting, 'pdqhash') && { pdqhash: startPeer('pdqhash', python, 'pdq_peer.py') }),
  };
}

async function measureSize(
  { quick, folder }: Setting,
  size: PictureSize,
  { ours, meta, pdqhash }: Contenders,
): Promise<PdqRow> {
  const mode = quick ? 'quick' : 'full';
  const { width, height } = size;
  const guess = (GUESS_MS_PER_MEGAPIXEL * width * height) / 1e6;
  const file = pixelFile(folder, size);
  const times = Math.max(3, Math.round(ROUND_MS[mode] / guess));
  const question = { do: 'hash', file, width, height, times };
  const contenders = [ours, meta, pdqhash].filter((one) => one !== undefined);
  await ours.ask({ ...question, times: WARM_UP });
  const rounds = await interleaved(contenders, ROUNDS[mode], (one) => one.ask<Hashed>(question));
  const of = (one: Contender | undefined) => (one === undefined ? [] : rounds[contenders.indexOf(one)]) ?? [];
  return { size: size.name, ...besides(of(ours), of(meta), of(pdqhash)) };
}

function besides(own: readonly Hashed[], meta: readonly Hashed[], pdqhash: readonly Hashed[]) {
  const spread = (taken: readonly Hashed[]) => spreadOf(taken.map(({ ms }) => median(ms)));
  const ours = spread(own);
  const isEqual = (one: Hashed) => one.hash === own[0]?.hash && one.quality === own[0].quality;
  return {
    ours,
    ...(meta.length > 0 && {
      ...{ meta: spread(meta), timesMeta: timesFaster(ours, spread(meta)), equalsMeta: meta.every(isEqual) },
    }),
    ...(pdqhash.length > 0 && {
      ...{ pdqhash: spread(pdqhash), timesPdqhash: timesFaster(ours, spread(pdqhash)) },
      bitsApart: bitsBetween(own[0]?.hash ?? '', pdqhash[0]?.hash ?? ''),
    }),
  };
}

function bitsBetween(a: string, b: string): number {
  const apart = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return [...apart].filter((bit) => bit === '1').length;
}
