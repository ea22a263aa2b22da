// The event feed as a stream of server-sent events. A reader that falls behind is waited for, not buffered for.
import { once } from 'node:events';
import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import type { Context } from '../context.ts';
import { feedPage, type GivenEvent } from '../faults/feed-page.ts';

/** Events read from the database at once. */
const BATCH = 100;
/** How long the stream waits for news before it looks by itself: another process may have written. */
const LOOK_AGAIN_MS = 1_000;
/** Proxies cut connections that are silent for about a minute. */
const HEARTBEAT_MS = 15_000;

/** Takes the reply over and writes events after `cursor` until the reader leaves or the server closes. */
export function streamEvents(
  context: Context,
  reply: FastifyReply,
  cursor: string,
  log: FastifyBaseLogger,
): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  reply.raw.flushHeaders();
  pump(context, reply, cursor).catch((error: unknown) => {
    log.error({ err: error }, 'event stream ended');
    reply.raw.destroy();
  });
}

async function pump({ feed, faults }: Context, reply: FastifyReply, from: string): Promise<void> {
  let cursor = from;
  let lastWrite = Date.now();
  // Bounded by the reader: the loop ends when the connection does.
  while (!reply.raw.destroyed && !reply.raw.writableEnded) {
    const seen = feed.wakes();
    const { events, next } = feedPage(faults, await feed.read(cursor, BATCH), cursor, BATCH);
    for (const event of events) await write(reply, asText(event));
    if (events.length === 0) await feed.news(LOOK_AGAIN_MS, seen);
    const quiet = Date.now() - lastWrite > HEARTBEAT_MS;
    if (quiet && events.length === 0) await write(reply, ': still here\n\n');
    if (quiet || events.length > 0) lastWrite = Date.now();
    cursor = next;
  }
}

async function write(reply: FastifyReply, text: string): Promise<void> {
  if (reply.raw.destroyed || reply.raw.write(text)) return;
  await Promise.race([once(reply.raw, 'drain'), once(reply.raw, 'close')]);
}

function asText(event: GivenEvent): string {
  return `id: ${event.cursor}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}
