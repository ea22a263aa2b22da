// Reads the spool: each waiting mail becomes a case, several at the same time, so that a slow one holds up nobody, and in turns, so that five
// hundred of one hand do not either. A mail that breaks its reader stays and is tried again; the rest goes on.
import type { LetterId } from '../../domain/kernel/ids.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import { inTurns } from '../../domain/notice/in-turns.ts';
import { sameWords } from '../../domain/notice/source.ts';
import type { Peek } from '../../ports/spool.ts';
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

/** Letters of which the order is made at a time. */
const WINDOW = 1_000;
/** After this many letters the loop looks up whether it shall stop. */
const MAX_LETTERS = 200;

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

/**
 * Each letter once, whoever asks for the next: those of one address, or in the same words, take turns with all others, and who comes later is looked
 * at again and again. Ends with true when there may be more.
 */
async function* waiting({ ports: { spool } }: IntakeJob): AsyncGenerator<LetterId, boolean> {
  const given = new Set<LetterId>();
  const lines = new Map<LetterId, readonly string[]>();
  while (given.size < MAX_LETTERS) {
    const all = await spool.waiting(WINDOW + given.size);
    const letters = all.filter((id) => !given.has(id));
    if (letters.length === 0) return false;
    for (const id of letters) if (!lines.has(id)) lines.set(id, linesOf(await spool.peek(id)));
    // Those that were given out had their turns.
    const order = inTurns([...given, ...letters], (one) => lines.get(one) ?? []);
    const next = order.find((id) => !given.has(id));
    if (next === undefined) return false;
    given.add(next);
    yield next;
  }
  return true;
}

/** By what stands in the open, before any reader: what is sent encoded counts as words of its own. */
function linesOf(peek: Peek | undefined): readonly string[] {
  if (peek === undefined) return [];
  const words = sameWords(peek.head.slice(peek.head.indexOf('\r\n\r\n') + 1));
  return [
    ...(peek.from === null || peek.from === '' ? [] : [`from ${peek.from.toLowerCase()}`]),
    ...(words === null ? [] : [`words ${words}`]),
  ];
}

async function readOne(job: IntakeJob, letter: LetterId): Promise<void> {
  try {
    job.onReceived(letter, await receiveLetter(letter, job.clock(), job.desk, job.ports));
  } catch (error) {
    job.onError(error);
  }
}
