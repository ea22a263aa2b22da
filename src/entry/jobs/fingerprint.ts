// Looks at the pictures of one platform in a loop of its own, once each, so that altered copies can be found. It begins when the history is
// read and nobody's report waits to be read: what may show a child is spared before anything is fetched.
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { MediaIndex } from '../../ports/media-index.ts';
import type { Retry } from '../../ports/connector.ts';
import { type FingerprintPorts, fingerprintFiles } from '../../workflow/fingerprint-files.ts';
import { type Loop, startLoop } from './loop.ts';

export interface FingerprintJob {
  readonly platform: string;
  readonly index: MediaIndex;
  readonly ports: FingerprintPorts;
  readonly clock: () => Instant;
  /** Milliseconds of a clock that only runs on. */
  readonly running: () => number;
  readonly pollMs: number;
  readonly tells: {
    readonly held: (code: string) => void;
    /** A round over all files is done; `files` were new in it. */
    readonly done: (files: number) => void;
  };
  readonly onError: (error: unknown) => void;
}

const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 10 * MINUTE;

interface Pace {
  heldUntil: number;
  failures: number;
  after: string;
  files: number;
}

export function startFingerprints(job: FingerprintJob): Loop {
  const pace: Pace = { heldUntil: 0, failures: 0, after: '', files: 0 };
  return startLoop(() => work(job, pace), job.pollMs, job.onError);
}

/** @returns whether there is more at once */
async function work(job: FingerprintJob, pace: Pace): Promise<boolean> {
  if (job.running() < pace.heldUntil || !(await mayBegin(job))) return false;
  const looked = await fingerprintFiles(job.platform, job.ports, pace.after, job.clock);
  if (looked.kind === 'retry') {
    hold(job, pace, looked);
    return false;
  }
  pace.failures = 0;
  pace.after = looked.after;
  pace.files += looked.files;
  if (!looked.more && pace.files > 0) {
    job.tells.done(pace.files);
    pace.files = 0;
  }
  return looked.more;
}

async function mayBegin({ platform, index }: FingerprintJob): Promise<boolean> {
  if ((await index.state(platform)).readAt === null) return false;
  return (await index.waitingReports(platform, { after: '', limit: 1 })).length === 0;
}

/** As long as it asked for, and never shorter than our own growing pause. */
function hold(job: FingerprintJob, pace: Pace, { code, afterMs }: Retry): void {
  pace.failures += 1;
  if (pace.failures === 1) job.tells.held(code);
  const own = Math.min(FIRST_PAUSE * 2 ** Math.min(pace.failures - 1, 20), LONGEST_PAUSE);
  pace.heldUntil = job.running() + Math.max(afterMs ?? 0, own);
}
