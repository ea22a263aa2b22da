// What a search could and could not see, for people and for programs.
import type { BlindSpot, Coverage } from '../../domain/content/copy.ts';
import { utc } from '../../domain/kernel/instant.ts';

const BLIND: Record<BlindSpot, string> = {
  e2ee: 'encrypted rooms',
  beforeIndexing: 'what was posted before the index began',
  feedGap: 'a missing stretch of the feed',
  altered: 'altered copies',
  beforeJoin: 'what was posted before the desk joined',
  remoteServers: 'other servers',
  olderThanHashTracking: 'files older than the platform’s digests',
  notIndexed: 'what happened since the index was last read to its end',
  tooLarge: 'files that are too large',
  otherChats: 'other chats',
};

/** Times in ISO 8601 UTC. */
export function coverageJson({ from, until, ...rest }: Coverage): object {
  return { ...rest, ...(from === undefined ? {} : { from: utc(from) }), until: utc(until) };
}

/** One line: how far it saw, and where it was blind. */
export function coverageText({ from, until, method, complete, blind }: Coverage): string {
  const span = `${from === undefined ? '' : `from ${utc(from)} `}until ${utc(until)}`;
  const unseen = complete ? 'complete' : `not seen: ${blind.map((one) => BLIND[one]).join(', ')}`;
  return `${span} (${method}); ${unseen}`;
}
