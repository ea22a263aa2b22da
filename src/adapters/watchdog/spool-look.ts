// What lies in the spool, by names and dates of files alone: mail that nobody reads, and mail that was set aside. Opens none.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface SpoolLook {
  /** The oldest mail when it waits for too long, or null. */
  readonly stuck: string | null;
  readonly waiting: number;
  readonly aside: number;
}

/** A desk that lives reads a mail within seconds. */
const TOO_LONG_MS = 300_000;

/** @param now milliseconds since 1970; a folder that is not there (a watchdog on another machine) holds nothing */
export async function lookAtSpool(folder: string, now: number): Promise<SpoolLook> {
  const [waiting, aside] = await Promise.all([mailsIn(folder), mailsIn(path.join(folder, 'aside'))]);
  const [oldest] = waiting;
  const since = oldest === undefined ? now : await writtenAt(path.join(folder, oldest), now);
  return {
    stuck: oldest !== undefined && now - since > TOO_LONG_MS ? oldest : null,
    waiting: waiting.length,
    aside: aside.length,
  };
}

/** Names begin with their time: the first is the oldest. */
async function mailsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.mail')).sort();
}

const writtenAt = (file: string, otherwise: number): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => otherwise,
  );
