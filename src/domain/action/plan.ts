// From what happened to what must happen next: events -> tasks. Written as outbox rows in the transaction of the event.
import { type Case, copyOf, itemAt } from '../case/case.ts';
import type { CaseEvent, ItemIndex, Power, Recorded } from '../case/event.ts';
import { MAX_LOOKS, MAX_ROUNDS } from '../case/lifecycle.ts';
import { urgency } from '../clock/clock.ts';
import type { CopyId } from '../kernel/ids.ts';
import { after, type Instant, SECOND } from '../kernel/instant.ts';

export type Work =
  | { readonly kind: 'locate'; readonly item: ItemIndex }
  | {
      readonly kind: 'act';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly round: number;
    }
  | {
      readonly kind: 'verify';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly round: number;
      readonly look: number;
    }
  | { readonly kind: 'reply'; readonly edition: number };

export interface Task {
  /** Unique within its case: writing it twice is writing it once. Also the platform's idempotency key, with the case. */
  readonly key: string;
  readonly work: Work;
  readonly notBefore: Instant;
  /** Order of work: the nearest legal deadline first. */
  readonly urgency: Instant;
}

/** Pause before acting or looking again; doubles with each try, so that a slow platform is not hammered. */
const FIRST_PAUSE = 2 * SECOND;

/** All tasks that follow from events just recorded; `now` is the state with these events applied. */
export function plan(now: Case, events: readonly Recorded[]): Task[] {
  const works = events.flatMap((event) => follow(now, event));
  const planned = [...works, ...replyIfDue(now, events)];
  return planned.map(({ work, pause }) => {
    const at = events[0]?.at ?? now.clock?.startedAt;
    if (at === undefined) throw new Error('a plan needs a moment');
    return {
      key: keyOf(work, now),
      work,
      notBefore: after(at, pause),
      urgency: now.clock === null ? at : urgency(now.clock),
    };
  });
}

interface Next {
  readonly work: Work;
  readonly pause: number;
}

function follow(now: Case, event: CaseEvent): Next[] {
  switch (event.kind) {
    case 'notice-received':
      return now.items.map(({ index }) => ({ work: { kind: 'locate', item: index }, pause: 0 }));
    case 'item-decided':
      return event.decision.act === 'refuse' ? [] : actions(now, event.item, event.decision.act);
    case 'action-recorded':
      return [
        {
          work: { kind: 'verify', item: event.item, copy: event.copy, round: event.round, look: 1 },
          pause: 0,
        },
      ];
    case 'copy-verified':
      return lookAgain(now, event);
    default:
      return [];
  }
}

function actions(now: Case, item: ItemIndex, power: Power): Next[] {
  return (itemAt(now, item)?.copies ?? []).map(({ copy }) => ({
    work: { kind: 'act', item, copy: copy.id, power, round: 1 },
    pause: 0,
  }));
}

function lookAgain(now: Case, event: Extract<CaseEvent, { kind: 'copy-verified' }>): Next[] {
  const item = itemAt(now, event.item);
  const held = item === undefined ? undefined : copyOf(item, event.copy);
  if (item?.decision === undefined || item.decision === null || held === undefined) return [];
  const { copy, round, look } = event;
  if (event.judgement === 'still-there' && round < MAX_ROUNDS && item.decision.act !== 'refuse') {
    const power = item.decision.act;
    return [
      {
        work: { kind: 'act', item: event.item, copy, power, round: round + 1 },
        pause: FIRST_PAUSE * 2 ** (round - 1),
      },
    ];
  }
  if (event.judgement === 'cannot-tell' && look < MAX_LOOKS) {
    return [
      {
        work: { kind: 'verify', item: event.item, copy, round, look: look + 1 },
        pause: FIRST_PAUSE * 2 ** (look - 1),
      },
    ];
  }
  return [];
}

/** A withheld reply waits for a person; every other is sent once the last item is settled. */
function replyIfDue(now: Case, events: readonly CaseEvent[]): Next[] {
  const settledNow = events.some((event) => event.kind === 'item-settled' || event.kind === 'reply-released');
  if (!settledNow || !now.replyDue || now.withheld) return [];
  return [{ work: { kind: 'reply', edition: now.replies + 1 }, pause: 0 }];
}

function keyOf(work: Work, now: Case): string {
  switch (work.kind) {
    case 'locate':
      return `locate/${work.item}`;
    case 'act':
      return `${work.power}/${work.item}/${work.copy}/${work.round}`;
    case 'verify':
      return `verify/${decisionOf(now, work.item)}/${work.item}/${work.copy}/${work.round}/${work.look}`;
    case 'reply':
      return `reply/${work.edition}`;
  }
}

/** Hiding and destroying the same copy are verified separately. */
const decisionOf = (now: Case, item: ItemIndex): string => itemAt(now, item)?.decision?.act ?? 'none';
