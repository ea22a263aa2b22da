// The post: several connections that hand letters over, remember each answer, and come again as long as none was a 250.
import { setTimeout as delay } from 'node:timers/promises';
import type { AckLedger } from './ack-ledger.ts';
import { handOver } from './hand-over.ts';
import type { Letter } from './letters.ts';

const CONNECTIONS = 4;
const PAUSE_MS = 25;
/** A peer whose letter was not taken waits a little. */
const COME_AGAIN_MS = 300;

export interface Loader {
  /** Lets `count` more letters go out. */
  release(count: number): void;
  /** Pauses between letters, in milliseconds: smaller is heavier load. */
  pace(ms: number): void;
  /** No letter is in hand, and none that was released waits. */
  idle(): boolean;
  stop(): Promise<void>;
}

/** @param next the next letter, and whether to hand it over once more after its 250; undefined when there is none */
export function startLoader(
  port: number,
  ledger: AckLedger,
  next: () => Promise<{ readonly letter: Letter; readonly repeated: boolean } | undefined>,
): Loader {
  let released = 0;
  let inHand = 0;
  let pause = PAUSE_MS;
  let stopped = false;
  let failure: unknown;
  const carry = async (letter: Letter): Promise<void> => {
    while (!stopped) {
      const answer = await handOver(port, letter);
      ledger.note(letter.documentNumber, letter.messageId, answer);
      if (answer === 'acknowledged') return;
      await delay(COME_AGAIN_MS);
    }
  };
  const connection = async (): Promise<void> => {
    while (!stopped) {
      if (released > 0) {
        released -= 1;
        inHand += 1;
        const taken = await next();
        if (taken !== undefined) await carry(taken.letter);
        if (taken?.repeated === true) await carry(taken.letter);
        inHand -= 1;
      }
      await delay(released > 0 ? pause : PAUSE_MS);
    }
  };
  const running = Promise.all(Array.from({ length: CONNECTIONS }, connection)).catch((error: unknown) => {
    failure = error;
    stopped = true;
  });
  return {
    release: (count) => void (released += count),
    pace: (ms) => void (pause = ms),
    idle() {
      if (failure !== undefined) throw failure;
      return released === 0 && inHand === 0;
    },
    async stop() {
      stopped = true;
      await running;
      if (failure !== undefined) throw failure;
    },
  };
}
