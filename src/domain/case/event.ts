// The append-only truth of a case. Everything shown about a case is folded from these events; none is ever changed.
import type { Alarm, Clock, ClockKey } from '../clock/clock.ts';
import type { AppliedLaw } from '../clock/law.ts';
import type { Milestone } from '../clock/occasion.ts';
import type { Statement } from '../clock/regime.ts';
import type { CapabilityRecord } from '../content/capability-record.ts';
import type { Copy, Coverage, Receipt, Verdict } from '../content/copy.ts';
import type { Preserved } from '../content/copy-record.ts';
import type { AppealId, CaseNumber, CopyId, DecisionId, LetterId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Unacknowledged } from '../notice/acknowledging.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReportState } from '../notice/report.ts';
import type { Sender } from '../notice/sender.ts';
import type { DecisionTerms } from './decision-terms.ts';
import type { DeskEvent } from './desk-events.ts';
import type { FurtherLetter } from './further-letter.ts';
import type { JoinedLetter } from './joined-letter.ts';
import type { KeepingEvent } from './keeping-events.ts';
import type { LetterConfirmation } from './letter-confirmation.ts';
import type { DoneWith, ToldOutcome } from './told.ts';

/** Who did it: the desk itself, or a person known by a registered key. */
export type Actor = { readonly kind: 'desk' } | { readonly kind: 'person'; readonly id: PersonId };

/** Position of an item in the order of the letter, from 1. Not the printed number, which may repeat or be missing. */
export type ItemIndex = number;

/**
 * Hide is reversible and comes first. Destroy is not, and needs its own recorded decision by another person. Restore undoes
 * a hide: an appeal that was upheld brings it about, or another person who finds that it was wrong.
 */
export type Power = 'hide' | 'destroy' | 'restore';

/**
 * What a look proved. `gone`: what was decided is so, for everybody it must be so for. `hidden`: nobody but the platform's
 * staff sees it, where it should have been destroyed. `cached`: gone at the source, and a cache in front still shows it.
 * `at-peer`: gone here, and another server shows a copy of its own.
 */
export type Judgement = 'gone' | 'hidden' | 'still-there' | 'cached' | 'at-peer' | 'cannot-tell';

/** Of a law that the desk knows, or of another one as whoever decided named it; records from before may name any word as a law. */
export type Ground =
  | { readonly kind: 'law'; readonly regime: string; readonly article?: string }
  | { readonly kind: 'other-law'; readonly law: string }
  | { readonly kind: 'terms'; readonly clause: string };

export interface Decision extends DecisionTerms {
  readonly id: DecisionId;
  readonly act: Power | 'refuse';
  readonly ground: Ground;
  readonly by: PersonId;
  readonly at: Instant;
  /** Ed25519 over the decision's payload, base64: proof that the person, not the desk, decided. */
  readonly signature: string;
}

/** What may count in a joined case as well: never a refusal. */
export type AdoptableDecision = Decision & { readonly act: 'hide' | 'destroy' };

/** Where a decision that counts here was signed: the case, its item, and the id of the act there. */
export interface Origin {
  readonly number: CaseNumber;
  readonly item: ItemIndex;
  readonly decision: DecisionId;
}

/** Any other act of a named person, signed like a decision. */
export type SignedAct = Omit<Decision, 'act' | 'ground' | keyof DecisionTerms>;

/** Who works on a case, and until when nobody else does. */
export interface CaseClaim {
  readonly by: PersonId;
  readonly until: Instant;
}

/** A person's signed word that a withheld reply may be sent. */
export type Release = SignedAct;

/** Who asks for a decision to be looked at again: whose picture was hidden, or whose notice was refused. */
export type Appellant = 'uploader' | 'notifier';

export interface Appeal {
  readonly id: AppealId;
  readonly item: ItemIndex;
  readonly by: Appellant;
  /** The decision appealed against. */
  readonly against: DecisionId;
  /** Made on the platform: by which account, as it names it, and under which digest its words are in the vault. Left out: taken by a person. */
  readonly made?: { readonly account: string; readonly words: string };
  /** The joined letter that objects; left out: none does. */
  readonly letter?: LetterId;
}

