// The prover's own memory of what the desk promised: one line a hand-over, on disk before the next letter goes out.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** `unknown`: the connection broke after the mail was begun and before the answer, so the desk may hold it or not. */
export type Answer = 'acknowledged' | 'unknown' | 'not-taken';

export interface AckLedger {
  note(documentNumber: string, messageId: string, answer: Answer): void;
  /** Document numbers acknowledged at least once. */
  acknowledged(): ReadonlySet<string>;
  /** Document numbers handed over at least once, whatever the answer. */
  sent(): ReadonlySet<string>;
  counts(): Readonly<Record<Answer, number>>;
  close(): void;
}

export function openAckLedger(file: string): AckLedger {
  const handle = openSync(file, 'a', 0o600);
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const counts = { acknowledged: 0, unknown: 0, 'not-taken': 0 };
  return {
    note(documentNumber, messageId, answer) {
      sent.add(documentNumber);
      if (answer === 'acknowledged') acknowledged.add(documentNumber);
      counts[answer] += 1;
      writeSync(
        handle,
        `${JSON.stringify({ at: new Date().toISOString(), documentNumber, messageId, answer })}\n`,
      );
      fsyncSync(handle);
    },
    acknowledged: () => acknowledged,
    sent: () => sent,
    counts: () => ({ ...counts }),
    close: () => closeSync(handle),
  };
}
