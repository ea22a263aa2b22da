// A letter that joined a case: what a person must know of it.
import type { LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Acknowledging } from '../notice/acknowledging.ts';
import type { Language, ReadKind } from '../notice/letter.ts';
import type { Sender } from '../notice/sender.ts';

/** What a letter asks of the case that it joins. */
export type LetterAsk =
  | 'inquiry'
  | 'withdrawal'
  | 'objection'
  | 'keep-longer'
  | 'keep-no-longer'
  | 'deadline'
  | 'other';

/** A letter that joined a case: what a person must know of it. The letter itself is in the vault. */
export interface JoinedLetter {
  readonly letter: LetterId;
  readonly receivedAt: Instant;
  readonly sender: Sender;
  readonly kind: ReadKind;
  readonly documentNumber: string | null;
  readonly asks: readonly LetterAsk[];
  /** Items of this case that it takes back. */
  readonly withdraws: readonly number[];
  /** It takes something back, and a person has to read what. */
  readonly unclear: boolean;
  readonly replyBy: Instant | null;
  /** Items whose decision it objects to for certain, each by an appeal of its own; left out: it objects to none. */
  readonly objects?: readonly number[];
  /** It objects, and a person has to read to what; left out: no. */
  readonly objectsUnclear?: true;
  /** Whether its writer may be told that it came; left out where the case that it opened tells her, and in records from before. */
  readonly acknowledge?: Acknowledging;
  /** In which language she is told; with `acknowledge`. */
  readonly language?: Language;
}