/** The answer to an appeal: by somebody who never decided on the item before. */
export interface Ruling extends SignedAct {
  readonly upheld: boolean;
  readonly ground: Ground;
}

/** Why a law that was applied is taken back: the proof of the sender showed it, or a person found it. */
export type WithdrawalReason =
  | 'sender-proven'
  | 'not-this-law'
  | 'place-not-covered'
  | 'content-not-covered'
  | 'notice-insufficient';

/** `moot`: nothing was left to do of it (moot-clocks.ts). `nobody-to-tell`: a person found that nobody who posted it can be told. */
export type StopReason =
  | 'done'
  | 'moot'
  | 'nobody-to-tell'
  | 'insufficient'
  | 'law-withdrawn'
  | 'case-closed';

export type CloseReason = 'nothing-to-answer' | 'sender-never-proven' | 'duplicate';

export type UnremovableReason =
  | 'platform-did-nothing'
  | 'platform-refused'
  | 'could-not-verify'
  | 'keeps-coming-back'
  | 'cache-keeps-showing'
  | 'peer-keeps-it'
  | 'kept-by-decision';

/** The result words of a reply; `removed` exists only behind a verification. */
export type ItemResult =
  /** `forNow`: hidden until then only, by when somebody decides; left out where that was decided. */
  | { readonly word: 'removed'; readonly how: Power; readonly forNow?: Instant }
  | { readonly word: 'already_gone' }
  | { readonly word: 'not_found' }
  | { readonly word: 'not_ours' }
  | { readonly word: 'need_more' }
  | { readonly word: 'refused'; readonly ground: Ground }
  | { readonly word: 'withdrawn' }
  | { readonly word: 'preserved'; readonly until: Instant }
  | { readonly word: 'unremovable'; readonly reason: UnremovableReason };

/** The record of a copy as it was located, by its digest: SHA-256, hex, of its canonical text. No bytes of the copy. */
export interface PreservedCopy {
  readonly copy: CopyId;
  readonly digest: string;
}

/** How an event hangs in the chain of receipts (receipt-chain.ts); left out in records from before. */
export interface ChainLink {
  /** Digest of the link before; zeros for the first. */
  readonly prev: string;
  /** SHA-256 of the event with `prev`, hex. */
  readonly digest: string;
}

