// From what happened to what must happen next: events -> tasks. Written as outbox rows in the transaction of the event.
import { type Case, itemAt } from '../case/case.ts';
import { MAX_LOOKS, MAX_ROUNDS } from '../case/acting.ts';
import { isOpen } from '../case/clock-state.ts';
import type { CaseEvent, ItemIndex, Power, Recorded } from '../case/event.ts';
import type { HeardTerm } from '../case/desk-events.ts';
import type { AboutFurther } from '../case/further-letter.ts';
import { copyOf, isFinal, isRechecked, type Item } from '../case/item.ts';
import type { LetterState } from '../case/joined-letters.ts';
import { askings, daysSet } from './desk-days.ts';
import { furtherMoments } from './further-letters.ts';
import { mayChangeTold } from '../case/report-acts.ts';
import { areAllTold, rulingsOwed, type Telling, tellingsOwed } from '../case/telling.ts';
import { urgency } from '../clock/clock.ts';
import type { Copy } from '../content/copy.ts';
import type { CopyId, DecisionId, LetterId } from '../kernel/ids.ts';
import { after, DAY, type Instant, MINUTE, SECOND } from '../kernel/instant.ts';

export type Work =
  /** `again`: after a withdrawal that was undone; left out the first time. */
  | { readonly kind: 'locate'; readonly item: ItemIndex; readonly again?: number }
  | {
      readonly kind: 'act';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly turn: number;
      readonly round: number;
    }
  | {
      readonly kind: 'verify';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly turn: number;
      readonly round: number;
      readonly look: number;
    }
  | { readonly kind: 'sweep'; readonly item: ItemIndex; readonly turn: number; readonly pass: number }
  /** A later look at what was called removed. `again`: after a withdrawal that was undone; left out otherwise. */
  | {
      readonly kind: 'recheck';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly turn: number;
      readonly check: number;
      readonly again?: number;
    }
  /** The search that completes a round of later looks. */
  | {
      readonly kind: 'search-again';
      readonly item: ItemIndex;
      readonly turn: number;
      readonly check: number;
      readonly again?: number;
    }
  /** A person decided: her decision may count in joined cases. */
  | { readonly kind: 'share-decision'; readonly item: ItemIndex; readonly turn: number }
  /** Copies were found: what a joined case decided on them may count here. */
  | { readonly kind: 'adopt-decision'; readonly item: ItemIndex; readonly again?: number }
  | { readonly kind: 'check-sender' }
  /** What the platform says of a report may be another now. `at`: the case's version that asked. */
  | { readonly kind: 'tell-report'; readonly at: number }
  /** Whoever posted it is told of the decision, on which she may appeal. */
  | {
      readonly kind: 'send-reasons';
      readonly item: ItemIndex;
      readonly decision: DecisionId;
      readonly account: string;
    }
  /** Everybody was told: that is a step which laws ask for. `at`: the case's version that asked. */
  | { readonly kind: 'note-all-told'; readonly at: number }
  /** The notifier is asked for something, or reminded. `at`: the event by which a person asked. */
  | { readonly kind: 'ask-notifier'; readonly again: boolean; readonly at: number }
  /** People hear of a day that the desk set. */
  | ({ readonly kind: 'hear-term' } & HeardTerm)
  /** `letter`: one that joined; left out for the one that opened the case. */
  | { readonly kind: 'acknowledge'; readonly letter?: LetterId }
  | { readonly kind: 'reply'; readonly edition: number }
  /** The notifier may be owed a further letter. `at`: the case's version that asked. */
  | { readonly kind: 'further-letter'; readonly about: AboutFurther; readonly at: number };

export interface Task {
  /** Unique within its case: writing it twice is writing it once. Also the platform's idempotency key, with the case. */
  readonly key: string;
  readonly work: Work;
  readonly notBefore: Instant;
  /** Order of work: the nearest legal deadline first. */
  readonly urgency: Instant;
  /** The room it is about, within its platform: one is worked on at a time, so that a slow room holds up no other. Left out: none. */
  readonly queue?: string;
}

/** Pause before acting or looking again; doubles with each try, so that a slow platform is not hammered. */
const FIRST_PAUSE = 2 * SECOND;
/** Look-ups of a sender that failed are asked again after this. */
const DNS_PAUSE = MINUTE;
/** Each further item of a letter is a little less urgent, so that one letter of a thousand items lets others through. */
const ITEM_STEP = SECOND;

/** No law sets an hour for a later look, and a further letter stands before no removal: what is due before so long goes first. */
const RECHECK_SLACK = DAY;

