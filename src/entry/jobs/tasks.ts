// Works off the outbox: claims what is ready, most urgent first, several workers at once, and records what came of it.
import { type Instant, SECOND } from '../../domain/kernel/instant.ts';
import type { TaskSettings } from '../../workflow/outcome.ts';
import { type Ran, runTask, type RunTaskPorts } from '../../workflow/run-task.ts';
import { type Loop, startLoop } from './loop.ts';

type Claimed = Awaited<ReturnType<RunTaskPorts['outbox']['claim']>>[number];

export interface TaskJob {
  readonly ports: RunTaskPorts;
  readonly settings: TaskSettings;
  readonly clock: () => Instant;
  readonly workers: number;
  readonly sweepMs: number;
  /** Longer than any call a task makes; after it another worker may take the task. */
  readonly leaseMs: number;
  readonly onRan: (task: Claimed, ran: Ran) => void;
  readonly onError: (error: unknown) => void;
}

/** Each worker takes its tasks by itself: one that waits for a slow platform holds up none of the others. */
export function startTasks(job: TaskJob): Loop {
  const loops = Array.from({ length: job.workers }, () =>
    startLoop(() => runNext(job), job.sweepMs, job.onError),
  );
  return {
    wake: () => loops.forEach((loop) => loop.wake()),
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}

async function runNext(job: TaskJob): Promise<boolean> {
  const [task] = await job.ports.outbox.claim(job.clock(), 1, job.leaseMs);
  if (task !== undefined) await runOne(job, task);
  return task !== undefined;
}

/** A task whose connector or database broke is put back at once, so that its lease need not run out. */
async function runOne(job: TaskJob, task: Claimed): Promise<void> {
  try {
    job.onRan(task, await runTask(task, job.clock, job.settings, job.ports));
  } catch (error) {
    job.onError(error);
    const at = (job.clock() + Math.min(task.attempt * SECOND, 60 * SECOND)) as Instant;
    await job.ports.outbox.retry(task, at, 'task.broke').catch(job.onError);
  }
}
