// The outbox: what must still happen. Its rows are the truth; whatever wakes a worker is only a hint.
import type { Task } from '../domain/action/plan.ts';
import type { CaseId, TaskId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

/** The room asked for a pause: every other call about it would be refused as well. */
export const HOLDS_QUEUE = 'connector.rate-limited';

export interface Claimed extends Task {
  readonly id: TaskId;
  readonly case: CaseId;
  /** 1 on the first claim. */
  readonly attempt: number;
}

/** A claim one holds: a task and the try it is. Once the lease has run out and another took the task, it is worth nothing. */
export type Claim = Pick<Claimed, 'id' | 'attempt'>;

export interface OutboxCounts {
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
}

/** A task that was taken out of the line. */
export interface FailedTask extends Pick<Claimed, 'id' | 'case' | 'work' | 'attempt'> {
  /** Why; null for rows from before this was kept. */
  readonly code: string | null;
}

export interface Outbox {
  /**
   * Takes up to `limit` tasks that are ready, most urgent first, for `leaseMs`; a crashed worker's tasks come back. Nothing of a queue is
   * handed out while another claim holds a task of it, or while one of it waits for the end of the pause that its room asked for.
   */
  claim(now: Instant, limit: number, leaseMs: number): Promise<readonly Claimed[]>;
  /** Ends a task that needs no event (its work turned out to be done already). */
  finish(claim: Claim): Promise<void>;
  /** Puts a task back until `at`; `code` says why, for the operator. `HOLDS_QUEUE` holds up its whole queue until then. */
  retry(claim: Claim, at: Instant, code: string): Promise<void>;
  /** Takes a task out of the line for good; a person sees it in `doctor`. */
  fail(claim: Claim, code: string): Promise<void>;
  /** Tasks that were taken out of the line, at most `limit`. */
  failed(limit: number): Promise<readonly FailedTask[]>;
  /** Puts such a task back into the line. @returns false when it is none */
  again(id: TaskId, at: Instant): Promise<boolean>;
  counts(): Promise<OutboxCounts>;
}
