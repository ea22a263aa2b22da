// What an account is told of what was done to it, and what a look at an account found. A notice names the rule, never the case, and has no
// place for words about whoever asked (DSA Art. 17).
import type { Instant } from '../kernel/instant.ts';

/** What every notice says beside the ground of its order. */
interface Grounds {
  /** The law by its own name and article, in `language`; left out: the ground is the platform's terms. */
  readonly law?: string;
  /** Whether a machine decided. */
  readonly automated: boolean;
  readonly language: 'ko' | 'en';
}

/** `until`: the end of the suspension; left out: until somebody gives the account back. */
export type SuspensionNotice = Grounds & { readonly until?: Instant };

/** What was posted, by the platform's own id. */
export interface Posted {
  readonly kind: 'message' | 'file';
  readonly id: string;
  /** When it was posted, as far as that is known. */
  readonly at?: Instant;
}

/** What was done, how far it reaches, why somebody looked, and how it was found: closed lists alone (DSA Art. 17(3)(a) to (c)). */
export interface Measure {
  /** `deleted`: it cannot be brought back. */
  readonly done: 'hidden' | 'deleted';
  /** Where it is not shown: the desk hides from everybody. */
  readonly scope: 'everywhere';
  /** `authority-order`: an order or a formal request of a body that was proven. Never who. */
  readonly source: 'notice' | 'authority-order';
  /** Whether somebody named the very place, or a search for the same file found it. */
  readonly found: 'named' | 'searched';
}

/** Where to turn beside the platform's own appeal: a body that settles disputes where the law has one (DSA Art. 21), a court. */
export type Redress = 'settlement' | 'court';

interface OnPost extends Grounds {
  readonly what: Posted;
  /** The law is none of the desk's: whoever decided cited it. */
  readonly cited?: true;
  /** The number of a clause of the platform's terms. */
  readonly clause?: string;
}

/** The platform adds how to appeal against a removal, once. */
export type UploaderNotice = OnPost &
  (
    | (Measure & {
        readonly kind: 'removal';
        readonly redress: readonly Redress[];
        /** Hidden for now, and decided by then; left out: it was decided. */
        readonly until?: Instant;
      })
    | { readonly kind: 'restored' }
    | { readonly kind: 'appeal-answer'; readonly outcome: 'reversed' }
    /** The decision stands. */
    | {
        readonly kind: 'appeal-answer';
        readonly outcome: 'upheld';
        readonly redress: readonly Redress[];
      }
  );

/** Whether an account is kept out, as the platform's own record has it after an order: its yes to the order is no proof. */
export interface AccountVerdict {
  /** `absent`: there is no such account. */
  readonly result: 'suspended' | 'active' | 'absent' | 'unknown';
  /** The end of the suspension, where it has one. */
  readonly until?: Instant;
  /** The call that was made, without any secret. */
  readonly method: string;
  readonly at: Instant;
  /** SHA-256 of what the platform answered; empty where it did not. */
  readonly responseDigest: string;
}

const MAX_LAW_LENGTH = 200;
/** An address, a link, one of our case numbers, a number of a document such as 제2026-118호, or a character that is not to be seen. */
const NAMES_SOMEBODY = /@|:\/\/|\bR-\d{2}-\d{4}|제\s*\d{2,}-\d+\s*호|\p{C}/u;

/** Whether the words are short and hold nothing but a law, as far as their form shows. */
export const namesLawOnly = (law: string): boolean =>
  law.trim() !== '' && law.length <= MAX_LAW_LENGTH && !NAMES_SOMEBODY.test(law);

/** A number such as 3.2: anything else that a person wrote may be about somebody. */
const CLAUSE = /^\d{1,3}(?:\.\d{1,3}){0,4}$/;

/** Whether the words are the number of a clause of terms and nothing else. */
export const isClause = (text: string): boolean => CLAUSE.test(text);
