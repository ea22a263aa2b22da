// A log on the disk that grows from size to size: the time of writing it, its bytes, the memory of its writer; and at each size all of it
// verified by a process of its own, and proofs made out of its files. Small entries, so that ten million fit on a usual disk.

import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Contender } from '../../harness/line-process.ts';
import { interleaved, warmedUp } from '../../harness/rounds.ts';
import { type Spread, spreadOf } from '../../harness/statistics.ts';
import { bytesOnDisk } from '../bytes-on-disk.ts';
import { mustBeEqual, type Setting, startOurs, startPeer } from '../options.ts';
import type { Kind, Proved, VerifiedFolder, Written } from '../questions.ts';
import { spacedPlaces } from '../spaced-places.ts';

const ENTRY_BYTES = 32;
/** A multiple of what a bundle holds: neither side then writes partial bundles on the way. */
const WAITING = 16_384;
const PATIENT_MS = 50;
const PROOFS = 300;
/** Verifying takes long where it is worth measuring; it is repeated only where it does not. */
const REPEATED_UP_TO = 1_000_000;
/** A peer that would need longer for its next size is left out, and the document says so. */
const LONGEST_SECONDS = 300;

export type Who = 'ours' | 'Tessera';
export type WrittenRow = {
  readonly leaves: number;
  readonly who: Who;
  /** From the size before to this one, durable. */
  readonly perSecond: number;
  readonly bytesPerLeaf: number;
  readonly files: number;
  /** The most that the writer held so far. */
  readonly rssMiB: number;
};
export type VerifiedRow = {
  readonly leaves: number;
  readonly who: 'ours' | 'Go';
  readonly seconds: Spread;
  readonly rssMiB: number;
};
export type FileProofRow = {
  readonly leaves: number;
  readonly what: Kind;
  readonly who: 'ours' | 'Go tlog' | 'Tessera client';
  readonly us: Spread;
};
export type GrowthPart = {
  readonly entryBytes: number;
  readonly written: readonly WrittenRow[];
  readonly verified: readonly VerifiedRow[];
  readonly proofs: readonly FileProofRow[];
  readonly skipped: readonly string[];
};

type Log = {
  readonly who: Who;
  readonly contender: Contender;
  readonly folder: string;
  readonly shown: string;
};

