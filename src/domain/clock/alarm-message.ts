// What people are told when a clock, or the desk's own time, needs them. It holds numbers of cases and words of laws; never a
// locator, a room or the name of a person, since alarms leave the desk.
import type { CaseNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Alarm, Clock } from './clock.ts';
import type { Step } from './desk-time.ts';
import type { AppliedLaw } from './law.ts';
import type { Occasion } from './occasion.ts';
import type { Words } from './regime.ts';

/** A clock as people know it: which law, which duty, since when, until when. */
export interface ClockFacts {
  readonly number: CaseNumber;
  readonly regime: string;
  readonly law: Words;
  readonly instrument: string | null;
  readonly article: string | null;
  readonly duty: Words;
  readonly startedAt: Instant;
  readonly from: Occasion;
  readonly due: Instant | null;
  readonly target: Instant | null;
  readonly targetOf: Clock['targetOf'];
  readonly pace: Clock['pace'];
  /** In which the law counts its days. */
  readonly zone: string;
  readonly provisional: boolean;
  /** M: nobody has verified this value against the law. */
  readonly mark: Clock['mark'];
  /** False for a law that binds nobody yet, or no messenger. */
  readonly binding: boolean;
}

interface Identified {
  /** Equal on every repeat. */
  readonly id: string;
}

export interface ClockAlarm extends Identified {
  readonly kind: Alarm;
  readonly clock: ClockFacts;
  /** When it should have been heard of. */
  readonly moment: Instant;
}

/** The wall clock of the machine stepped. */
export interface StepAlarm extends Identified {
  readonly kind: 'clock-step';
  readonly code: 'clock.stepped-back' | 'clock.stepped-ahead';
  readonly wall: Instant;
  /** What the desk takes for the time. */
  readonly now: Instant;
}

/** Several alarms in one message, the most pressing first, so that no flood of letters becomes a flood of messages. */
export interface AlarmDigest extends Identified {
  readonly kind: 'digest';
  readonly alarms: readonly ClockAlarm[];
  /** So many more are not in the list. */
  readonly more: number;
}

/** A person set the desk's time back to the wall's: what was dated and what was told by the later time. */
export interface SetBackAlarm extends Identified {
  readonly kind: 'time-set-back';
  readonly at: Instant;
  readonly believed: Instant;
  /** Letters dated after the trusted moment. */
  readonly letters: number;
  /** Clocks that were heard of by the later time: they are not told of again. */
  readonly early: readonly { readonly number: string; readonly clock: string }[];
  readonly earlyMore: number;
}

/** What the second pair of eyes sees. */
export interface WatchdogAlarm extends Identified {
  readonly kind: 'watchdog';
  readonly code:
    | 'watchdog.unheard'
    | 'watchdog.contradiction'
    | 'watchdog.blind'
    | 'watchdog.mail-waiting'
    | 'watchdog.mail-aside';
  /** Of how many clocks or mails this speaks. */
  readonly count: number;
  readonly number: string | null;
  readonly clock: string | null;
  readonly due: Instant | null;
  readonly zone: string;
}

/** Mail may lie in the inbox that letters are taken from, and be no case. */
export interface InboxAlarm extends Identified {
  readonly kind: 'inbox';
  readonly code: 'imap.silent' | 'imap.too-large' | 'imap.stuck';
  /** Of how many mails this speaks. */
  readonly count: number;
  /** The last time that the inbox could be read. */
  readonly since: Instant | null;
}

/** A day that the desk set itself, and no deadline in law: a hold to be looked at, something hidden for now, an answer that was asked for. */
export interface DayAlarm extends Identified {
  readonly kind: 'day';
  readonly number: string;
  readonly what: 'hold' | 'provisional' | 'asked' | 'preserved';
  readonly alarm: 'near' | 'passed';
  readonly until: Instant;
}

/** An answer reached nobody: it came back, or our mail server refused it. */
export interface UndeliveredAlarm extends Identified {
  readonly kind: 'undelivered';
  readonly number: string;
  readonly edition: number;
  /** RFC 3463, or the code of the refusal. */
  readonly status: string;
}

/** What a program should have been told of cases was given up after more than three days. */
export interface WebhookAlarm extends Identified {
  readonly kind: 'webhook';
  readonly code: 'webhook.given-up';
  /** Its name at this desk. */
  readonly webhook: string;
  readonly count: number;
}

export type AlarmMessage =
  | ClockAlarm
  | AlarmDigest
  | StepAlarm
  | SetBackAlarm
  | WatchdogAlarm
  | InboxAlarm
  | UndeliveredAlarm
  | DayAlarm
  | WebhookAlarm;

const STEP_CODES = { back: 'clock.stepped-back', ahead: 'clock.stepped-ahead' } as const;

export function stepAlarm(stepped: Step, wall: Instant, now: Instant): StepAlarm {
  const code = STEP_CODES[stepped];
  return { kind: 'clock-step', id: `clock-step/${stepped}/${wall}/${now}`, code, wall, now };
}

/** A law that was taken back meanwhile, or came before laws were data, is named by its id. */
export function clockFacts(number: CaseNumber, clock: Clock, law: AppliedLaw | undefined): ClockFacts {
  const duty = law?.duties.find(({ key }) => key === clock.duty);
  const { regime, article, startedAt, from, due, target, targetOf, pace, provisional, mark } = clock;
  return {
    number,
    regime,
    law: law?.name ?? { ko: regime, en: regime },
    instrument: law?.instrument ?? null,
    article,
    duty: duty?.text ?? { ko: clock.duty, en: clock.duty },
    startedAt,
    from,
    due,
    target,
    targetOf,
    pace,
    zone: law?.zone ?? 'UTC',
    provisional,
    mark,
    binding: law?.binding ?? true,
  };
}
