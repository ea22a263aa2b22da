// The media index as people and programs see it: what is followed, how far the history is read, what is missing, what a search sees.
import { coverageOf, type IndexState } from '../../domain/content/index-state.ts';
import type { Platform } from '../../domain/content/locator.ts';
import { type Instant, utc } from '../../domain/kernel/instant.ts';
import type { IndexCounts } from '../../ports/media-index.ts';
import type { NearReach } from '../../ports/near-index.ts';
import { requestHistory } from '../../workflow/request-history.ts';
import { coverageJson } from '../../domain/view/case-json.ts';
import { coverageText } from './coverage-view.ts';
import { CommandError, type Output } from './output.ts';
import type { Desk } from './wiring.ts';

/** Every platform this desk has a connector for. */
export async function indexStatus(desk: Desk, output: Output): Promise<void> {
  const now = desk.clock();
  const all = await Promise.all(
    desk.platforms.map(async (platform) => ({
      platform,
      state: await desk.mediaIndex.state(platform),
      counts: await desk.mediaIndex.counts(platform),
      looked: await desk.near.reach(platform),
    })),
  );
  output.result(
    {
      platforms: all.map((one) => ({
        ...statusJson(one.platform, one.state, one.counts, now),
        looked: one.looked,
      })),
    },
    all.length === 0
      ? ['No platform is configured: there is nothing to index.']
      : all.flatMap((one) => [
          ...statusText(one.platform, one.state, one.counts, now),
          lookedText(one.looked),
        ]),
  );
}

/** Asks the serving desk to read the history once more. */
export async function indexBackfill(desk: Desk, platform: string | undefined, output: Output): Promise<void> {
  const chosen = desk.platforms.filter((one) => platform === undefined || one === platform);
  if (chosen.length === 0)
    throw new CommandError(
      'connector.missing',
      platform === undefined ? 'no platform is configured' : `no connector for ${platform}`,
      'set the address and the tokens of the platform: redress config --help',
    );
  for (const one of chosen) await requestHistory(one, desk.mediaIndex, desk.clock());
  output.result({ requested: chosen }, [
    `The history of ${chosen.join(', ')} will be read from its beginning while the desk runs. See: redress media-index status`,
  ]);
}

function historyOf({ run, readAt, requestedAt }: IndexState): 'unread' | 'reading' | 'read' | 'requested' {
  if (requestedAt !== null) return 'requested';
  if (run !== null && run.finishedAt === null) return 'reading';
  return readAt === null ? 'unread' : 'read';
}

function statusJson(platform: Platform, state: IndexState, counts: IndexCounts, now: Instant): object {
  const { probed, run } = state;
  return {
    platform,
    version: probed?.version ?? null,
    probedAt: moment(probed?.at),
    follows: probed?.follows ?? false,
    since: moment(state.since),
    caughtUpAt: moment(state.caughtUpAt),
    upTo: state.upTo,
    history: {
      state: historyOf(state),
      readAt: moment(state.readAt),
      startedAt: moment(run?.startedAt),
      finishedAt: moment(run?.finishedAt),
      rooms: run?.rooms ?? null,
      requests: run?.requests ?? 0,
    },
    gaps: state.holes,
    indexed: counts,
    coverage: coverageJson(coverageOf(state, now)),
  };
}

function statusText(
  platform: Platform,
  state: IndexState,
  { files, spots, containers }: IndexCounts,
  now: Instant,
): string[] {
  const { probed, run, holes } = state;
  const rooms =
    run === null ? '' : `, rooms ${run.rooms.done} of ${run.rooms.total}, requests ${run.requests}`;
  return [
    `${platform}  ${probed === null ? 'never asked' : probed.follows ? 'followed' : 'cannot be followed'}`,
    `  feed      since ${moment(state.since) ?? '-'}, read to its end ${moment(state.caughtUpAt) ?? 'never'}`,
    `  history   ${historyOf(state)}${rooms}`,
    `  indexed   files ${files}, spots ${spots}, rooms ${containers}`,
    ...holes.map(({ from, to }) => `  gap       events ${from} to ${to} never came`),
    `  coverage  ${coverageText(coverageOf(state, now))}`,
  ];
}

const lookedText = ({ hashed, without, waiting }: NearReach): string =>
  `  pictures  looked at for altered copies ${hashed}, not to be looked at ${without}, waiting ${waiting}`;

const moment = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : utc(at);
