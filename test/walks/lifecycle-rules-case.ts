// The rules of appeals, replies and the case as a whole (L21 to L36 of docs/spec/case-lifecycle.md), read from the bare events.
import { isDeepStrictEqual } from 'node:util';
import { fold } from '../../src/domain/case/case.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, lastBefore, NOTHING, type Of, type Standing, standing } from './lifecycle-history.ts';
import { isRestoreByHand } from './lifecycle-rules-decisions.ts';
import type { Rule } from './lifecycle-rules-items.ts';
import { isAnswer, toldAnswers } from './lifecycle-rules-reports.ts';

type Story = readonly Recorded[];

const inStories =
  (isBroken: (story: Story, at: number, event: Recorded) => boolean): Rule =>
  ({ items }) => {
    for (const [, story] of items) {
      const broken = story.find((event, at) => isBroken(story, at, event));
      if (broken !== undefined) return broken;
    }
    return undefined;
  };

/** A rule on each step, with what stood before it. */
const inSteps =
  (isBroken: (before: Standing, events: readonly Recorded[], history: History) => boolean): Rule =>
  (history) =>
    history.steps.find(({ events }, at) => isBroken(history.standings[at - 1] ?? NOTHING, events, history))
      ?.events[0];

const has = (events: readonly Recorded[], kind: Recorded['kind']): boolean =>
  events.some((event) => event.kind === kind);

const decidedOn = (story: Story, at: number, by: string): boolean =>
  story
    .slice(0, at)
    .some(
      (event) =>
        (event.kind === 'item-decided' && event.decision.by === by) ||
        (event.kind === 'appeal-decided' && event.ruling.by === by),
    );

const onlyToKeep = ([first]: readonly Recorded[]): boolean =>
  first?.kind === 'notice-received' &&
  first.notice.reading.measures.length > 0 &&
  first.notice.reading.measures.every((measure) => measure === 'preserve');

const appealOf = (story: Story, at: number, { appeal }: Of<'appeal-decided'>) =>
  lastBefore(story, at, 'appeal-received', (event) => event.appeal.id === appeal)?.appeal;

const REMEDY = { uploader: 'restore', notifier: 'hide' } as const;

function isUnfoundedRestore(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-decided' || event.decision.act !== 'restore') return false;
  if (isRestoreByHand(story, at, event)) return false;
  const before = story[at - 1];
  if (before?.kind !== 'appeal-decided' || before.seq !== event.seq - 1) return true;
  const { upheld, by, id } = before.ruling;
  const uploader = appealOf(story, at, before)?.by === 'uploader';
  return !upheld || !uploader || by !== event.decision.by || id !== event.decision.id;
}

/** What was destroyed stays so; every other appeal that is upheld turns the decision in the same step. */
function isWrongRemedy(keeps: boolean, story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'appeal-decided') return false;
  const next = story[at + 1];
  const turned =
    next?.kind === 'item-decided' && next.decision.id === event.ruling.id ? next.decision.act : null;
  const by = appealOf(story, at, event)?.by;
  if (by === undefined) return true;
  const { result, seq = 0 } = lastBefore(story, at, 'item-settled') ?? {};
  const isBack = (lastBefore(story, at, 'item-reopened')?.seq ?? 0) > seq;
  const destroyed = by === 'uploader' && !isBack && result?.word === 'removed' && result.how === 'destroy';
  const refused = lastBefore(story, at, 'item-decided')?.decision.act === 'refuse';
  const stays = destroyed || (keeps && by === 'notifier' && refused);
  return turned !== (event.ruling.upheld && !stays ? REMEDY[by] : null);
}

function isSecondAppeal(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'appeal-received') return false;
  const before = story.slice(0, at);
  const open =
    before.filter(({ kind }) => kind === 'appeal-received').length >
    before.filter(({ kind }) => kind === 'appeal-decided').length;
  const same = before.some(
    (one) =>
      one.kind === 'appeal-received' &&
      one.appeal.against === event.appeal.against &&
      one.appeal.by === event.appeal.by,
  );
  return open || same;
}

function isStrangersAppeal(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'appeal-received') return false;
  const decision = standing(story, at)?.decision;
  const stays = decision?.act === 'refuse' || decision?.act === 'restore';
  return decision?.id !== event.appeal.against || event.appeal.by !== (stays ? 'notifier' : 'uploader');
}

