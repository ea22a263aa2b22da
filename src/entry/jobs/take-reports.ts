// Takes up what people reported on one platform, one report after another, in a loop of its own. A report that cannot be read waits longer
// each time and holds up no other; a platform that asks us to wait is left alone.
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Connector, Retry } from '../../ports/connector.ts';
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

/** Reports read from the store at a time. */
const AT_ONCE = 50;
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
}

export function startReports(job: ReportsJob): Loop {
  const pace: Pace = { held: NONE, broken: new Map() };
  return startLoop(() => takeAll(job, pace), job.pollMs, job.onError);
}

/** @returns whether there may be more at once: never, since all that waits was gone through */
async function takeAll(job: ReportsJob, pace: Pace): Promise<false> {
  const { platform } = job.connector;
  for (let after = ''; job.running() >= pace.held.until; ) {
    const ids = await job.ports.mediaIndex.waitingReports(platform, { after, limit: AT_ONCE });
    for (const id of ids)
      if (job.running() >= (pace.broken.get(id)?.until ?? 0) && !(await takeOne(job, pace, id))) return false;
    const last = ids.at(-1);
    if (last === undefined || ids.length < AT_ONCE) return false;
    after = last;
  }
  return false;
}

/** @returns false where the platform wants to be left alone */
async function takeOne(job: ReportsJob, pace: Pace, id: string): Promise<boolean> {
  try {
    const received = await receiveReport(id, job.connector, job.clock(), job.rules, job.ports);
    if (received.kind === 'retry') {
      pace.held = longer(job, pace.held, received.afterMs);
      if (pace.held.failures === 1) job.onHeld(received.code);
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
