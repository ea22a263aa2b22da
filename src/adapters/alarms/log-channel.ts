// Alarms in the log, always: one line each, in fields. No field can hold a person or a place.
import type { Logger } from 'pino';
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import { alarmJson } from './alarm-json.ts';
import type { Channel } from '../../ports/alarms.ts';

/** What needs a person at once, and what soon. */
const SOON: readonly AlarmMessage['kind'][] = ['near-breach', 'target-missed'];

export function logChannel(log: Logger): Channel {
  return {
    name: 'log',
    each: true,
    async tell(message) {
      log[SOON.includes(message.kind) ? 'warn' : 'error']({ event: 'alarm', ...alarmJson(message) });
      return { kind: 'told' };
    },
  };
}
