// A notice: what somebody told us, once, and how it reached us. The letter or the report it came in stays in the vault, byte for byte.
import type { LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Acknowledging } from './acknowledging.ts';
import type { Reading } from './letter.ts';
import type { Report } from './report.ts';
import type { Sender } from './sender.ts';

export interface Notice {
  readonly letter: LetterId;
  /** When somebody took responsibility: the moment of the SMTP 250, or the one at which the platform took the report. */
  readonly receivedAt: Instant;
  readonly sender: Sender;
  readonly reading: Reading;
  /** Whether the notifier may be told that it came; left out by notices from before anybody was told. */
  readonly acknowledge?: Acknowledging;
  /** Reported on the platform itself; left out where it came as a letter. */
  readonly report?: Report;
}
