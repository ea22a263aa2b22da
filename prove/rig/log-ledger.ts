// The prover's own memory of one log: which entry was acknowledged at which index, and every checkpoint that was ever signed; and the comparison
// of both with what lies on the disk.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkedBody,
  type LogKey,
  openCheckpoint,
  readEntries,
  readPublished,
  rootsAt,
  type SeenCheckpoint,
} from './public-log.ts';

const PART = '.part';

export interface LogLedger {
  /** Lines that are on their way into the log. */
  sent(lines: readonly string[]): void;
  acknowledged(first: number, lines: readonly string[]): void;
  /** Reads the whole log and compares. @returns what is wrong, in words */
  compare(): readonly string[];
  counts(): LedgerCounts;
  /** For a log that is put back to where it is now, on purpose and with its signer's memory. @returns how to go back to what was known now */
  mark(): () => void;
}

export interface LedgerCounts {
  readonly acknowledged: number;
  readonly checkpoints: number;
  readonly entries: number;
}

/** @param folder the log's; @param memory the signer's folder */
export function openLogLedger(folder: string, memory: string, key: LogKey): LogLedger {
  const known = new Set<string>();
  const at = new Map<number, string>();
  const roots = new Map<number, string>();
  let published = 0;
  let entries = 0;
  const saw = ({ size, root }: SeenCheckpoint, where: string): readonly string[] => {
    const other = roots.get(size);
    roots.set(size, other ?? root);
    return other === undefined || other === root ? [] : [`fork: ${where}: two roots of size ${size}`];
  };
  const look = (): readonly string[] => {
    const now = checkpointIn(path.join(folder, 'public/checkpoint'), key);
    const faults = [...saw(now ?? { size: 0, root: rootsAt([], [0]).get(0) ?? '' }, 'published')];
    for (const signed of signedIn(memory, key)) faults.push(...saw(signed, "the signer's memory"));
    const size = now?.size ?? 0;
    if (size < published) faults.push(`fork: ${size} entries are public, and it were ${published}`);
    published = size;
    const all = [...readPublished(path.join(folder, 'public'), size)];
    faults.push(...addPending(path.join(folder, 'pending'), all));
    entries = all.length;
    return [...faults, ...lostOf(at, all), ...strangersIn(known, all), ...forksOf(roots, all)];
  };
  return {
    sent: (lines) => {
      for (const line of lines) known.add(line);
    },
    acknowledged: (first, lines) => {
      for (const [offset, line] of lines.entries()) at.set(first + offset, line);
    },
    compare: () => {
      try {
        return look();
      } catch (error) {
        return [`cannot be read: ${error instanceof Error ? error.message : String(error)}`];
      }
    },
    mark: () => {
      const [lines, signed, size] = [[...at], [...roots], published];
      return () => {
        at.clear();
        roots.clear();
        for (const [index, line] of lines) at.set(index, line);
        for (const [of, root] of signed) roots.set(of, root);
        published = size;
      };
    },
    counts: () => ({ acknowledged: at.size, checkpoints: roots.size, entries }),
  };
}

function checkpointIn(file: string, key: LogKey): SeenCheckpoint | undefined {
  return existsSync(file) ? openCheckpoint(readFileSync(file, 'utf8'), key) : undefined;
}

/** A signature may have left the signer and never have become public: it counts as well. The note stands behind the first empty line. */
function signedIn(memory: string, key: LogKey): readonly SeenCheckpoint[] {
  if (!existsSync(memory)) return [];
  return readdirSync(memory)
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .map((name) => readFileSync(path.join(memory, name), 'utf8'))
    .map((text) => openCheckpoint(text.slice(text.indexOf('\n\n') + 2), key));
}

/** Batches that wait for the next checkpoint: named by their first index, a SHA-256 behind the entries. */
function addPending(folder: string, all: Buffer[]): readonly string[] {
  if (!existsSync(folder)) return [];
  const faults: string[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    if (name.endsWith(PART)) continue;
    const batch = readEntries(checkedBody(readFileSync(path.join(folder, name)), name), name);
    const first = Number(name);
    if (first > all.length) faults.push(`lost: ${name} does not follow on ${all.length} entries`);
    for (const [offset, entry] of batch.entries()) {
      const there = all[first + offset];
      if (there === undefined) all.push(entry);
      else if (!there.equals(entry)) faults.push(`fork: ${name} holds another entry ${first + offset}`);
    }
  }
  return faults;
}

function lostOf(at: ReadonlyMap<number, string>, all: readonly Buffer[]): readonly string[] {
  const lost = [...at].filter(([index, line]) => all[index]?.toString() !== line);
  return lost.map(([index, line]) => `lost: ${line} was acknowledged at ${index}`);
}

function strangersIn(known: ReadonlySet<string>, all: readonly Buffer[]): readonly string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const line of all.map(String)) {
    if (!known.has(line)) faults.push(`strange: ${line} was never sent`);
    if (seen.has(line)) faults.push(`twice: ${line}`);
    seen.add(line);
  }
  return faults;
}

function forksOf(roots: ReadonlyMap<number, string>, all: readonly Buffer[]): readonly string[] {
  const now = rootsAt(all, roots.keys());
  return [...roots]
    .filter(([size, root]) => now.get(size) !== root)
    .map(([size]) => `fork: the entries do not lead to the checkpoint of size ${size} that was signed`);
}
