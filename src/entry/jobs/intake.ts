// Reads the spool: each waiting mail becomes a case, several at the same time, so that a slow one holds up nobody. A mail that breaks its
// reader stays and is tried again; the rest goes on.
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
  /** Letters that are read at the same time. */
  readonly atOnce: number;
  readonly sweepMs: number;
  readonly onReceived: (letter: LetterId, received: Received) => void;
  readonly onError: (error: unknown) => void;
}

/** Letters taken from the spool at a time. */
const BATCH = 50;
/** After this many batches the loop looks up whether it shall stop. */
const MAX_BATCHES = 20;

export function startIntake(job: IntakeJob): Loop {
  return startLoop(() => readRound(job), job.sweepMs, job.onError);
}

/** Goes through the spool once; what failed is met again at the next round. @returns whether there may be more */
async function readRound(job: IntakeJob): Promise<boolean> {
  const letters = waiting(job);
  let more = false;
  const worker = async (): Promise<void> => {
    for (let next = await letters.next(); ; next = await letters.next()) {
      if (next.done === true) {
        more ||= next.value === true;
        return;
      }
      await readOne(job, next.value);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: job.atOnce }, worker));
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return more;
}

/** Letters in the order they came, whoever asks for the next. Ends with true when there may be more. */
async function* waiting({ ports: { spool } }: IntakeJob): AsyncGenerator<LetterId, boolean> {
  let last: LetterId | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const letters = await spool.waiting(BATCH, last);
    yield* letters;
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
