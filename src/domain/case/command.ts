// What may be asked of a case. Each command is answered by lifecycle.ts with events or with a refusal.
import type { Clock } from '../clock/clock.ts';
import type { Copy, Coverage, Receipt, Verdict } from '../content/copy.ts';
import type { CaseNumber, CopyId } from '../kernel/ids.ts';
import type { Notice } from '../notice/notice.ts';
import type { Sender } from '../notice/sender.ts';
import type { Decision, ItemIndex, Judgement, Power, Release } from './event.ts';

/** Where a link led: to copies, or to nothing this desk can act on. */
export type Location =
  | { readonly kind: 'found'; readonly copies: readonly Copy[]; readonly coverage: Coverage }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-found' }
  /** A whole room: the sender is asked for the exact messages. */
  | { readonly kind: 'container' }
  | { readonly kind: 'not-ours' };

export type ItemCommand =
  | { readonly kind: 'record-location'; readonly item: ItemIndex; readonly location: Location }
  | { readonly kind: 'decide'; readonly item: ItemIndex; readonly decision: Decision }
  | {
      readonly kind: 'record-action';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly turn: number;
      readonly round: number;
      readonly answer: 'accepted' | 'not-found' | 'given-up';
      readonly receipts: readonly Receipt[];
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
    }
  | {
      readonly kind: 'record-sweep';
      readonly item: ItemIndex;
      readonly turn: number;
      readonly pass: number;
      /** Everything the search found this time, known or new. */
      readonly copies: readonly Copy[];
    };

/** Every command that follows from a decision names its turn: a late answer to an earlier decision proves nothing. */
export type CaseCommand =
  | { readonly kind: 'receive'; readonly number: CaseNumber; readonly notice: Notice; readonly clock: Clock }
  | { readonly kind: 'prove-sender'; readonly sender: Sender; readonly clock: Clock }
  | { readonly kind: 'release-reply'; readonly release: Release }
  | { readonly kind: 'record-reply'; readonly messageId: string; readonly edition: number };

export type Command = CaseCommand | ItemCommand;
