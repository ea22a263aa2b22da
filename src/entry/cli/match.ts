// `redress match`: looks hashes up in a snapshot or in a list of hashes, exactly.
import { HASH_BYTES, hashFromText } from '../../matching/hash/hash256.ts';
import type { Answer, Query } from '../../matching/index/answer.ts';
import { checkBankName } from '../../matching/index/bank.ts';
import { type HashIndex, indexOf, openIndex } from '../../matching/index/hash-index.ts';
import { isSnapshotFile } from '../../matching/index/snapshot.ts';
import { atLine, hashLines } from './hash-lines.ts';
import { readHashList } from './hash-list.ts';
import type { LanguageOption } from './index-files.ts';
import { language } from './language.ts';
import type { Stream } from './output.ts';

export interface MatchOptions extends LanguageOption {
  readonly radius?: number;
  readonly limit?: number;
  readonly bank?: readonly string[];
}

interface Asked {
  readonly hash: string;
  /** The file it came from and the line there; null for a hash of the command line. */
  readonly file: string | null;
  readonly line: number | null;
}

const HASH_TEXT = new RegExp(`^[0-9a-f]{${2 * HASH_BYTES}}$`, 'i');
/** A list has no thresholds: Meta's for PDQ. */
const LIST_THRESHOLD = 31;

/** What a run has come to so far. */
type Tally = { asked: number; found: number; cut: number; scanned: boolean };

/**
 * Prints each answer before it looks for the next, so that memory does not grow with the hashes asked: with --json one
 * object a line, else one line a match and the sums at the end. Ends quietly when nobody reads any more.
 * @param source a snapshot or a list; @param sought hashes, files of hash lines, or - */
export async function matchHashes(
  source: string,
  sought: readonly string[],
  options: MatchOptions,
  stream: Stream,
): Promise<void> {
  options.bank?.forEach(checkBankName);
  const index = await openSource(source, options.radius ?? LIST_THRESHOLD, stream);
  const tally: Tally = { asked: 0, found: 0, cut: 0, scanned: false };
  const query = queryOf(options);
  try {
    for await (const asked of askedFor(sought)) {
      const answer = atLine(asked.line ?? 1, () => index.query(hashFromText(asked.hash), query));
      count(tally, answer);
      const text = stream.json
        ? `${JSON.stringify({ ...asked, ...answer })}\n`
        : matchLines(asked.hash, answer);
      if (text !== '' && !(await stream.write(text))) return;
    }
    if (!stream.json) await stream.write(sums(tally, options));
  } finally {
    await index.close();
  }
}

function count(tally: Tally, { matches, complete, exactBy }: Answer): void {
  tally.asked++;
  if (matches.length > 0) tally.found++;
  if (!complete) tally.cut++;
  if (exactBy === 'scan') tally.scanned = true;
}

async function openSource(source: string, threshold: number, stream: Stream): Promise<HashIndex> {
  const note = (done: number, of?: number) => stream.note(`  ${done}${of === undefined ? '' : `/${of}`}`);
  if (await isSnapshotFile(source)) {
    return await openIndex(source, { onProgress: everyMillion(note) });
  }
  const { banks, list } = await readHashList(source, { threshold }, note);
  return await indexOf(banks, list.blocks(), list.count);
}

function everyMillion(note: (done: number, of: number) => void): (done: number, of: number) => void {
  let told = 0;
  return (done, of) => {
    if (done - told < 1_000_000) return;
    told = done;
    note(done, of);
  };
}

async function* askedFor(sought: readonly string[]): AsyncGenerator<Asked, void, void> {
  for (const one of sought.length === 0 ? ['-'] : sought) {
    if (HASH_TEXT.test(one)) yield { hash: one.toLowerCase(), file: null, line: null };
    else
      for await (const { text, line } of hashLines(one)) yield { hash: text.toLowerCase(), file: one, line };
  }
}

const queryOf = ({ radius, limit, bank }: MatchOptions): Query => ({
  ...(radius === undefined ? {} : { radius }),
  ...(limit === undefined ? {} : { limit }),
  ...(bank === undefined ? {} : { banks: bank }),
});

/** One line a match, for people and for cut(1): hash, id, bank, distance. */
const matchLines = (hash: string, { matches }: Answer): string =>
  matches.map(({ id, bank, distance }) => `${hash}\t${id}\t${bank}\t${distance}\n`).join('');

function sums({ asked, found, cut, scanned }: Tally, options: LanguageOption): string {
  const say = WORDS[options.lang ?? language()];
  const lines = [
    say.found(found, asked),
    ...(cut === 0 ? [] : [say.cut(cut)]),
    ...(scanned ? [say.scan] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const WORDS = {
  en: {
    found: (found: number, of: number) => `${found} of ${of} hashes have matches.`,
    cut: (answers: number) => `Answers cut at the limit: ${answers}; --limit raises it.`,
    scan: 'A radius above 31 compares with every hash: exact, but slow.',
  },
  ko: {
    found: (found: number, of: number) => `해시 ${of}개 가운데 ${found}개가 일치합니다.`,
    cut: (answers: number) => `한도에서 잘린 답: ${answers}개. --limit으로 늘릴 수 있습니다.`,
    scan: '반경이 31을 넘으면 모든 해시와 비교합니다. 정확하지만 느립니다.',
  },
} as const;
