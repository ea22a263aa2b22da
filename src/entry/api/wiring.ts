// What the API needs from the composition root. Routes know these functions and nothing behind them.
import type { Law } from '../../domain/clock/facts.ts';
import type { Platform } from '../../domain/content/locator.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { CountryContacts } from '../../domain/view/contacts.ts';
import type { ApiTokens } from '../../ports/api-tokens.ts';
import type { Cases } from '../../ports/cases.ts';
import type { Clocks } from '../../ports/clocks.ts';
import type { DeskTime } from '../../ports/desk-time.ts';
import type { Digests } from '../../ports/digests.ts';
import type { GateList } from '../../ports/gate.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Marks } from '../../ports/marks.ts';
import type { Notifiers } from '../../ports/notifiers.ts';
import type { People } from '../../ports/people.ts';
import type { KeptAnswers } from '../../ports/kept-answers.ts';
import type { Preservations } from '../../ports/preservations.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Signatures } from '../../ports/signatures.ts';
import type { AuthoritiesAt } from '../../workflow/known-authorities.ts';
import type { MarkDangerPorts } from '../../workflow/mark-danger.ts';
import type { KeptWords } from '../../workflow/kept-words.ts';
import type { HoldingGate } from '../../workflow/rule-on-held.ts';

export interface ApiDesk {
  readonly cases: Cases;
  readonly clocks: Clocks;
  readonly people: People;
  readonly preservations: Preservations;
  readonly notifiers: Notifiers;
  readonly marks: Marks;
  readonly deskTime: DeskTime;
  readonly apiTokens: ApiTokens;
  readonly reads: Reads;
  readonly keptAnswers: KeptAnswers;
  readonly signatures: Signatures;
  readonly digests: Digests;
  readonly ids: Ids;
  readonly gateList: Pick<GateList, 'stops' | 'heldAs' | 'ruled' | 'keepRuling'>;
  /** Of the platforms that ask this desk before they store a file: what they hold, and to let it through or drop it. */
  readonly gates: ReadonlyMap<Platform, HoldingGate>;
  /** Which place a link names. Nothing of a platform can be asked or changed with it. */
  readonly connectors: MarkDangerPorts['connectors'];
  /** To spare, and nothing else of the index, which the API's role in the database does not see: over the desk's own connection. */
  readonly near: MarkDangerPorts['near'];
  /** Who is enrolled at a moment: over the desk's own connection as well. */
  readonly authorities: AuthoritiesAt;
  /** What people wrote in reports and appeals, and nothing else of the vault: over the desk's own connection as well. */
  readonly kept: KeptWords;
  /** Whom to turn to when somebody is in danger. */
  contacts(): Promise<readonly CountryContacts[]>;
  /** The laws of this desk. */
  law(): Promise<Law>;
  /** The wall. */
  readonly clock: () => Instant;
}

/** One request that was answered: no address with its values, no body, no token. */
export interface Answered {
  readonly method: string;
  /** As it is declared, such as `/v1/cases/:number`; empty where there is none. */
  readonly route: string;
  readonly status: number;
  /** Id of the token; null where there was none. */
  readonly token: string | null;
  readonly ms: number;
}

export interface ApiSettings {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly version: string;
  /** An answer that takes longer is not waited for, in milliseconds; left out: 30 seconds. */
  readonly withinMs?: number;
  onAnswered(answered: Answered): void;
  /** Something failed that should not: its code or name, never its words. */
  onTrouble(code: string, route: string): void;
}
