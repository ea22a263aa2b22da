// What a task's verb found out, and the settings such verbs share.
import type { Command } from '../domain/case/command.ts';
import type { Law } from '../domain/clock/facts.ts';
import type { AuthoritiesAt } from './known-authorities.ts';

/** Something to record, a reason to come back, nothing left to do, or a task nobody can do. */
export type Outcome =
  | { readonly kind: 'record'; readonly command: Command }
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs: number | null }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'hopeless'; readonly code: string };

/** The platform wants no more calls for a while, which is said with it. */
export const PAUSE_ASKED = { kind: 'retry', code: 'connector.rate-limited' } as const;

export interface TaskSettings {
  readonly authoritiesAt: AuthoritiesAt;
  readonly law: Law;
  /** The desk's own address, lower case. */
  readonly deskAddress: string;
  /** Domain of it, for Message-IDs. */
  readonly deskDomain: string;
  /** How long after something was called removed it is looked at again, in rising milliseconds; left out: never. */
  readonly lookAgain?: readonly number[];
}
