// What may be asked of a case. Each command is answered by lifecycle.ts with events or with a refusal.
import type { Alarm, ClockKey } from '../clock/clock.ts';
import type { AppliedLaw } from '../clock/law.ts';
import type { Milestone } from '../clock/occasion.ts';
import type { Statement } from '../clock/regime.ts';
import type { CapabilityRecord } from '../content/capability-record.ts';
import type { Copy, Coverage, Receipt, Verdict } from '../content/copy.ts';
import type { Preserved } from '../content/copy-record.ts';
import type { AppealId, CaseNumber, CopyId, DecisionId, LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Unacknowledged } from '../notice/acknowledging.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReportState } from '../notice/report.ts';
import type { Sender } from '../notice/sender.ts';
import type {
  AskingEnd,
  EscalatedTo,
  EscalationReason,
  FoundDanger,
  HeardTerm,
  HoldReason,
} from './desk-events.ts';
import type {
  AdoptableDecision,
  Appeal,
  CloseReason,
  Decision,
  Ground,
  ItemIndex,
  Judgement,
  Origin,
  Power,
  PreservedCopy,
  Release,
  Ruling,
  SignedAct,
  WithdrawalReason,
} from './event.ts';
import type { FurtherLetter } from './further-letter.ts';
import type { JoinedLetter } from './joined-letter.ts';
import type { LetterConfirmation } from './letter-confirmation.ts';
import type { ToldOutcome } from './told.ts';

/** Where a link led: to copies, or to nothing this desk can act on. */
export type Location =
  | { readonly kind: 'found'; readonly copies: readonly Copy[]; readonly coverage: Coverage }
  | { readonly kind: 'gone' | 'not-found'; readonly coverage?: Coverage }
  /** A whole room: the sender is asked for the exact messages. */
  | { readonly kind: 'container' }
  | { readonly kind: 'not-ours' };

/** How long after an item is settled as removed it is looked at again, in rising milliseconds; left out: never. */
type LookAgain = readonly number[];

export type ItemCommand =
  | {
      readonly kind: 'record-location';
      readonly item: ItemIndex;
      readonly location: Location;
      /** What the platform could do when it was last asked; the case notes it once. */
      readonly capabilities?: CapabilityRecord;
    }
  | { readonly kind: 'decide'; readonly item: ItemIndex; readonly decision: Decision }
  /** What a person signed in a joined case counts here too. */
  | {
      readonly kind: 'adopt-decision';
      readonly item: ItemIndex;
      /** As it was signed there. */
      readonly decision: AdoptableDecision;
      readonly from: Pick<Origin, 'number' | 'item'>;
    }
  | {
      readonly kind: 'record-action';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly turn: number;
      readonly round: number;
      readonly answer: 'accepted' | 'not-found' | 'given-up';
      readonly receipts: readonly Receipt[];
      /** What was kept of the copy first; left out where that was done before, or nothing is hidden. */
      readonly preserved?: Preserved;
      readonly lookAgain?: LookAgain;
      readonly capabilities?: CapabilityRecord;
    }
  | {
      readonly kind: 'record-verification';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly turn: number;
      readonly round: number;
      readonly look: number;
      readonly judgement: Judgement;
      readonly verdicts: readonly Verdict[];
      readonly lookAgain?: LookAgain;
    }
  | {
      readonly kind: 'record-recheck';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly turn: number;
      readonly check: number;
      readonly judgement: Exclude<Judgement, 'cannot-tell' | 'cached'>;
      readonly verdicts: readonly Verdict[];
    }
  | {
      readonly kind: 'record-search';
      readonly item: ItemIndex;
      readonly turn: number;
      readonly check: number;
      /** Everything the search found this time, known or new. */
      readonly copies: readonly Copy[];
      /** What the search could not see. */
      readonly coverage?: Coverage;
    }
  | {
      readonly kind: 'preserve-item';
      readonly item: ItemIndex;
      readonly ground: Ground;
      readonly until: Instant;
      readonly records: readonly PreservedCopy[];
      readonly act: SignedAct;
    }
  | {
      readonly kind: 'extend-preservation';
      readonly item: ItemIndex;
      readonly until: Instant;
      /** The last moment that the law of its ground allows; null where it says nothing. */
      readonly most: Instant | null;
      readonly letter: LetterId | null;
      readonly act: SignedAct;
    }
  | {
      readonly kind: 'release-preservation';
      readonly item: ItemIndex;
      readonly letter: LetterId | null;
      readonly act: SignedAct;
    }
  | {
      readonly kind: 'withdraw-item';
      readonly item: ItemIndex;
      /** The joined letter that says so; null where it was told in another way. */
      readonly letter: LetterId | null;
      readonly act: SignedAct;
    }
  | { readonly kind: 'undo-withdrawal'; readonly item: ItemIndex; readonly act: SignedAct }
  | {
      readonly kind: 'record-sweep';
      readonly item: ItemIndex;
      readonly turn: number;
      readonly pass: number;
      /** Everything the search found this time, known or new. */
      readonly copies: readonly Copy[];
      /** What the search could not see. */
      readonly coverage?: Coverage;
      readonly lookAgain?: LookAgain;
    }
  | {
      readonly kind: 'receive-appeal';
      readonly item: ItemIndex;
      readonly appeal: Appeal;
      /** The last moment to appeal, or null where nothing sets one. */
      readonly until: Instant | null;
      /** Who recorded it, or null for the desk itself. */
      readonly act: SignedAct | null;
    };

