// The live stream of all members: one reading of the news for the whole process, told to whoever is connected and concerned.
// An event is read and written as text once, however many hear it.
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Feed } from '../feed/feed.ts';
import type { Database } from '../store/database.ts';
import { type Audience, createAudience } from './audience.ts';
import { bringUpToDate } from './catch-up.ts';
import { dropOldNews, type News, newestNews, readNews } from './news.ts';
import { openReader, type Reader } from './reader.ts';
import { tell } from './telling.ts';

const BATCH = 200;
const LOOK_AGAIN_MS = 1_000;
const HEARTBEAT_MS = 20_000;
const TIDY_MS = 3_600_000;

export interface Hub {
  /** Takes over a response and tells the account what happens, first what happened after `after`. */
  open(accountId: number, raw: ServerResponse, after: number | undefined): void;
  /** Open streams of one account, or of all. */
  count(accountId?: number): number;
  close(): void;
}

export interface HubParts {
  readonly database: Database;
  readonly feed: Feed;
  readonly log: FastifyBaseLogger;
  readonly origin: () => string;
}

/** Starts to follow the news. `close` ends all streams. */
export async function createHub(parts: HubParts): Promise<Hub> {
  const { database, feed, log, origin } = parts;
  const audience = createAudience(database);
  let cursor = await newestNews(database);
  let closed = false;

  async function look(): Promise<void> {
    const seen = feed.wakes();
    const batch = await readNews(database, cursor, BATCH);
    for (const { news, text } of await tell(database, batch, origin())) {
      pass(await concerned(audience, news), news, text);
      cursor = news.id;
    }
    if (batch.length === 0) await feed.news(LOOK_AGAIN_MS, seen);
  }

  async function follow(): Promise<void> {
    while (!closed) {
      await look().catch(async (error: unknown) => {
        if (closed) return;
        log.error({ err: error }, 'the live stream cannot read the news');
        await wait(LOOK_AGAIN_MS);
      });
    }
  }

  const timers = [
    setInterval(() => audience.all().forEach((reader) => reader.beat()), HEARTBEAT_MS),
    setInterval(() => {
      dropOldNews(database).catch((error: unknown) => log.error({ err: error }, 'old news stay'));
    }, TIDY_MS),
  ];
  void follow();

  return {
    open(accountId, raw, after) {
      const reader: Reader = openReader(accountId, raw, () => audience.remove(reader));
      audience.add(reader);
      audience
        .listen(reader)
        .then(() => bringUpToDate(reader, after, { database, origin, cursor: () => cursor }))
        .catch((error: unknown) => {
          log.error({ err: error }, 'a live stream ended');
          raw.destroy();
        });
    },
    count: (accountId) =>
      accountId === undefined ? audience.all().length : audience.ofAccount(accountId).size,
    close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      for (const reader of audience.all()) reader.end();
      feed.wake();
    },
  };
}

/** Whom a row concerns. A change of membership is taken in before anything later is told. */
async function concerned(audience: Audience, { roomId, accountId, kind }: News): Promise<Iterable<Reader>> {
  if (accountId === null) return audience.ofRoom(roomId ?? 0);
  const readers = audience.ofAccount(accountId);
  if (kind === 'membership') for (const reader of readers) await audience.listen(reader);
  return readers;
}

function pass(readers: Iterable<Reader>, news: News, text: string): void {
  for (const reader of readers) {
    if (reader.live && reader.at < news.id) {
      reader.send(text);
      reader.at = news.id;
    }
    // Also one that is still being brought up to date: it may hear nothing more.
    if (news.kind === 'suspended') reader.end();
  }
}
