// What a case waits for from the people of this desk: the first thing that somebody has to do, or nothing.
import type { Case } from './case.ts';
import { needsReferral } from './item.ts';
import { waitsForPerson } from './report-acts.ts';
import { isTermDue } from './terms.ts';
import { unseenLetters } from './thread.ts';

export type Need = 'decision' | 'handed-on' | 'ruling' | 'letter' | 'referral' | 'person' | 'day' | 'nothing';

/** The platform tells whoever reported by itself; only what a machine may not say waits for a person. */
export const answersItself = (state: Case): boolean =>
  state.notice?.report !== undefined && !waitsForPerson(state);

/** To another person, or to whoever leads; what a body outside was asked is decided here by anybody. */
const isHandedOn = ({ escalated, status }: Case): boolean =>
  escalated !== null && escalated.to.kind !== 'body' && status !== 'closed';

/**
 * What the case waits for: a decision on an item, by somebody else than whoever handed it on, the answer to an appeal, somebody to see to what could not be removed, to what was set for a
 * day that is near or to what is hidden for now, to read a letter
 * that joined it, a person for its own letter, or nothing from anybody here.
 */
export function needOf(state: Case): Need {
  if (isHandedOn(state)) return 'handed-on';
  if (state.items.some((item) => item.status === 'awaiting-decision')) return 'decision';
  if (state.appeals.some(({ ruling }) => ruling === null)) return 'ruling';
  if (state.items.some(needsReferral)) return 'referral';
  if (isTermDue(state)) return 'day';
  if (unseenLetters(state).length > 0) return 'letter';
  const waits = (state.withheld && !answersItself(state)) || state.mails.undelivered;
  return waits && state.status === 'open' ? 'person' : 'nothing';
}
