// What a person signs when she does anything on a case beside deciding and releasing: one unambiguous line of text that names
// the case, the kind of act and everything it asks.
import type { CaseCommand } from '../case/command.ts';
import type { EscalatedTo } from '../case/desk-events.ts';
import type { Appellant, Ground, ItemIndex, Ruling, SignedAct } from '../case/event.ts';
import type { Statement } from '../clock/regime.ts';
import type { AppealId, CaseNumber, DecisionId, LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { groundText } from './payload.ts';

/** A command of the case that rests on a signed act, before it is signed. */
export type AskedOfCase = WithoutAct<Extract<CaseCommand, { readonly act: SignedAct | null }>>;
type WithoutAct<C> = C extends unknown ? Omit<C, 'act'> : never;

/** Everything a person asks with a signature, beside decisions and releases, in the words of the command it becomes. */
export type Asked =
  | AskedOfCase
  | ({ readonly kind: 'decide-appeal'; readonly appeal: AppealId } & Pick<Ruling, 'upheld' | 'ground'>)
  | {
      readonly kind: 'withdraw-items';
      readonly items: readonly ItemIndex[];
      readonly letter: LetterId | null;
    }
  | { readonly kind: 'undo-withdrawal'; readonly items: readonly ItemIndex[] }
  | {
      readonly kind: 'extend-preservations';
      readonly items: readonly ItemIndex[];
      readonly until: Instant;
      readonly letter: LetterId | null;
    }
  | {
      readonly kind: 'release-preservations';
      readonly items: readonly ItemIndex[];
      readonly letter: LetterId | null;
    }
  | {
      readonly kind: 'preserve-items';
      readonly items: readonly ItemIndex[];
      readonly ground: Ground;
      readonly until: Instant;
    }
  | {
      readonly kind: 'receive-appeal';
      readonly item: ItemIndex;
      readonly from: Appellant;
      readonly against: DecisionId;
    };

/** What a person signs for any other act: the kind of act, and every member of what it asks. */
export function actPayload(number: CaseNumber, asked: Asked, act: Omit<SignedAct, 'signature'>): string {
  return JSON.stringify({
    v: 'redress-act/1',
    act: asked.kind,
    case: number,
    asks: asksText(asked),
    by: act.by,
    at: exact(act.at),
    id: act.id,
  });
}

/** Each kind of act with its members in a fixed order. */
function asksText(asked: Asked): object {
  switch (asked.kind) {
    case 'judge-notice':
      return { missing: sorted(asked.missing) };
    case 'complete-notice':
      return { stated: sorted(asked.stated) };
    case 'withdraw-law':
      return { law: asked.regime, reason: asked.reason };
    case 'apply-law':
      return { law: asked.law.regime, edition: asked.law.edition };
    case 'answer-by-hand':
    case 'send-again':
    case 'release-reasons':
      return {};
    case 'release-claim':
      return asked.lead === true ? { lead: true } : {};
    case 'ask-notifier':
      return { missing: sorted(asked.missing), items: ordered(asked.about), until: exact(asked.until) };
    case 'end-asking':
      return { why: asked.why };
    case 'hold-reasons':
      return { why: asked.why, until: exact(asked.until) };
    case 'mark-danger':
      return { danger: asked.danger };
    case 'escalate-case':
      return { to: toText(asked.to), why: asked.why, items: ordered(asked.about) };
    case 'record-referral':
      return { item: asked.of };
    case 'record-milestone':
      return { milestone: asked.milestone, at: momentText(asked.reachedAt ?? null) };
    case 'pause-clock':
    case 'resume-clock':
      return { clock: asked.clock };
    case 'extend-clock':
      return { clock: asked.clock, due: exact(asked.due) };
    case 'claim-case':
      return { until: exact(asked.until) };
    case 'close-case':
      return { reason: asked.reason };
    case 'withdraw-items':
      return { items: ordered(asked.items), letter: asked.letter };
    case 'extend-preservations':
      return { items: ordered(asked.items), until: exact(asked.until), letter: asked.letter };
    case 'release-preservations':
      return { items: ordered(asked.items), letter: asked.letter };
    case 'undo-withdrawal':
      return { items: ordered(asked.items) };
    case 'preserve-items':
      return { items: ordered(asked.items), ground: groundText(asked.ground), until: exact(asked.until) };
    case 'receive-appeal':
      return { item: asked.item, from: asked.from, against: asked.against };
    case 'decide-appeal':
      return { appeal: asked.appeal, upheld: asked.upheld, ground: groundText(asked.ground) };
  }
}

/** `person:ID`, `body:ID` or `lead`. */
const toText = (to: EscalatedTo): string => (to.kind === 'lead' ? to.kind : `${to.kind}:${to.id}`);

const momentText = (at: Instant | null): string => (at === null ? 'now' : exact(at));

const ordered = (items: readonly ItemIndex[]): readonly ItemIndex[] => [...items].sort((a, b) => a - b);

const sorted = (statements: readonly Statement[]): readonly Statement[] => [...statements].sort();

/** To the millisecond: two deadlines within one second are two deadlines. */
const exact = (at: Instant): string => new Date(at).toISOString();
