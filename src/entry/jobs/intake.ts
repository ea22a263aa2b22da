// Reads the spool: each waiting mail becomes a case. A mail that breaks its reader stays and is tried again; the rest goes on.
import type { LetterId } from '../../domain/kernel/ids.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import {
  type DeskIdentity,
  type Received,
  receiveLetter,
  type ReceiveLetterPorts,
} from '../../workflow/receive-letter.ts';
import { type Loop, startLoop } from './loop.ts';

export interface IntakeJob {
  readonly desk: DeskIdentity;
  readonly ports: ReceiveLetterPorts;
  readonly clock: () => Instant;
  readonly sweepMs: number;
  readonly onReceived: (letter: LetterId, received: Received) => void;
  readonly onError: (error: unknown) => void;
}

/** Letters taken from the spool at a time. */
const BATCH = 50;

export function startIntake(job: IntakeJob): Loop {
  return startLoop(() => readBatch(job), job.sweepMs, job.onError);
}

async function readBatch(job: IntakeJob): Promise<boolean> {
  const letters = await job.ports.spool.waiting(BATCH);
  let failed = 0;
  for (const letter of letters) {
    try {
      job.onReceived(letter, await receiveLetter(letter, job.clock(), job.desk, job.ports));
    } catch (error) {
      failed += 1;
      job.onError(error);
    }
  }
  return letters.length === BATCH && failed < letters.length;
}