export async function measureGrowth(setting: Setting): Promise<GrowthPart> {
  const logs = logsOf(setting);
  const part = {
    ...{ written: [] as WrittenRow[], verified: [] as VerifiedRow[], proofs: [] as FileProofRow[] },
    skipped: [] as string[],
  };
  try {
    let before = 0;
    for (const leaves of setting.sizes) {
      const roots: string[] = [];
      for (const log of logs) {
        const tooLong = secondsOf(part.written, log.who, leaves - before);
        if (tooLong !== undefined) {
          part.skipped.push(
            `${log.who} at ${leaves.toLocaleString('en-US')}: it would write for ${tooLong} s`,
          );
          continue;
        }
        roots.push(await measureLog(setting, log, [before, leaves], part));
      }
      for (const root of roots) mustBeEqual(`the root of ${leaves} entries on the disk`, roots[0], root);
      before = leaves;
    }
  } finally {
    for (const { contender, folder } of logs) {
      contender.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { entryBytes: ENTRY_BYTES, ...part };
}

function logsOf({ folder, peer: { program } }: Setting): readonly Log[] {
  const [mine, other] = [path.join(folder, 'ours'), path.join(folder, 'tessera')];
  const ours: Log = {
    ...{ who: 'ours', contender: startOurs('disk'), folder: mine, shown: path.join(mine, 'public') },
  };
  if (program === undefined) return [ours];
  return [ours, { who: 'Tessera', contender: startPeer(program, 'disk'), folder: other, shown: other }];
}

/** @returns how long a log would write, when that is too long */
function secondsOf(written: readonly WrittenRow[], who: Who, more: number): number | undefined {
  const last = written.findLast((row) => row.who === who);
  if (last === undefined) return undefined;
  const seconds = more / last.perSecond;
  return seconds > LONGEST_SECONDS ? Math.round(seconds) : undefined;
}

type Rows = {
  readonly written: WrittenRow[];
  readonly verified: VerifiedRow[];
  readonly proofs: FileProofRow[];
};

/** @returns the root, which both verifiers found */
async function measureLog(
  setting: Setting,
  log: Log,
  [before, leaves]: readonly [number, number],
  rows: Rows,
): Promise<string> {
  const { who, contender, folder, shown } = log;
  setting.say(`growth: ${who} writes up to ${leaves.toLocaleString('en-US')}`);
  const batches = { waiting: WAITING, most: WAITING, ageMs: PATIENT_MS };
  const question = { do: 'write', folder, bytes: ENTRY_BYTES, size: leaves, ...batches };
  const { seconds, rssMiB, key } = await contender.ask<Written>(question);
  const { bytes, files } = bytesOnDisk(shown);
  const size = { perSecond: (leaves - before) / seconds, bytesPerLeaf: bytes / leaves, files, rssMiB };
  rows.written.push({ leaves, who, ...size });
  setting.say(
    `growth: ${leaves.toLocaleString('en-US')} of ${who} are verified, and proofs made of its files`,
  );
  const verified = await verifiedByBoth(setting, { shown, key, leaves, isOurs: who === 'ours' });
  // One log's files are enough: both logs hold the same tiles.
  if (who === 'ours') {
    rows.verified.push(...verified.rows);
    rows.proofs.push(...(await fileProofs(setting, shown, leaves, verified.root)));
  }
  return verified.root;
}

type Shown = {
  readonly shown: string;
  readonly key: string;
  readonly leaves: number;
  readonly isOurs: boolean;
};

/** Each time by a process of its own, whose memory tells. A log by Tessera is verified once, for its root. */
async function verifiedByBoth({ rounds, peer: { program } }: Setting, { shown, key, leaves, isOurs }: Shown) {
  const verifiers = [
    { who: 'ours' as const, start: () => startOurs('disk') },
    ...(program === undefined ? [] : [{ who: 'Go' as const, start: () => startPeer(program, 'disk') }]),
  ];
  const times = isOurs && leaves <= REPEATED_UP_TO ? rounds : 1;
  const answers = await interleaved(verifiers, times, async ({ start }) => {
    const verifier = start();
    try {
      return await verifier.ask<VerifiedFolder>({ do: 'verify', folder: shown, key });
    } finally {
      verifier.stop();
    }
  });
  const [first] = answers.flat();
  for (const { entries, root, tiles } of answers.flat()) {
    mustBeEqual('verified entries', leaves, entries);
    mustBeEqual(`the root of ${leaves} entries, verified`, first?.root, root);
    mustBeEqual(`the tiles of ${leaves} entries`, first?.tiles, tiles);
  }
  const rows = verifiers.map(({ who }, at): VerifiedRow => {
    const own = answers[at] ?? [];
    const rssMiB = Math.max(...own.map((answer) => answer.rssMiB));
    return { leaves, who, seconds: spreadOf(own.map(({ seconds }) => seconds)), rssMiB };
  });
  return { rows, root: first?.root ?? '' };
}

async function fileProofs(
  { rounds, peer: { program } }: Setting,
  folder: string,
  leaves: number,
  root: string,
): Promise<readonly FileProofRow[]> {
  const ours = startOurs('memory');
  const peer = program === undefined ? undefined : startPeer(program, 'memory');
  const makers = [
    { who: 'ours' as const, contender: ours, reader: undefined },
    ...(peer === undefined
      ? []
      : [
          { who: 'Go tlog' as const, contender: peer, reader: 'tlog' },
          { who: 'Tessera client' as const, contender: peer, reader: 'tessera' },
        ]),
  ];
  const rows: FileProofRow[] = [];
  try {
    for (const what of ['inclusion', 'consistency'] as const) {
      const question = { do: 'proveFiles', what, size: leaves, folder, root, times: 0 };
      const made = await warmedUp(makers, rounds, ({ contender, reader }, round) =>
        contender.ask<Proved>({ ...question, reader, at: spacedPlaces(leaves, PROOFS, round) }),
      );
      for (const [at, { who }] of makers.entries())
        rows.push({ leaves, what, who, us: spreadOf((made[at] ?? []).map(({ us }) => us)) });
    }
  } finally {
    ours.stop();
    peer?.stop();
  }
  return rows;
}