/** Every command that follows from a decision names its turn: a late answer to an earlier decision proves nothing. */
export type CaseCommand =
  | {
      readonly kind: 'receive';
      readonly number: CaseNumber;
      readonly notice: Notice;
      readonly laws: readonly AppliedLaw[];
      readonly missing: readonly Statement[];
      /** Of whoever opened the case of a mail that had been filed. */
      readonly act?: SignedAct;
      /** The first case of the thread that it follows in, or none. */
      readonly follows?: CaseNumber;
    }
  | {
      readonly kind: 'record-acknowledgement';
      readonly messageId: string;
      /** When our mail server took it. */
      readonly handedOverAt: Instant;
      /** One that joined; left out for the letter that opened the case. */
      readonly letter?: LetterId;
    }
  | {
      readonly kind: 'give-up-acknowledgement';
      readonly why: Unacknowledged;
      readonly letter?: LetterId;
    }
  | {
      readonly kind: 'record-bounce';
      readonly messageId: string;
      readonly status: string;
      readonly permanent: boolean;
    }
  /** A later letter of the same body, which opens no case of its own. */
  | { readonly kind: 'join-letter'; readonly joined: JoinedLetter }
  /** `laws`: all that apply now that the sender is known. */
  | { readonly kind: 'prove-sender'; readonly sender: Sender; readonly laws: readonly AppliedLaw[] }
  /** `laws`: all that apply to a letter that was only a claim until now. */
  | {
      readonly kind: 'confirm-letter';
      readonly confirmation: LetterConfirmation;
      readonly laws: readonly AppliedLaw[];
    }
  | { readonly kind: 'judge-notice'; readonly missing: readonly Statement[]; readonly act: SignedAct }
  | {
      readonly kind: 'complete-notice';
      readonly stated: readonly Statement[];
      readonly act: SignedAct | null;
    }
  | {
      readonly kind: 'withdraw-law';
      readonly regime: string;
      readonly reason: WithdrawalReason;
      readonly act: SignedAct;
    }
  /** A person finds that a law applies which the desk did not see. */
  | { readonly kind: 'apply-law'; readonly law: AppliedLaw; readonly act: SignedAct }
  | {
      readonly kind: 'record-milestone';
      readonly milestone: Milestone;
      /** When it was done; left out or null: now. */
      readonly reachedAt?: Instant | null;
      readonly act: SignedAct | null;
    }
  | { readonly kind: 'pause-clock'; readonly clock: ClockKey; readonly act: SignedAct }
  | { readonly kind: 'resume-clock'; readonly clock: ClockKey; readonly act: SignedAct }
  | {
      readonly kind: 'extend-clock';
      readonly clock: ClockKey;
      readonly due: Instant;
      readonly act: SignedAct;
    }
  | { readonly kind: 'raise-alarm'; readonly clock: ClockKey; readonly alarm: Alarm }
  | { readonly kind: 'release-reply'; readonly release: Release }
  | { readonly kind: 'record-reply'; readonly messageId: string; readonly edition: number }
  | { readonly kind: 'record-further-letter'; readonly says: FurtherLetter; readonly messageId: string }
  | { readonly kind: 'answer-by-hand'; readonly act: SignedAct }
  /** The platform was asked to say so to whoever made the report, and says it. */
  | { readonly kind: 'record-report-told'; readonly state: ReportState }
  /** A platform answered when it was asked to tell an account of a decision on what it posted. `of`: the item. */
  | {
      readonly kind: 'record-reasons';
      readonly of: ItemIndex;
      readonly decision: DecisionId;
      readonly account: string;
      readonly outcome: ToldOutcome;
      /** SHA-256 of the statement, hex. */
      readonly digest: string;
    }
  | { readonly kind: 'release-reasons'; readonly act: SignedAct }
  /** `until`: when somebody looks at it again; said once more, the later word counts. */
  | {
      readonly kind: 'hold-reasons';
      readonly why: Exclude<HoldReason, 'confidential'>;
      readonly until: Instant;
      readonly act: SignedAct;
    }
  /** `about`: items of which a better link is wanted; `until`: so long she is waited for. */
  | {
      readonly kind: 'ask-notifier';
      readonly missing: readonly Statement[];
      readonly about: readonly ItemIndex[];
      readonly until: Instant;
      readonly act: SignedAct;
    }
  | { readonly kind: 'record-asking'; readonly messageId: string; readonly again: boolean }
  | {
      readonly kind: 'end-asking';
      readonly why: Extract<AskingEnd, 'answered-otherwise' | 'taken-back'>;
      readonly act: SignedAct;
    }
  /** People are told of a day that the desk set. */
  | ({ readonly kind: 'hear-term' } & HeardTerm)
  /** `about`: positions of items; empty: the case as a whole. */
  | {
      readonly kind: 'escalate-case';
      readonly to: EscalatedTo;
      readonly why: EscalationReason;
      readonly about: readonly ItemIndex[];
      readonly act: SignedAct;
    }
  /** Who is in danger, as a person found. */
  | { readonly kind: 'mark-danger'; readonly danger: FoundDanger; readonly act: SignedAct }
  /** `of`: the item that the desk could not remove. */
  | { readonly kind: 'record-referral'; readonly of: ItemIndex; readonly act: SignedAct }
  | { readonly kind: 'send-again'; readonly act: SignedAct }
  | { readonly kind: 'decide-appeal'; readonly appeal: AppealId; readonly ruling: Ruling }
  /** She works on it until then; said again, the later word counts. */
  | { readonly kind: 'claim-case'; readonly until: Instant; readonly act: SignedAct }
  /** `lead`: of somebody else's claim, by whoever leads the desk. */
  | { readonly kind: 'release-claim'; readonly lead?: true; readonly act: SignedAct }
  | { readonly kind: 'close-case'; readonly reason: CloseReason; readonly act: SignedAct };

export type Command = CaseCommand | ItemCommand;
