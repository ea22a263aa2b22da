// One open stream of one account: what it may hear, how far it has heard, and how much may wait for it in memory.
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';

/** What may wait in memory for a reader that does not read. One that is further behind is cut off, and comes back by itself. */
const MAX_BEHIND_BYTES = 256 * 1024;

export interface Reader {
  readonly accountId: number;
  /** Rooms whose news it hears. */
  rooms: ReadonlySet<number>;
  /** Counts the readings of `rooms`, so that an older one never replaces a newer one. */
  reading: number;
  /** Number of the last row it was told. */
  at: number;
  /** False while it is brought up to date; the hub passes it by until then. */
  live: boolean;
  readonly gone: boolean;
  /** Writes at once, or cuts the reader off when too much is waiting already. */
  send(text: string): void;
  /** Writes and waits until the reader has taken it. */
  sendAndWait(text: string): Promise<void>;
  /** A sign of life; cuts off a reader that took nothing since the last one. */
  beat(): void;
  end(): void;
}

/** Opens the stream. `onGone` is called once, when it is over for whatever reason. */
export function openReader(accountId: number, raw: ServerResponse, onGone: () => void): Reader {
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Proxies that collect answers before they pass them on are told not to.
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  raw.once('close', onGone);
  let waited = false;
  const send = (text: string) => {
    if (raw.destroyed || raw.writableEnded) return;
    if (raw.writableLength > MAX_BEHIND_BYTES) raw.destroy();
    else raw.write(text);
  };
  return {
    accountId,
    rooms: new Set(),
    reading: 0,
    at: 0,
    live: false,
    get gone() {
      return raw.destroyed || raw.writableEnded;
    },
    send,
    async sendAndWait(text) {
      if (raw.destroyed || raw.write(text)) return;
      await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
    },
    beat() {
      if (raw.writableNeedDrain && waited) raw.destroy();
      else send(': still here\n\n');
      waited = raw.writableNeedDrain;
    },
    end: () => void raw.end(),
  };
}
