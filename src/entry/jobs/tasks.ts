// Works off the outbox: claims what is ready, most urgent first, several at once, and records what came of it.
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

export function startTasks(job: TaskJob): Loop {
  return startLoop(() => runBatch(job), job.sweepMs, job.onError);
}

async function runBatch(job: TaskJob): Promise<boolean> {
  const tasks = await job.ports.outbox.claim(job.clock(), job.workers, job.leaseMs);
  const waiting = [...tasks];
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await runOne(job, task);
  };
  await Promise.all(Array.from({ length: job.workers }, worker));
  return tasks.length > 0;
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
