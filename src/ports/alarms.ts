// Alarms: how people hear of a clock. Several channels, each with its own result: one that is broken hides no other.
import type { AlarmMessage } from '../domain/clock/alarm-message.ts';

export type Answer =
  | { readonly kind: 'told' }
  | { readonly kind: 'failed'; readonly permanent: boolean; readonly code: string };

export type Told = Answer & { readonly channel: string };

export interface Channel {
  /** Stays the same over restarts for the same receiver: by it is kept how far it was told. */
  readonly name: string;
  /** True where every alarm has a line of its own and any number is welcome: a log. Others are told by digest, at a calm pace. */
  readonly each: boolean;
  tell(message: AlarmMessage): Promise<Answer>;
}

export interface Alarms {
  readonly channels: readonly Channel[];
  /** At least once on every channel; a repeat bears the same id. Never throws. */
  tell(message: AlarmMessage): Promise<readonly Told[]>;
}
