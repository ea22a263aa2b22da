// Following the platforms of a serving desk: a loop for each connector, another for what people reported there, and what its log says of
// them. Nothing that a person wrote is in the log.
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type FollowTells, startFollowing } from '../entry/jobs/follow.ts';
import { type Loop, startLoop } from '../entry/jobs/loop.ts';
import { startReports } from '../entry/jobs/take-reports.ts';
import type { Platform } from '../domain/content/locator.ts';
import type { Connectors } from '../ports/connector.ts';
import type { Counts } from '../ports/counts.ts';
import type { ReceiveReportPorts, ReportRules } from '../workflow/receive-report.ts';
import type { DeskClock } from './desk-clock.ts';

/** Between two looks at a feed that had nothing more. */
const POLL_MS = 2_000;

export function followPlatforms(
  platforms: readonly Platform[],
  connectors: Connectors,
  ports: ReceiveReportPorts,
  rules: ReportRules,
  time: DeskClock,
  log: Logger,
  onOpened: () => void,
): readonly Loop[] {
  return platforms.flatMap((platform) => {
    const connector = connectors.for(platform);
    if (connector === undefined) return [];
    const pace = { connector, clock: time.now, running: () => performance.now(), pollMs: POLL_MS };
    const onError = (event: string) => (error: unknown) =>
      log.error({ event, platform, says: String((error as Error).message).slice(0, 200) });
    return [
      startFollowing({
        ...pace,
        index: ports.mediaIndex,
        tells: tellsTo(log, platform),
        onError: onError('follow-error'),
      }),
      startReports({
        ...pace,
        ports,
        rules,
        onReceived: (received) => {
          log.info({ event: `report-${received.kind}`, platform, ...caseIn(received) });
          onOpened();
        },
        onHeld: (code) => log.warn({ event: 'reports-held', platform, code }),
        onError: onError('report-error'),
      }),
    ];
  });
}

/** What the order of work needs of other rows is counted anew after so many sweeps: it needs it to the minute. */
const SWEEPS = 12;

/** A loop that counts it. */
export function countBeside(config: Config, { counts }: { readonly counts: Counts }, log: Logger): Loop {
  const count = async (): Promise<false> => {
    const cases = await counts.count();
    if (cases > 0) log.info({ event: 'counted', cases });
    return false;
  };
  return startLoop(count, SWEEPS * config.jobs.sweepSeconds * 1_000, (error) =>
    log.error({ event: 'count-error', says: String((error as Error).message).slice(0, 200) }),
  );
}

const caseIn = (received: object): object => ({
  ...('case' in received ? { case: received.case } : {}),
  ...('number' in received ? { number: received.number } : {}),
});

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
