// An alarm as JSON, for the log and the webhook. Moments in ISO 8601, in UTC and as the wall shows them in the law's zone.
import type {
  AlarmDigest,
  AlarmMessage,
  ClockAlarm,
  InboxAlarm,
  SetBackAlarm,
  StepAlarm,
  WatchdogAlarm,
} from '../../domain/clock/alarm-message.ts';
import { localText } from '../../domain/clock/clock-words.ts';
import { type Instant, utc } from '../../domain/kernel/instant.ts';

export function alarmJson(message: AlarmMessage): object {
  switch (message.kind) {
    case 'digest':
      return digestJson(message);
    case 'time-set-back':
      return setBackJson(message);
    case 'clock-step':
      return stepJson(message);
    case 'watchdog':
      return watchdogJson(message);
    case 'inbox':
      return inboxJson(message);
    case 'undelivered': {
      const { id, number, edition, status } = message;
      return { id, alarm: 'undelivered', case: number, edition, status };
    }
    case 'day': {
      const { id, number, what, alarm, until } = message;
      return { id, alarm: 'day', law: false, case: number, what, state: alarm, until: utc(until) };
    }
    case 'webhook': {
      const { id, code, webhook, count } = message;
      return { id, alarm: 'webhook', code, webhook, count };
    }
    default:
      return clockJson(message);
  }
}

function clockJson({ id, kind, moment, clock }: ClockAlarm): object {
  return {
    id,
    alarm: kind,
    /** False: a goal was missed, and no deadline in law. */
    law: kind !== 'target-missed',
    case: clock.number,
    regime: clock.regime,
    name: clock.law,
    instrument: clock.instrument,
    article: clock.article,
    duty: clock.duty,
    pace: clock.pace,
    due: inBoth(clock.due, clock.zone),
    target: inBoth(clock.target, clock.zone),
    targetOf: clock.targetOf,
    startedAt: inBoth(clock.startedAt, clock.zone),
    occasion: clock.from,
    provisional: clock.provisional,
    mark: clock.mark,
    binding: clock.binding,
    moment: utc(moment),
  };
}

const digestJson = ({ id, alarms, more }: AlarmDigest): object => ({
  id,
  alarm: 'digest',
  alarms: alarms.map(clockJson),
  more,
});

const setBackJson = ({ id, at, believed, letters, early, earlyMore }: SetBackAlarm): object => ({
  id,
  alarm: 'time-set-back',
  deskTime: utc(at),
  believed: utc(believed),
  letters,
  early,
  earlyMore,
});

function stepJson({ id, code, wall, now }: StepAlarm): object {
  return { id, alarm: 'clock-step', code, wall: utc(wall), deskTime: utc(now), byMs: wall - now };
}

function watchdogJson({ id, code, count, number, clock, due, zone }: WatchdogAlarm): object {
  return { id, alarm: 'watchdog', code, count, case: number, clock, due: inBoth(due, zone) };
}

function inboxJson({ id, code, count, since }: InboxAlarm): object {
  return { id, alarm: 'inbox', code, count, since: since === null ? null : utc(since) };
}

const inBoth = (at: Instant | null, zone: string): object | null =>
  at === null ? null : { utc: utc(at), local: localText(at, zone), zone };
