// Following the platforms of a serving desk, a loop for each connector, and what its log says of them.
import type { Logger } from 'pino';
import { type FollowTells, startFollowing } from '../entry/jobs/follow.ts';
import type { Loop } from '../entry/jobs/loop.ts';
import type { Platform } from '../domain/content/locator.ts';
import type { Connectors } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { DeskClock } from './desk-clock.ts';

/** Between two looks at a feed that had nothing more. */
const POLL_MS = 2_000;

export function followPlatforms(
  platforms: readonly Platform[],
  connectors: Connectors,
  index: MediaIndex,
  time: DeskClock,
  log: Logger,
): readonly Loop[] {
  return platforms.flatMap((platform) => {
    const connector = connectors.for(platform);
    if (connector === undefined) return [];
    return startFollowing({
      connector,
      index,
      clock: time.now,
      running: () => performance.now(),
      pollMs: POLL_MS,
      tells: tellsTo(log, platform),
      onError: (error) =>
        log.error({ event: 'follow-error', platform, says: String((error as Error).message).slice(0, 200) }),
    });
  });
}

function tellsTo(log: Logger, platform: Platform): FollowTells {
  return {
    probed: (follows) => log[follows ? 'info' : 'warn']({ event: 'platform-probed', platform, follows }),
    held: (code) => log.warn({ event: 'platform-held', platform, code }),
    gaps: (gaps) => log.warn({ event: 'feed-gaps', platform, gaps }),
    lost: () => log.warn({ event: 'feed-lost', platform }),
    history: (what, { rooms, requests }) =>
      log.info({ event: `history-${what}`, platform, rooms: rooms.total, requests }),
  };
}