/** All tasks that follow from events just recorded; `now` is the state with these events applied. */
export function plan(now: Case, events: readonly Recorded[]): Task[] {
  const at = events[0]?.at;
  if (at === undefined) return [];
  const works: Next[] = [
    ...events.flatMap((event) => follow(now, event)),
    ...sweeps(now, events),
    ...reportTellings(now, events),
    ...allTold(now, events),
    ...replyIfDue(now, events),
    ...daysSet(now, events),
    ...furtherLetters(now, events),
  ];
  return works.map(({ work, pause = 0, due }) => {
    const notBefore = due ?? after(at, pause);
    const queue = queueOf(work, now);
    const task = { key: keyOf(work), work, notBefore, urgency: urgencyOf(work, now, at, notBefore) };
    return queue === '' ? task : { ...task, queue };
  });
}

/** Before anything was found the link tells rooms apart: up to its last part, they are those of one room. */
function queueOf(work: Work, now: Case): string {
  const report = now.notice?.report;
  // One after another: what was to be said first is not said last.
  if (work.kind === 'tell-report')
    return report === undefined ? '' : `${report.platform} report/${report.id}`;
  const item = 'item' in work ? itemAt(now, work.item) : undefined;
  const isAboutPlace = work.kind !== 'share-decision' && work.kind !== 'adopt-decision';
  if (item === undefined || !isAboutPlace || work.kind === 'send-reasons') return '';
  const { platform, link } = item.listed.locator;
  if (work.kind === 'locate') return `${platform} ${link.slice(0, link.lastIndexOf('/'))}`;
  const copy = 'copy' in work ? copyOf(item, work.copy)?.copy : item.copies[0]?.copy;
  return copy === undefined ? '' : `${copy.connector} ${copy.container}`;
}

/** A word of receipt goes before all other work: it takes a moment, and is wanted within a minute. */
function urgencyOf(work: Work, now: Case, at: Instant, notBefore: Instant): Instant {
  if (work.kind === 'tell-report' && now.told === null) return now.notice?.receivedAt ?? at;
  if (work.kind === 'acknowledge') return (letterOf(now, work.letter) ?? now.notice)?.receivedAt ?? at;
  if (work.kind === 'recheck' || work.kind === 'search-again' || work.kind === 'further-letter')
    return after(notBefore, RECHECK_SLACK);
  return after(leadingUrgency(now, at), 'item' in work ? work.item * ITEM_STEP : 0);
}

const letterOf = ({ letters }: Case, id: LetterId | undefined): LetterState | undefined =>
  letters.find(({ letter }) => letter === id);

/** The most urgent clock that runs leads; a case without one is worked on by its receipt. */
function leadingUrgency(now: Case, at: Instant): Instant {
  const open = now.clocks.filter(isOpen).map(({ clock }) => urgency(clock));
  return open.reduce((first, next) => (next < first ? next : first), open[0] ?? now.notice?.receivedAt ?? at);
}

interface Next {
  readonly work: Work;
  /** Milliseconds after the event; left out: none. */
  readonly pause?: number;
  /** The very moment, where one was set. */
  readonly due?: Instant;
}

function follow(now: Case, event: CaseEvent): Next[] {
  switch (event.kind) {
    case 'notice-received':
      return [
        ...now.items.map(({ index }) => soon({ kind: 'locate', item: index })),
        ...askAgain(now),
        ...tellReceipt(now),
      ];
    case 'letter-joined': {
      const { acknowledge, letter } = event.joined;
      return acknowledge?.kind === 'yes' ? [soon({ kind: 'acknowledge', letter })] : [];
    }
    case 'withdrawal-undone':
      return lookedForAgain(now, event);
    case 'item-located':
      return [soon({ kind: 'adopt-decision', item: event.item })];
    case 'item-decided':
      return [...actions(now, event.item, toAct(now, event.item)), ...sharing(now, event)];
    case 'item-swept':
      return actions(now, event.item, event.added);
    case 'action-recorded':
      return verification(now, event.item, event.copy, event.round, 1, 0);
    case 'copy-verified':
      return lookAgain(now, event);
    case 'item-settled':
      return [...rechecks(now, event.item, 1), ...tellings(now, itemAt(now, event.item))];
    case 'appeal-decided':
      return now.items.flatMap((item) => rulingsOwed(now, item).map((one) => tells(item, one)));
    case 'notifier-asked':
      return [...askings(now)];
    case 'reasons-released':
      return now.items.flatMap((item) => tellings(now, item));
    case 'copy-rechecked':
      return searchAgain(now, event);
    case 'item-searched':
      return rechecks(now, event.item, event.check + 1);
    case 'item-reopened':
      return actions(now, event.item, toAct(now, event.item));
    default:
      return [];
  }
}

