// Keeps the live stream open: comes back by itself where it left off, waits longer after each failure, and gives up never.
import { createEventReader, type ServerEvent } from '../model/server-events.ts';
import { openStream } from './api.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The server says something every 20 s. After this long without a word the connection is dead. */
const SILENCE_MS = 50_000;

export interface LiveParts {
  onEvent(event: ServerEvent): void;
  /** Whether the stream is open. */
  onConnection(isOpen: boolean): void;
}

/** Listens for as long as the page lives. */
export function listen({ onEvent, onConnection }: LiveParts): void {
  let lastId: string | undefined;
  let failures = 0;
  const follow = async () => {
    const abort = new AbortController();
    const wake = () => abort.abort();
    // A phone that comes back from a tunnel tries at once.
    window.addEventListener('online', wake);
    try {
      const response = await openStream(lastId, abort.signal);
      onConnection(true);
      failures = 0;
      await readAll(response, abort, (event) => {
        lastId = event.id ?? lastId;
        onEvent(event);
      });
    } catch {
      failures += 1;
    } finally {
      window.removeEventListener('online', wake);
    }
    if (failures > 0) onConnection(false);
    setTimeout(() => void follow(), waitAfter(failures));
  };
  void follow();
}

function waitAfter(failures: number): number {
  return (
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2)
  );
}

async function readAll(
  response: Response,
  abort: AbortController,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const pieces = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const events = createEventReader();
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      silence = setTimeout(() => abort.abort(), SILENCE_MS);
      const piece = await pieces?.read();
      clearTimeout(silence);
      if (piece?.value === undefined) return;
      for (const event of events.read(piece.value)) onEvent(event);
    }
  } finally {
    clearTimeout(silence);
  }
}
