// What a platform could do, noted in a case once: when an item is first located there, or at the case's first action.
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { CaseEvent } from './event.ts';

/** Nothing where the platform did not say what it is, or the case has noted it before. */
export function platformNoted(state: Case, command: Command): CaseEvent[] {
  const found = 'capabilities' in command ? command.capabilities : undefined;
  if (found === undefined || found.version === '') return [];
  const known = state.platforms.some(({ platform }) => platform === found.platform);
  return known ? [] : [{ kind: 'platform-noted', capabilities: found }];
}