const soon = (work: Work): Next => ({ work });

function askAgain(now: Case): Next[] {
  const failed = now.notice?.sender.reasons.includes('guard.dns') === true;
  return failed ? [{ work: { kind: 'check-sender' }, pause: DNS_PAUSE }] : [];
}

/** Once the look-ups work again it is known whether the notifier may be told. */
function tellReceipt({ notice }: Case): Next[] {
  const may = notice?.acknowledge;
  if (may?.kind === 'yes') return [soon({ kind: 'acknowledge' })];
  return may?.why === 'guard.dns' ? [{ work: { kind: 'acknowledge' }, pause: DNS_PAUSE }] : [];
}

/** While it was withdrawn its look-up was answered with nothing, or its copies were not asked about. */
function lookedForAgain(now: Case, { item }: Extract<CaseEvent, { kind: 'withdrawal-undone' }>): Next[] {
  const { status } = itemAt(now, item) ?? {};
  if (status === 'received') return [soon({ kind: 'locate', item, again: now.version })];
  if (status === 'settled') return rechecks(now, item, (itemAt(now, item)?.rechecks ?? 0) + 1, now.version);
  return status === 'awaiting-decision' ? [soon({ kind: 'adopt-decision', item, again: now.version })] : [];
}

/** One later look at each copy, at the moment set for that round; none where none is owed. */
function rechecks(now: Case, index: ItemIndex, check: number, again?: number): Next[] {
  const item = itemAt(now, index);
  const due = item?.looks[check - 1];
  if (item?.status !== 'settled' || due === undefined || check !== item.rechecks + 1) return [];
  const more = again === undefined ? {} : { again };
  if (isRechecked(item, check))
    return [soon({ kind: 'search-again', item: index, turn: item.turn, check, ...more })];
  return item.copies.map(({ copy: { id } }) => ({
    work: { kind: 'recheck', item: index, copy: id, turn: item.turn, check, ...more },
    due,
  }));
}

function searchAgain(
  now: Case,
  { item: index, check }: Extract<CaseEvent, { kind: 'copy-rechecked' }>,
): Next[] {
  const item = itemAt(now, index);
  if (item?.status !== 'settled' || !isRechecked(item, check)) return [];
  return [soon({ kind: 'search-again', item: index, turn: item.turn, check })];
}

/** Everything known but what the decision leaves alone. */
const toAct = (now: Case, index: ItemIndex): Copy[] =>
  itemAt(now, index)?.copies.flatMap(({ copy, status }) => (status === 'asked' ? [copy] : [])) ?? [];

/** First actions on copies; none where the item is not being acted on. */
function actions(now: Case, index: ItemIndex, copies: readonly Copy[]): Next[] {
  const item = itemAt(now, index);
  const act = item?.decision?.act;
  if (item?.status !== 'acting' || act === undefined || act === 'refuse') return [];
  return copies.map(({ id }) =>
    soon({ kind: 'act', item: index, copy: id, power: act, turn: item.turn, round: 1 }),
  );
}

/** Only what was signed here is told to joined cases: each of them hears it from where it was signed. */
function sharing(now: Case, { item, decision, from }: Extract<CaseEvent, { kind: 'item-decided' }>): Next[] {
  const held = itemAt(now, item);
  if (held?.status !== 'acting' || from !== null || decision.act === 'restore') return [];
  return [soon({ kind: 'share-decision', item, turn: held.turn })];
}

function verification(
  now: Case,
  item: ItemIndex,
  copy: CopyId,
  round: number,
  look: number,
  pause: number,
): Next[] {
  const turn = itemAt(now, item)?.turn ?? 0;
  return [{ work: { kind: 'verify', item, copy, turn, round, look }, pause }];
}

function lookAgain(now: Case, event: Extract<CaseEvent, { kind: 'copy-verified' }>): Next[] {
  const item = itemAt(now, event.item);
  const act = item?.decision?.act;
  if (item?.status !== 'acting' || act === undefined || act === 'refuse') return [];
  const { copy, round, look, judgement } = event;
  const looksAgain = judgement === 'cannot-tell' || judgement === 'cached';
  if (looksAgain && look < MAX_LOOKS)
    return verification(now, event.item, copy, round, look + 1, FIRST_PAUSE * 2 ** (look - 1));
  const done = judgement === (act === 'restore' ? 'still-there' : 'gone');
  if (done || looksAgain || judgement === 'at-peer' || round >= MAX_ROUNDS) return [];
  const again: Work = { kind: 'act', item: event.item, copy, power: act, turn: item.turn, round: round + 1 };
  return [{ work: again, pause: FIRST_PAUSE * 2 ** (round - 1) }];
}

