// Opening and changing cases in a store, as the workflow does it, for tests of any store.
import { NO_CASE } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { type CaseId, caseId, letterId } from '../../src/domain/kernel/ids.ts';
import type { Cases, Change, IncomingLetter, Opened, Opening } from '../../src/ports/cases.ts';
import type { Counts } from '../../src/ports/counts.ts';
import type { Enrolments } from '../../src/ports/enrolments.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import type { People } from '../../src/ports/people.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { type NoticeOptions, receive, T0 } from './fixtures.ts';

export interface Store {
  readonly cases: Cases;
  readonly outbox: Outbox;
  readonly people: People;
  readonly enrolments: Enrolments;
  /** Left out where nothing is counted beside. */
  readonly counts?: Counts;
}

export const idOf = (key: string): CaseId => caseId(`case-of-${key}`);

export function letter(key: string, changes: Partial<IncomingLetter> = {}): IncomingLetter {
  const base = { id: letterId(`letter-of-${key}`), contentKey: key, rawDigest: `digest-of-${key}` };
  return { ...base, signatures: [], receivedAt: T0, evidence: { peer: '192.0.2.1' }, ...changes };
}

/** What the workflow would write for a new letter. */
export function opening({ number, replayed }: Opening, options: NoticeOptions = {}): Change {
  const change = step(NO_CASE, [receive({ level: replayed ? 'L0' : 'L1', ...options }, number)], DESK, T0);
  if (!change.ok) throw new Error(change.error.code);
  return change.value;
}

export function open(
  { cases }: Store,
  key: string,
  changes: Partial<IncomingLetter> = {},
  options: NoticeOptions = {},
): Promise<Opened> {
  const incoming = letter(key, changes);
  const { receivedAt } = incoming;
  return cases.open(incoming, idOf(key), (facts) => opening(facts, { receivedAt, ...options }));
}

export const tell = ({ cases }: Store, id: CaseId, ...commands: readonly Command[]) =>
  cases.update(id, (state) => step(state, commands, DESK, T0));
