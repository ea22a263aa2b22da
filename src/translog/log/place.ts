// An entry that is sent with the place where its sender expects it can be sent again and again: it lies there once, or is refused.

import { TranslogError } from '../translog-error.ts';

/** The entry cannot be at the place where its sender expects it. Nothing was written. */
export class WrongPlace extends TranslogError {
  /** The place of the next entry: entries in the log and those that wait for the disk. */
  readonly next: number;

  constructor(code: string, message: string, cure: string, next: number) {
    super(code, message, cure);
    this.next = next;
  }
}

/** A place beyond the end. */
export const gap = (index: number, next: number): WrongPlace =>
  new WrongPlace(
    'log.gap',
    `entry ${index} cannot come yet: the log has ${next} entries`,
    `send the entries from ${next} on first`,
    next,
  );

/** A place that is taken. */
export const otherEntry = (index: number, next: number): WrongPlace =>
  new WrongPlace(
    'log.other-entry',
    `another entry is at ${index} already: the log has ${next} entries`,
    'find out which sender counts wrongly, or what else adds to this log; nothing was written',
    next,
  );
