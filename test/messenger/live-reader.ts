// Reads a member's live stream as a browser would: named events, one after the other, until it is closed.
import { setTimeout as wait } from 'node:timers/promises';

export interface Heard {
  readonly id: string;
  readonly kind: string;
  readonly data: {
    readonly resumed?: boolean;
    readonly message?: { readonly id: number; readonly hidden?: boolean; readonly text?: string };
    readonly [other: string]: unknown;
  };
}

export interface LiveReader {
  readonly status: number;
  readonly heard: readonly Heard[];
  /** Waits until the stream has told so many events, `hello` among them. */
  until(count: number): Promise<readonly Heard[]>;
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

const PATIENCE_MS = 5_000;

/** Opens a stream, resuming after `lastEventId` when it is named. */
export async function listen(url: string, token: string, lastEventId?: string): Promise<LiveReader> {
  const end = new AbortController();
  const response = await fetch(`${url}/api/stream`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: end.signal,
  });
  const heard: Heard[] = [];
  const ended = collect(response, heard).catch(() => undefined);
  return {
    status: response.status,
    heard,
    async until(count) {
      const late = Date.now() + PATIENCE_MS;
      while (heard.length < count) {
        if (Date.now() > late) throw new Error(`Heard ${heard.length} of ${count}: ${JSON.stringify(heard)}`);
        await wait(5);
      }
      return heard;
    },
    ended,
    close: () => end.abort(),
  };
}

async function collect(response: Response, heard: Heard[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    heard.push(...events.filter((event) => !event.startsWith(':')).map(parsed));
  }
}

function parsed(event: string): Heard {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1] ?? '';
  return { id: field('id'), kind: field('event'), data: JSON.parse(field('data')) };
}
