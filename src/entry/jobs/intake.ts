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
/** After this many batches the loop looks up whether it shall stop. */
const MAX_BATCHES = 20;

export function startIntake(job: IntakeJob): Loop {
  return startLoop(() => readBatch(job), job.sweepMs, job.onError);
}

/** Goes through the whole spool once, in batches; what failed is met again at the next round. */
async function readBatch(job: IntakeJob): Promise<boolean> {
  let last: LetterId | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const letters = await job.ports.spool.waiting(BATCH, last);
    for (const letter of letters) await readOne(job, letter);
    if (letters.length < BATCH) return false;
    last = letters.at(-1);
  }
  return true;
}

async function readOne(job: IntakeJob, letter: LetterId): Promise<void> {
  try {
    job.onReceived(letter, await receiveLetter(letter, job.clock(), job.desk, job.ports));
  } catch (error) {
    job.onError(error);
  }
}
