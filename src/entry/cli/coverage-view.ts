// What a search could and could not see, for people.
import type { Coverage } from '../../domain/content/copy.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { blindText } from '../../domain/reply/words.ts';

/** One line: how far it saw, and where it was blind. */
export function coverageText({ from, until, method, complete, blind }: Coverage): string {
  const span = `${from === undefined ? '' : `from ${utc(from)} `}until ${utc(until)}`;
  const unseen = complete ? 'complete' : `not seen: ${blindText(blind, 'en')}`;
  return `${span} (${method}); ${unseen}`;
}
