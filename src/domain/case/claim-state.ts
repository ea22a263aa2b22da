// Since when somebody holds a case without a break: claims that follow each other within an hour are one.
import { after, HOUR, type Instant } from '../kernel/instant.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { CaseEvent, Recorded } from './event.ts';

/** Longer nobody holds a case by renewing; then somebody else may, for so long. */
export const LONGEST_HOLD = 8 * HOUR;
const BREAK = HOUR;

export interface Hold {
  readonly by: PersonId;
  readonly since: Instant;
  /** When her last claim ends, or was let go of. */
  readonly until: Instant;
}

/** Since when she would hold it, if she claims it now. */
export const sinceOf = (held: Hold | null, by: PersonId, now: Instant): Instant =>
  held !== null && held.by === by && now < after(held.until, BREAK) ? held.since : now;

export function holdAfter(
  held: Hold | null,
  event: Recorded<Extract<CaseEvent, { kind: 'case-claimed' | 'claim-released' }>>,
): Hold | null {
  const { act, at } = event;
  if (event.kind === 'case-claimed')
    return { by: act.by, since: sinceOf(held, act.by, at), until: event.until };
  return held === null || held.until <= at ? held : { ...held, until: at };
}
