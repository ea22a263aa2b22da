// The desk's time: a wall clock that was set back makes no deadline look younger.
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import type { ApiDesk } from './wiring.ts';

export const deskNow = async ({ clock, deskTime }: Pick<ApiDesk, 'clock' | 'deskTime'>): Promise<Instant> =>
  instant(Math.max(clock(), (await deskTime.latest()) ?? 0));
