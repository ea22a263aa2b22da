// What was raised and how far each channel was told of it: kept over restarts, so that nobody is told twice and nothing is lost.
import type { Alarm, ClockKey } from '../domain/clock/clock.ts';
import type { TermAlarm, TermName } from '../domain/case/desk-events.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface RaisedAlarm {
  readonly case: CaseId;
  readonly key: ClockKey;
  readonly alarm: Alarm;
  /** When it was owed. */
  readonly moment: Instant;
}

export interface Untold {
  readonly alarms: readonly RaisedAlarm[];
  /** How many more there are up to the same place. */
  readonly more: number;
  /** Say this to `told` once they were heard. */
  readonly upTo: number;
}

/** The desk's time was set back by a person, and what she should know of the time that is no longer believed. */
export interface SetBack {
  readonly id: string;
  readonly at: Instant;
  readonly believed: Instant;
  /** Letters dated after the trusted moment. */
  readonly letters: number;
  /** Clocks heard of too early: the numbers of their cases and their keys. They are not told of again. */
  readonly early: readonly { readonly number: string; readonly clock: ClockKey }[];
  readonly earlyMore: number;
}

/** An answer that reached nobody: it came back, or our mail server refused it for good. */
export interface Undelivered {
  readonly id: string;
  readonly number: string;
  readonly edition: number;
  /** RFC 3463 where a server reported it, or the code of the refusal. */
  readonly status: string;
}

/** A day that the desk set, as people were told that it is near or has come. */
export interface HeardDay {
  readonly id: string;
  readonly number: string;
  readonly what: TermName;
  readonly alarm: TermAlarm;
  readonly until: Instant;
}

export interface AlarmLedger {
  /** All alarms in the order they were raised, at most `limit`. */
  inOrder(channel: string, limit: number): Promise<Untold>;
  /**
   * The most pressing first, at most `limit` of all there are: proven senders, then breaches, near breaches, targets, by deadline.
   * Targets of clocks whose sender is not proven are left out: no law is broken, and strangers could send any number of them.
   */
  pressing(channel: string, limit: number): Promise<Untold>;
  told(channel: string, upTo: number): Promise<void>;
  /** Resets by more than a minute, the oldest first. */
  setBacks(channel: string): Promise<readonly SetBack[]>;
  toldSetBack(channel: string, id: string): Promise<void>;
  /** Answers that reached nobody and of which the channel was not told, at most ten. */
  undelivered(channel: string): Promise<readonly Undelivered[]>;
  toldUndelivered(channel: string, id: string): Promise<void>;
  /** Days that the desk set and of which the channel was not told, at most ten. */
  days(channel: string): Promise<readonly HeardDay[]>;
  toldDay(channel: string, id: string): Promise<void>;
}
