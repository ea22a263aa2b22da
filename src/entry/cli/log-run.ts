// `redress log run`: one process that keeps a log. It holds the writer's lock, takes entries at a socket, publishes when it starts, every hour and
// when asked, and ends by itself only when the disk failed: then whoever started it starts it again.
import { chmod } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogParts, Published } from './log-parts.ts';
import { openPublishing, publishedLines, type PublishingOptions } from './log-publishing.ts';
import { freeSocket } from './log-socket.ts';
import type { Output } from './output.ts';

const OWNER_AND_GROUP = 0o660;
const MINUTE_MS = 60_000;
/** After a publishing that failed. */
const RETRY_MS = MINUTE_MS;

export interface RunOptions extends PublishingOptions {
  readonly socket: string;
  readonly every: number;
}

interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

/** @throws what broke the writer, such as TranslogError `log.disk`; `log.socket-taken` */
export async function runLog(parts: LogParts, options: RunOptions, output: Output): Promise<void> {
  const { writer, publish: publishLog } = await openPublishing(parts, options);
  try {
    // The writer's lock is held, so no other process keeps this log.
    await freeSocket(options.socket);
    const over = new AbortController();
    let publishedAt: string | undefined;
    let lastFailure: Trouble | undefined;
    const endIfBroken = (): void => {
      if (writer.failure !== undefined) over.abort();
    };
    const publish = async (): Promise<Published> => {
      try {
        const published = await publishLog();
        lastFailure = undefined;
        if (published.isNew) {
          publishedAt = now();
          output.result({ published }, publishedLines(published));
        }
        return published;
      } catch (error) {
        lastFailure = troubleOf(error);
        tellFailure(output, lastFailure);
        endIfBroken();
        throw error;
      }
    };
    const server = await parts.serveWriter(
      {
        async append(entry, at) {
          try {
            return await (at === undefined ? writer.append(entry) : writer.appendAt(at, entry));
          } catch (error) {
            endIfBroken();
            throw error;
          }
        },
        publish,
        status: () => ({
          ...{ size: writer.size, published: writer.published?.size ?? 0, waiting: writer.waiting },
          ...{ publishedAt: publishedAt ?? null, lastFailure: lastFailure ?? null },
        }),
        failed: (error) => {
          output.note(`not answered: ${String(error)}`);
        },
      },
      { path: options.socket },
    );
    await chmod(options.socket, OWNER_AND_GROUP);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort());
    output.result({ listening: options.socket, size: writer.size, published: writer.published?.size ?? 0 }, [
      `keeping the log in ${options.folder} at ${options.socket}: ${writer.size} entries`,
    ]);
    await keepPublishing({
      publish,
      everyMs: options.every * MINUTE_MS,
      pause: (ms) => sleep(ms, true, { signal: over.signal }).catch(() => false),
    });
    await server.stop();
    if (writer.failure === undefined) await publish().catch(() => undefined);
    if (writer.failure !== undefined) throw asError(writer.failure);
  } finally {
    await writer.close();
  }
}

export interface Schedule {
  publish(): Promise<unknown>;
  readonly everyMs: number;
  /** @returns whether to go on */
  pause(ms: number): Promise<boolean>;
}

/** At once, then again and again; sooner when it failed. */
export async function keepPublishing({ publish, everyMs, pause }: Schedule): Promise<void> {
  let hasGone: boolean;
  do
    hasGone = await publish().then(
      () => true,
      () => false,
    );
  while (await pause(hasGone ? everyMs : Math.min(RETRY_MS, everyMs)));
}

const now = (): string => new Date().toISOString();

function troubleOf(error: unknown): Trouble {
  const { code = 'log.unexpected', message = String(error) } = error as { code?: string; message?: string };
  return { code, message, at: now() };
}

function tellFailure(output: Output, { code, message, at }: Trouble): void {
  if (output.json) output.result({ notPublished: { code, message, at } }, []);
  else output.note(`not published: ${message} [${code}]`);
}

const asError = (why: unknown): Error => (why instanceof Error ? why : new Error(String(why)));
