// `redress index`: builds a snapshot from a list of hashes, says what is in one, and checks every byte of one.
import { stat } from 'node:fs/promises';
import type { Bank } from '../../matching/index/bank.ts';
import { type Snapshot, snapshotPlace, withSnapshot, writeSnapshot } from '../../matching/index/snapshot.ts';
import { type BankOptions, readHashList } from './hash-list.ts';
import { language } from './language.ts';
import type { Output } from './output.ts';

export interface LanguageOption {
  readonly lang?: 'ko' | 'en';
}

const PROGRESS_ENTRIES = 5_000_000;

export async function buildIndex(
  source: string,
  target: string,
  options: BankOptions & LanguageOption,
  output: Output,
): Promise<void> {
  const say = WORDS[options.lang ?? language()];
  // Before a long list is read in vain.
  await snapshotPlace(target);
  const { banks, list } = await readHashList(source, options, (lines) => output.note(`  ${say.read(lines)}`));
  output.note(`  ${say.writing(list.count)}`);
  await writeSnapshot(target, { banks, entries: list.count }, list.blocks());
  output.result({ file: target, entries: list.count, banks }, [say.built(target, list.count)]);
}

export async function showIndex(file: string, options: LanguageOption, output: Output): Promise<void> {
  const say = WORDS[options.lang ?? language()];
  const counts = await countWhole(file, output);
  output.result({ file, ...counts }, [
    `${file}: ${say.entries(counts.entries)}, ${counts.bytes} bytes`,
    ...(counts.firstId === null ? [] : [say.ids(counts.firstId, counts.lastId ?? 0)]),
    ...counts.banks.map(
      ({ name, threshold, entries }) => `  ${name}: ${say.entries(entries)}, ${say.threshold(threshold)}`,
    ),
  ]);
}

export async function verifyIndex(file: string, options: LanguageOption, output: Output): Promise<void> {
  const say = WORDS[options.lang ?? language()];
  const { entries, bytes } = await countWhole(file, output);
  output.result({ file, whole: true, entries, bytes }, [say.whole(file, entries)]);
}

interface Counts {
  readonly entries: number;
  readonly bytes: number;
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly banks: readonly (Bank & { readonly entries: number })[];
}

/** Reads the file to its end: what it counts is believed only then. */
async function countWhole(file: string, output: Output): Promise<Counts> {
  const counts = await withSnapshot(file, (snapshot) => countSnapshot(snapshot, output));
  return { ...counts, bytes: (await stat(file)).size };
}

async function countSnapshot(snapshot: Snapshot, output: Output): Promise<Omit<Counts, 'bytes'>> {
  const inBank = snapshot.banks.map(() => 0);
  let firstId: number | null = null;
  let lastId: number | null = null;
  let done = 0;
  for await (const { ids, banks } of snapshot.blocks()) {
    for (const bank of banks) inBank[bank] = (inBank[bank] ?? 0) + 1;
    firstId ??= ids[0] ?? null;
    lastId = ids.at(-1) ?? lastId;
    const before = Math.floor(done / PROGRESS_ENTRIES);
    done += ids.length;
    if (Math.floor(done / PROGRESS_ENTRIES) > before) output.note(`  ${done}/${snapshot.entries}`);
  }
  const banks = snapshot.banks.map((bank, number) => ({ ...bank, entries: inBank[number] ?? 0 }));
  return { entries: snapshot.entries, firstId, lastId, banks };
}

const WORDS = {
  en: {
    read: (lines: number) => `${lines} hashes read`,
    writing: (entries: number) => `writing ${entries} entries`,
    built: (file: string, entries: number) => `${file}: ${entries} entries written.`,
    entries: (entries: number) => `${entries} entries`,
    ids: (first: number, last: number) => `  ids from ${first} to ${last}`,
    threshold: (bits: number) => `matches up to ${bits} bits`,
    whole: (file: string, entries: number) => `${file} is whole: ${entries} entries, every checksum agrees.`,
  },
  ko: {
    read: (lines: number) => `해시 ${lines}개를 읽었습니다`,
    writing: (entries: number) => `항목 ${entries}개를 쓰는 중입니다`,
    built: (file: string, entries: number) => `${file}: 항목 ${entries}개를 썼습니다.`,
    entries: (entries: number) => `항목 ${entries}개`,
    ids: (first: number, last: number) => `  ID ${first}부터 ${last}까지`,
    threshold: (bits: number) => `${bits}비트까지 일치`,
    whole: (file: string, entries: number) =>
      `${file}: 온전합니다. 항목 ${entries}개, 모든 체크섬이 맞습니다.`,
  },
} as const;
