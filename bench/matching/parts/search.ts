// Part search: exact search within 31 bits at growing sizes, ours beside faiss and threatexchange, the answers compared.

import type { Contender } from '../../harness/line-process.ts';
import { freeGiB } from '../../harness/machine.ts';
import { interleaved } from '../../harness/rounds.ts';
import { median, quantile, type Spread, spreadOf } from '../../harness/statistics.ts';
import { startOurs, startPeer } from '../contenders/start.ts';
import { hashFile, queryFile } from '../inputs.ts';
import { hasPeer, type Setting } from '../options.ts';

const MIB = 2 ** 20;
const ROUNDS = 5;
/** Each contender's caches and compiled code are its own again before a round. */
const WARM_UP_MS = 400;
/** The fast ones go on with other queries for so long, so that their p99 holds still. */
const ROUND_MS = { quick: 200, full: 1_500 };
const SIZES = { quick: [100_000, 1_000_000], full: [100_000, 1_000_000, 10_000_000, 100_000_000] };
/** Queries a round: a flat search of ten million takes 40 ms each. */
const QUERIES = { quick: 40, full: 200 };
/** Up to where the peers are taken along. */
const PEERS_UP_TO = 10_000_000;
/** Its Python objects for ten million hashes would need more memory than they tell us anything. */
const THREATEXCHANGE_UP_TO = 1_000_000;
const HUGE = 100_000_000;
const HUGE_NEEDS_GIB = 17;
const FILE_ROWS = { quick: 1_000_000, full: 10_000_000 };
/** In the file; beyond the compared ones they warm up and fill the time. */
const ALL_QUERIES = 20_000;

type Answered = { readonly us: number[]; readonly found: readonly (readonly [number, number])[][] };
type Built = { readonly seconds: number; readonly rssMiB: number };

export type SearchRow = {
  readonly entries: number;
  readonly who: string;
  /** Microseconds: of the rounds' medians, and of all queries. */
  readonly p50: Spread;
  readonly p99: number;
  readonly perSecond: number;
  /** Timed, and of those the ones whose answers were compared. */
  readonly queries: number;
  readonly compared: number;
  readonly buildSeconds: number;
  readonly bytesPerHash: number;
  /** Queries with exactly our ids and distances; of ours, of the first peer. */
  readonly equal?: number;
  readonly matches: number;
};
export type SearchPart = {
  readonly rows: readonly SearchRow[];
  readonly faiss?: { readonly version: string; readonly options: string };
  readonly skipped: readonly string[];
};

export async function measureSearch(setting: Setting): Promise<SearchPart> {
  const mode = setting.quick ? 'quick' : 'full';
  const rows: SearchRow[] = [];
  const skipped: string[] = [];
  for (const entries of SIZES[mode]) {
    if (entries === HUGE && freeGiB() < HUGE_NEEDS_GIB) {
      skipped.push(`${entries}: needs ${HUGE_NEEDS_GIB} GiB free, ${freeGiB().toFixed(1)} are`);
      continue;
    }
    rows.push(...(await measureEntries(setting, entries)));
  }
  const { python } = setting.peers;
  if (python === undefined || !hasPeer(setting, 'faiss-cpu')) return { rows, skipped };
  const peer = startPeer('faiss', python, 'search_peer.py');
  const faiss = await peer.ask<{ version: string; options: string }>({ do: 'about' });
  peer.stop();
  return { rows, skipped, faiss };
}

const KINDS = [
  { kind: 'flat', name: 'faiss Flat', needs: 'faiss-cpu', upTo: PEERS_UP_TO },
  { kind: 'multihash', name: 'faiss MultiHash', needs: 'faiss-cpu', upTo: PEERS_UP_TO },
  { kind: 'threatexchange', name: 'threatexchange', needs: 'threatexchange', upTo: THREATEXCHANGE_UP_TO },
];

function contendersFor(setting: Setting, entries: number) {
  const { python } = setting.peers;
  const peers = KINDS.filter(({ needs, upTo }) => entries <= upTo && hasPeer(setting, needs));
  const ours = { kind: 'ours', contender: startOurs('search') };
  if (python === undefined) return [ours];
  return [
    ours,
    ...peers.map(({ kind, name }) => ({ kind, contender: startPeer(name, python, 'search_peer.py') })),
  ];
}

async function measureEntries(setting: Setting, entries: number): Promise<SearchRow[]> {
  const mode = setting.quick ? 'quick' : 'full';
  const file = hashFile(setting.folder, FILE_ROWS[mode]);
  const queries = queryFile(setting.folder, ALL_QUERIES);
  const contenders = contendersFor(setting, entries);
  try {
    const built: Built[] = [];
    for (const { kind, contender } of contenders) {
      setting.say(`search: ${contender.name} builds ${entries.toLocaleString('en-US')}`);
      built.push(await contender.ask<Built>({ do: 'build', kind, file, count: entries, queries }));
    }
    setting.say(`search: queries among ${entries.toLocaleString('en-US')}`);
    const who = contenders.map(({ contender }) => contender);
    const answers = await askInTurns(who, QUERIES[mode], ROUND_MS[mode]);
    return who.map((one, at) =>
      rowOf(entries, one.name, built[at], answers[at] ?? [], answers[at === 0 ? 1 : 0] ?? []),
    );
  } finally {
    for (const { contender } of contenders) contender.stop();
  }
}

function askInTurns(contenders: readonly Contender[], queries: number, forMs: number): Promise<Answered[][]> {
  const more = ROUNDS * queries;
  return interleaved(contenders, ROUNDS, async (contender, round) => {
    await contender.ask({ do: 'ask', from: 0, to: 0, more, forMs: WARM_UP_MS });
    const from = round * queries;
    return contender.ask<Answered>({ do: 'ask', from, to: from + queries, more, forMs });
  });
}

function rowOf(
  entries: number,
  who: string,
  built: Built | undefined,
  answers: readonly Answered[],
  others: readonly Answered[],
): SearchRow {
  const us = answers.flatMap((answer) => answer.us);
  const found = answers.flatMap((answer) => answer.found);
  const judge = others.flatMap((answer) => answer.found);
  const equal = found.filter((one, at) => JSON.stringify(one) === JSON.stringify(judge[at])).length;
  return {
    entries,
    who,
    p50: spreadOf(answers.map((answer) => median(answer.us))),
    p99: quantile(us, 0.99),
    perSecond: (1e6 * us.length) / us.reduce((sum, one) => sum + one, 0),
    queries: us.length,
    compared: found.length,
    buildSeconds: built?.seconds ?? Number.NaN,
    bytesPerHash: ((built?.rssMiB ?? Number.NaN) * MIB) / entries,
    matches: found.reduce((sum, one) => sum + one.length, 0),
    ...(judge.length === 0 ? {} : { equal }),
  };
}
