// Alarms: how people hear of a clock. Several channels, each with its own result: one that is broken hides no other.
import type { AlarmMessage } from '../domain/clock/alarm-message.ts';

export type Told =
  | { readonly channel: string; readonly kind: 'told' }
  | { readonly channel: string; readonly kind: 'failed'; readonly permanent: boolean; readonly code: string };

export interface Alarms {
  /** At least once on every channel; a repeat bears the same id. Never throws. */
  tell(message: AlarmMessage): Promise<readonly Told[]>;
}
