// Takes up what people reported on one platform, one report after another, in a loop of its own. A report that cannot be read waits longer
// each time and holds up no other; a platform that asks us to wait is left alone.
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import { inTurns } from '../../domain/notice/in-turns.ts';
import { sameWords } from '../../domain/notice/source.ts';
import type { Connector, FoundReport, Retry } from '../../ports/connector.ts';
import {
  type ReceivedReport,
  receiveReport,
  type ReceiveReportPorts,
  type ReportRules,
} from '../../workflow/receive-report.ts';
import { type Loop, startLoop } from './loop.ts';

export interface ReportsJob {
  readonly connector: Connector;
  readonly rules: ReportRules;
  readonly ports: ReceiveReportPorts;
  readonly clock: () => Instant;
  /** Milliseconds of a clock that only runs on. */
  readonly running: () => number;
  readonly pollMs: number;
  readonly onReceived: (received: Exclude<ReceivedReport, Retry>) => void;
  readonly onHeld: (code: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Ids read from the store at a time, and of how many the order is made. */
const AT_ONCE = 50;
const WINDOW = 1_000;
/** Where no more wait they are taken as they are. */
const FEW = 4;
/** Reports taken up before the store is asked again. */
const BATCH = 2;
/** Reports looked at before the next are taken up. */
const LOOKED_AT = 5;
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 10 * MINUTE;

interface Pause {
  readonly until: number;
  readonly failures: number;
}
const NONE: Pause = { until: 0, failures: 0 };

interface Pace {
  /** Of the platform. */
  held: Pause;
  /** Of reports that broke, by their ids. */
  readonly broken: Map<string, Pause>;
  /** In which lines the reports stand that were looked at and not yet taken up: for a moment, and nowhere else. */
  readonly lines: Map<string, readonly string[]>;
}

export function startReports(job: ReportsJob): Loop {
  const pace: Pace = { held: NONE, broken: new Map(), lines: new Map() };
  return startLoop(() => takeAll(job, pace), job.pollMs, job.onError);
}

/** @returns whether there may be more at once: never, since all that waits was gone through */
async function takeAll(job: ReportsJob, pace: Pace): Promise<false> {
  const given = new Set<string>();
  pace.lines.clear();
  while (job.running() >= pace.held.until) {
    const waits = (await waiting(job)).filter(
      (id) => !given.has(id) && job.running() >= (pace.broken.get(id)?.until ?? 0),
    );
    const next = waits.length <= FEW ? waits : await nextInTurn(job, pace, waits, given);
    if (next.length === 0) return false;
    for (const id of next) {
      given.add(id);
      if (!(await takeOne(job, pace, id))) return false;
    }
  }
  return false;
}

/** Ids of what waits, the first made first. */
async function waiting({ connector, ports }: ReportsJob): Promise<readonly string[]> {
  const all: string[] = [];
  for (let after = ''; all.length < WINDOW; ) {
    const ids = await ports.mediaIndex.waitingReports(connector.platform, { after, limit: AT_ONCE });
    all.push(...ids);
    const last = ids.at(-1);
    if (last === undefined || ids.length < AT_ONCE) break;
    after = last;
  }
  return all.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/**
 * Where very many wait: those of one account, or in the same words, take turns with all others. The newest are looked at first, since whoever came
 * last would otherwise wait for all before it is known that she is none of them.
 */
async function nextInTurn(
  job: ReportsJob,
  pace: Pace,
  waits: readonly string[],
  given: ReadonlySet<string>,
): Promise<readonly string[]> {
  const unknown = waits.filter((id) => !pace.lines.has(id)).toReversed();
  for (const id of unknown.slice(0, LOOKED_AT)) {
    const found = await job.connector.report(id).catch(() => undefined);
    if (found?.kind === 'retry') {
      hold(job, pace, found);
      return [];
    }
    pace.lines.set(id, found?.kind === 'report' ? linesOf(found) : []);
  }
  const known = waits.filter((id) => pace.lines.has(id));
  // Those that were taken up had their turns.
  const order = inTurns([...given, ...known], (id) => pace.lines.get(id) ?? []);
  return order.filter((id) => !given.has(id)).slice(0, BATCH);
}

function linesOf({ reporter, said }: Extract<FoundReport, { kind: 'report' }>): readonly string[] {
  const words = sameWords(said ?? '');
  return [
    ...(reporter === undefined ? [] : [`by ${reporter}`]),
    ...(words === null ? [] : [`words ${words}`]),
  ];
}

function hold(job: ReportsJob, pace: Pace, { code, afterMs }: Retry): void {
  pace.held = longer(job, pace.held, afterMs);
  if (pace.held.failures === 1) job.onHeld(code);
}

/** @returns false where the platform wants to be left alone */
async function takeOne(job: ReportsJob, pace: Pace, id: string): Promise<boolean> {
  try {
    const received = await receiveReport(id, job.connector, job.clock(), job.rules, job.ports);
    if (received.kind === 'retry') {
      hold(job, pace, received);
      return false;
    }
    pace.held = NONE;
    // It waits for its item: asked for again, and no trouble.
    if (received.kind === 'later') {
      pace.broken.set(id, longer(job, pace.broken.get(id) ?? NONE, null));
      return true;
    }
    pace.broken.delete(id);
    job.onReceived(received);
  } catch (error) {
    pace.broken.set(id, longer(job, pace.broken.get(id) ?? NONE, null));
    job.onError(error);
  }
  return true;
}

/** As long as it asked for, and never shorter than our own growing pause. */
function longer({ running }: ReportsJob, { failures }: Pause, asked: number | null): Pause {
  const own = Math.min(FIRST_PAUSE * 2 ** Math.min(failures, 20), LONGEST_PAUSE);
  return { until: running() + Math.max(asked ?? 0, own), failures: failures + 1 };
}