const levelBefore = ({ events }: History, seq: number): string | undefined => {
  const last = events.findLast(
    (event) => event.seq < seq && (event.kind === 'notice-received' || event.kind === 'sender-proven'),
  );
  if (last?.kind === 'notice-received') return last.notice.sender.level;
  return last?.kind === 'sender-proven' ? last.sender.level : undefined;
};

const numbered: Rule = ({ events }) =>
  events.find((event, at) => event.seq !== at + 1 || event.at < (events[at - 1]?.at ?? event.at));

/** Writing a history out and reading it back takes longer than all the rules; it is done for one in so many. */
const WRITTEN_OUT = 16;

/** From the events again, and now and then from the events as they are kept: written out and read back. */
const replayed: Rule = ({ events, view }) => {
  const isWritten = events.length % WRITTEN_OUT === 0;
  const kept = isWritten ? (JSON.parse(JSON.stringify(events)) as readonly Recorded[]) : events;
  return isDeepStrictEqual(fold(kept), view) ? undefined : events.at(-1);
};

const isWrongReason = ({ reason, seq }: Of<'case-closed'>, history: History): boolean =>
  reason === 'sender-never-proven' && levelBefore(history, seq) !== 'L0';

/** Whether the notifier was told is settled once; a mail is lost once, and late once before that. */
function saidTwice({ events }: History): Recorded | undefined {
  const said = new Set<string>();
  return events.find((event) => {
    const what = saying(event);
    if (what === null) return false;
    const again = said.has(what);
    said.add(what);
    return again;
  });
}

function saying(event: Recorded): string | null {
  if (event.kind === 'receipt-acknowledged' || event.kind === 'receipt-not-acknowledged')
    return `told ${event.letter ?? ''}`;
  return event.kind === 'mail-bounced' ? `${event.messageId} ${event.permanent}` : null;
}

/** A proof, an appeal and a copy that is back open a case again; a confirmation of what was proven and a recheck are only recorded. */
const AFTER_CLOSING: readonly Recorded['kind'][] = [
  'sender-proven',
  'appeal-received',
  'letter-confirmed',
  'copy-rechecked',
  'item-searched',
  'report-told',
  'reasons-sent',
  'reasons-released',
  'reasons-held',
  'term-heard',
  'asking-sent',
  'further-letter-sent',
];

export const CASE_RULES = {
  L21: inStories(
    (story, at, event) =>
      event.kind === 'appeal-decided' &&
      (appealOf(story, at, event) === undefined ||
        lastBefore(story, at, 'appeal-decided', (one) => one.appeal === event.appeal) !== undefined),
  ),
  L22: inStories(
    (story, at, event) => event.kind === 'appeal-decided' && decidedOn(story, at, event.ruling.by),
  ),
  L23: inStories(isUnfoundedRestore),
  L24: (history) =>
    inStories((story, at, event) => isWrongRemedy(onlyToKeep(history.events), story, at, event))(history),
  L25: inStories(isSecondAppeal),
  L26: inStories(isStrangersAppeal),
  L27: inSteps(({ withheld }, events) => has(events, 'reply-sent') && withheld),
  L28: (history) =>
    [...history.of('reply-sent'), ...history.of('reply-released')].find(
      ({ seq }) => levelBefore(history, seq) === 'L0',
    ),
  L29: (history) => {
    const sent = [
      ...[...history.of('reply-sent'), ...history.of('answered-by-hand')],
      ...toldAnswers(history),
    ].toSorted((a, b) => a.seq - b.seq);
    return sent.find(({ edition }, at) => edition <= (sent[at - 1]?.edition ?? 0)) ?? saidTwice(history);
  },
  L30: inSteps(({ due }, events) => !due && events.some(isAnswer)),
  L31: ({ events, of }) =>
    of('notice-received').length === 1
      ? events[0]?.kind === 'notice-received'
        ? undefined
        : events[0]
      : (of('notice-received')[1] ?? events[0]),
  L32: numbered,
  L33: replayed,
  L34: inSteps(({ closed }, [first]) => closed && first !== undefined && !AFTER_CLOSING.includes(first.kind)),
  L35: inSteps(
    ({ items, settled, withheld, openAppeals }, events, history) =>
      events.some((event) => event.kind === 'case-closed' && isWrongReason(event, history)) ||
      (has(events, 'case-closed') && (openAppeals > 0 || settled.size < items || (items > 0 && !withheld))),
  ),
  L36: (history) =>
    history
      .of('sender-proven')
      .find(({ seq, sender }) => sender.level === 'L0' || levelBefore(history, seq) !== 'L0'),
} satisfies Record<string, Rule>;
