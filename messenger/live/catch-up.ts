// Brings a reader that comes back up to date, from the database, at the reader's own pace.
import type { Database } from '../store/database.ts';
import { isTooOld, newestNews, readOwnNews } from './news.ts';
import type { Reader } from './reader.ts';
import { asEvent, tell } from './telling.ts';

const BATCH = 200;
/** News a returning reader is told one by one. Who missed more is told to load anew. */
const MAX_CATCH_UP = 1_000;

export interface Present {
  readonly database: Database;
  readonly origin: () => string;
  /** The last row that everybody live was told. */
  readonly cursor: () => number;
}

/** Says `hello` with whether the stream resumes where the reader left, tells what was missed, and makes the reader live. */
export async function bringUpToDate(
  reader: Reader,
  after: number | undefined,
  present: Present,
): Promise<void> {
  const resumed = after !== undefined && !(await isTooOld(present.database, after));
  // A newcomer begins at what is written, not at what the others were told: those may be a moment behind.
  reader.at = resumed ? after : await newestNews(present.database);
  await reader.sendAndWait(asEvent(reader.at, 'hello', { resumed }));
  let told = 0;
  // Bounded by MAX_CATCH_UP; the last look at the cursor and `live` are one step, so that no row falls between.
  while (!reader.gone && reader.at < present.cursor()) {
    told += await tellBatch(reader, present);
    if (told < MAX_CATCH_UP) continue;
    reader.at = present.cursor();
    await reader.sendAndWait(asEvent(reader.at, 'hello', { resumed: false }));
  }
  reader.live = true;
}

async function tellBatch(reader: Reader, present: Present): Promise<number> {
  const until = present.cursor();
  const batch = await readOwnNews(present.database, reader.accountId, reader.at, until, BATCH);
  for (const one of await tell(present.database, batch, present.origin())) await reader.sendAndWait(one.text);
  reader.at = batch.length < BATCH ? until : (batch.at(-1)?.id ?? until);
  return batch.length;
}