/** Each uploader of an item is told by a task of her own: a platform that is slow with one holds up no other. */
function tellings({ hold }: Case, item: Item | undefined): Next[] {
  if (hold !== null || item === undefined) return [];
  return tellingsOwed(item).map((one) => tells(item, one));
}

const tells = ({ index }: Item, { decision, account }: Telling): Next =>
  soon({ kind: 'send-reasons', item: index, decision, account });

/** The last of them may have been told, or the last item may have its result only now. */
function allTold(now: Case, events: readonly CaseEvent[]): Next[] {
  const mayBe = events.some(({ kind }) => kind === 'reasons-sent' || kind === 'item-settled');
  return mayBe && areAllTold(now) ? [soon({ kind: 'note-all-told', at: now.version })] : [];
}

/** When the last known copy of a hidden item is done with, the search is done again. */
function sweeps(now: Case, events: readonly CaseEvent[]): Next[] {
  const touched = new Set(
    events.flatMap((event) =>
      event.kind === 'copy-verified' || event.kind === 'copy-unremovable' ? [event.item] : [],
    ),
  );
  return [...touched].flatMap((index) => {
    const item = itemAt(now, index);
    if (item?.status !== 'acting' || item.decision?.act !== 'hide' || !item.copies.every(isFinal)) return [];
    return [soon({ kind: 'sweep', item: index, turn: item.turn, pass: item.sweeps + 1 })];
  });
}

const ENDS_WAITING: readonly CaseEvent['kind'][] = [
  'item-settled',
  'reply-released',
  'sender-proven',
  'reply-asked-again',
  'preservation-extended',
  'preservation-released',
];

/** A withheld reply waits for a person; every other is sent once the last item is settled. */
function replyIfDue(now: Case, events: readonly CaseEvent[]): Next[] {
  if (!events.some(({ kind }) => ENDS_WAITING.includes(kind)) || !now.replyDue || now.withheld) return [];
  return [soon({ kind: 'reply', edition: now.replies + 1 })];
}

/** Asked for also where nothing seems to change: a call that is on its way may have said something older meanwhile. */
function reportTellings(now: Case, events: readonly CaseEvent[]): Next[] {
  if (now.notice?.report === undefined || !mayChangeTold(events)) return [];
  return [soon({ kind: 'tell-report', at: now.version })];
}

/** Looked at when its moment comes: by then there may be nothing to say. */
function furtherLetters(now: Case, events: readonly CaseEvent[]): Next[] {
  return furtherMoments(now, events).map(({ about, due }) => ({
    work: { kind: 'further-letter', about, at: now.version },
    ...(due === undefined ? {} : { due }),
  }));
}

const againOf = ({ again }: { readonly again?: number }): string => (again === undefined ? '' : `.${again}`);

/** The turn is in the key: a new decision acts anew, also towards platforms that repeat an old answer for an old key. */
function keyOf(work: Work): string {
  switch (work.kind) {
    case 'locate':
      return `locate/${work.item}${againOf(work)}`;
    case 'act':
      return `${work.power}/${work.item}.${work.turn}/${work.copy}/${work.round}`;
    case 'verify':
      return `verify/${work.item}.${work.turn}/${work.copy}/${work.round}/${work.look}`;
    case 'sweep':
      return `sweep/${work.item}.${work.turn}/${work.pass}`;
    case 'recheck':
      return `recheck/${work.item}.${work.turn}/${work.check}/${work.copy}${againOf(work)}`;
    case 'search-again':
      return `search/${work.item}.${work.turn}/${work.check}${againOf(work)}`;
    case 'share-decision':
      return `share/${work.item}.${work.turn}`;
    case 'adopt-decision':
      return `adopt/${work.item}${againOf(work)}`;
    case 'ask-notifier':
      return `ask/${work.at}/${work.again ? 2 : 1}`;
    case 'hear-term':
      return `term/${work.term}/${work.of}/${work.until}/${work.alarm}`;
    case 'acknowledge':
      return work.letter === undefined ? work.kind : `acknowledge/${work.letter}`;
    case 'check-sender':
      return work.kind;
    case 'send-reasons':
      return `reasons/${work.item}/${work.decision}/${work.account}`;
    case 'note-all-told':
      return `all-told/${work.at}`;
    case 'tell-report':
      return `tell-report/${work.at}`;
    case 'reply':
      return `reply/${work.edition}`;
    case 'further-letter':
      return `further/${work.about}/${work.at}`;
  }
}
