// What the desk's own people arrange about a case, each asked for by a command of its own: holds, questions, handing on, and the days of them.
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { askNotifier, endAsking, recordAsking } from './asking.ts';
import type { Case } from './case.ts';
import type { CaseCommand, Command } from './command.ts';
import { escalateCase } from './escalating.ts';
import type { CaseEvent } from './event.ts';
import { holdReasons, releaseReasons } from './holding.ts';
import { markDanger } from './marking.ts';
import { hearTerm } from './terms.ts';

const KINDS = [
  'ask-notifier',
  'record-asking',
  'end-asking',
  'hold-reasons',
  'release-reasons',
  'hear-term',
  'escalate-case',
  'mark-danger',
] as const;
export type Arrangement = Extract<CaseCommand, { kind: (typeof KINDS)[number] }>;

export const isArrangement = (command: Command): command is Arrangement =>
  (KINDS as readonly Command['kind'][]).includes(command.kind);

export function arrange(state: Case, command: Arrangement, now: Instant): Result<readonly CaseEvent[]> {
  switch (command.kind) {
    case 'ask-notifier':
      return askNotifier(state, command, now);
    case 'record-asking':
      return recordAsking(state, command);
    case 'end-asking':
      return endAsking(state, command, now);
    case 'hold-reasons':
      return holdReasons(state, command, now);
    case 'release-reasons':
      return releaseReasons(state, command, now);
    case 'hear-term':
      return hearTerm(state, command, now);
    case 'escalate-case':
      return escalateCase(state, command, now);
    case 'mark-danger':
      return markDanger(state, command, now);
  }
}