export type CaseEvent =
  | {
      readonly kind: 'notice-received';
      readonly number: CaseNumber;
      readonly notice: Notice;
      /** What the notice is known to lack from the start. */
      readonly missing: readonly Statement[];
      /** Of whoever opened the case of a mail that had been filed; left out everywhere else. */
      readonly act?: SignedAct;
      /** The first case of the thread that it follows in; left out where it begins one. */
      readonly follows?: CaseNumber;
    }
  /** A later letter of the same body came, which opens no case of its own. */
  | { readonly kind: 'letter-joined'; readonly joined: JoinedLetter }
  /** A mail told the notifier that the letter came, and nothing else. `letter`: one that joined; left out for the one that opened the case. */
  | { readonly kind: 'receipt-acknowledged'; readonly messageId: string; readonly letter?: LetterId }
  | { readonly kind: 'receipt-not-acknowledged'; readonly why: Unacknowledged; readonly letter?: LetterId }
  /** The same letter came again, or its look-ups succeeded at last: now it is proven who sent it. */
  | { readonly kind: 'sender-proven'; readonly sender: Sender }
  /** The body confirmed its exact list over a second enrolled channel: the letter is L2. */
  | { readonly kind: 'letter-confirmed'; readonly confirmation: LetterConfirmation }
  /** `act`: the person who found that it applies; null where the notice itself shows it. */
  | { readonly kind: 'law-applied'; readonly law: AppliedLaw; readonly act: SignedAct | null }
  | {
      readonly kind: 'law-withdrawn';
      readonly regime: string;
      readonly reason: WithdrawalReason;
      readonly act: SignedAct | null;
    }
  /** A person found that the notice lacks these. */
  | { readonly kind: 'notice-judged'; readonly missing: readonly Statement[]; readonly act: SignedAct }
  /** The notifier stated what was missing. */
  | {
      readonly kind: 'notice-completed';
      readonly stated: readonly Statement[];
      readonly act: SignedAct | null;
    }
  | {
      readonly kind: 'milestone-reached';
      readonly milestone: Milestone;
      /** When it was done; the event says when it was recorded. */
      readonly reachedAt: Instant;
      readonly act: SignedAct | null;
    }
  | { readonly kind: 'clock-started'; readonly clock: Clock }
  /** What was only a claim is proven: the clock goes on, no longer provisional. */
  | { readonly kind: 'clock-confirmed'; readonly clock: ClockKey }
  | { readonly kind: 'clock-paused'; readonly clock: ClockKey; readonly act: SignedAct }
  | {
      readonly kind: 'clock-resumed';
      readonly clock: ClockKey;
      readonly due: Instant | null;
      /** Null where it stood still for a question that ended. */
      readonly act: SignedAct | null;
    }
  | {
      readonly kind: 'clock-extended';
      readonly clock: ClockKey;
      readonly due: Instant;
      readonly act: SignedAct;
    }
  | {
      readonly kind: 'clock-alarm';
      readonly clock: ClockKey;
      readonly alarm: Alarm;
      readonly moment: Instant;
    }
  | { readonly kind: 'clock-stopped'; readonly clock: ClockKey; readonly why: StopReason }
  /** What the platform could do when the case first dealt with it. */
  | { readonly kind: 'platform-noted'; readonly capabilities: CapabilityRecord }
  | {
      readonly kind: 'item-located';
      readonly item: ItemIndex;
      readonly copies: readonly Copy[];
      readonly coverage: Coverage;
    }
  | {
      readonly kind: 'item-decided';
      readonly item: ItemIndex;
      readonly decision: Decision;
      /** The joined case in which it was signed; null where it was signed here. */
      readonly from: Origin | null;
    }
  /** Before a copy was hidden: what the platform's record said of it, or why it said nothing. */
  | {
      readonly kind: 'copy-preserved';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly preserved: Preserved;
      readonly link?: ChainLink;
    }
  | {
      readonly kind: 'action-recorded';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly round: number;
      /** The platform's word, which is not yet the truth. */
      readonly answer: 'accepted' | 'not-found';
      readonly receipts: readonly Receipt[];
      readonly link?: ChainLink;
    }
  | {
      readonly kind: 'copy-verified';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly round: number;
      readonly look: number;
      readonly judgement: Judgement;
      readonly verdicts: readonly Verdict[];
      readonly link?: ChainLink;
    }
  | {
      readonly kind: 'copy-unremovable';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly reason: UnremovableReason;
    }
  /** A destroy or a restore that did not happen: the copy stays as it was before, hidden and verified. */
  | { readonly kind: 'copy-left-hidden'; readonly item: ItemIndex; readonly copy: CopyId }
  /** The search was done again before anything was called removed. */
  | {
      readonly kind: 'item-swept';
      readonly item: ItemIndex;
      readonly pass: number;
      readonly added: readonly Copy[];
      /** What the search could not see; left out in records from before. */
      readonly coverage?: Coverage;
    }
  /** What is known of its copies is kept until a day, by a person's decision. */
  | {
      readonly kind: 'item-preserved';
      readonly item: ItemIndex;
      readonly ground: Ground;
      readonly until: Instant;
      readonly records: readonly PreservedCopy[];
      readonly act: SignedAct;
    }
  | KeepingEvent<SignedAct>
  /** A person found that the notifier took it back: `letter` says so, or null where it was told in another way. */
  | {
      readonly kind: 'item-withdrawn';
      readonly item: ItemIndex;
      readonly letter: LetterId | null;
      readonly act: SignedAct;
    }
  | { readonly kind: 'withdrawal-undone'; readonly item: ItemIndex; readonly act: SignedAct }
  | {
      readonly kind: 'item-settled';
      readonly item: ItemIndex;
      readonly result: ItemResult;
      /** What the search could not see, where a search settled it. */
      readonly coverage?: Coverage;
      /** When what was removed is looked at again; left out where it never is, and in records from before. */
      readonly looks?: readonly Instant[];
    }
  /** A recheck: somebody looked once more at a copy that was called removed. `check` counts from 1 since the item was settled. */
  | {
      readonly kind: 'copy-rechecked';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly check: number;
      readonly judgement: Exclude<Judgement, 'cannot-tell' | 'cached'>;
      readonly verdicts: readonly Verdict[];
      readonly link?: ChainLink;
    }
  /** The search done again in a recheck; the round is good where it added nothing. */
  | {
      readonly kind: 'item-searched';
      readonly item: ItemIndex;
      readonly check: number;
      readonly added: readonly Copy[];
      /** What the search could not see; left out in records from before. */
      readonly coverage?: Coverage;
    }
  /** A person saw to what the desk could not remove: by hand, or by writing to whoever can. It settles nothing. */
  | { readonly kind: 'referral-done'; readonly item: ItemIndex; readonly act: SignedAct }
  /** A recheck found it back: the last decision to hide it stands again, and every copy is asked for anew. */
  | {
      readonly kind: 'item-reopened';
      readonly item: ItemIndex;
      readonly check: number;
      readonly why: 'seen-again' | 'new-copy';
    }
  | { readonly kind: 'reply-withheld'; readonly reason: 'sender-not-proven' | 'letter-not-read-whole' }
  /** A person has looked at what was withheld and lets the answer go. */
  | { readonly kind: 'reply-released'; readonly release: Release }
  | { readonly kind: 'reply-sent'; readonly messageId: string; readonly edition: number }
  /** A mail server says that a mail of ours was not delivered, for good or so far. `edition`: null for an acknowledgement. */
  | {
      readonly kind: 'mail-bounced';
      readonly messageId: string;
      readonly edition: number | null;
      /** RFC 3463. */
      readonly status: string;
      readonly permanent: boolean;
    }
  /** A mail told the notifier something beside the receipt and the answer. */
  | { readonly kind: 'further-letter-sent'; readonly says: FurtherLetter; readonly messageId: string }
  /** A person wants the answer that came back to go out again. */
  | { readonly kind: 'reply-asked-again'; readonly act: SignedAct }
  /** A person told the result in another way: somebody no mail of the desk may answer. */
  | { readonly kind: 'answered-by-hand'; readonly edition: number; readonly act: SignedAct }
  /** The platform says so now to whoever made the report. `edition`: of the answer that this is; left out where it is none. */
  | { readonly kind: 'report-told'; readonly state: ReportState; readonly edition?: number }
  /** An account was told of a decision on what it posted, as far as the platform lets it be told. */
  | {
      readonly kind: 'reasons-sent';
      readonly item: ItemIndex;
      readonly decision: DecisionId;
      /** As the platform names it. */
      readonly account: string;
      readonly done: DoneWith;
      readonly outcome: ToldOutcome;
      /** SHA-256 of the statement, hex; never its text. */
      readonly digest: string;
    }
  | DeskEvent<SignedAct>
  | { readonly kind: 'appeal-received'; readonly appeal: Appeal; readonly act: SignedAct | null }
  | { readonly kind: 'appeal-decided'; readonly appeal: AppealId; readonly ruling: Ruling }
  /** A person works on the case: until then nobody else decides on its items. */
  | { readonly kind: 'case-claimed'; readonly until: Instant; readonly act: SignedAct }
  /** She is done with it, or hands it on. */
  /** `lead`: whoever leads the desk let go of somebody else's claim; left out where the holder did. */
  | { readonly kind: 'claim-released'; readonly act: SignedAct; readonly lead?: true }
  | { readonly kind: 'case-closed'; readonly reason: CloseReason; readonly act: SignedAct };

/** An event as kept: numbered within its case, dated, and with its actor. */
export type Recorded<E extends CaseEvent = CaseEvent> = E & {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
};
