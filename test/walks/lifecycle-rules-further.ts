// The rules of further letters, of objections by letter and of what is kept (L98 to L103 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, type Of } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

type Sent = Of<'further-letter-sent'>;

/** What a letter says that may be said once, in so many words. */
function sayings({ says }: Sent): readonly string[] {
  switch (says.kind) {
    case 'delay':
      return [`delay ${says.reason}`];
    case 'back':
      return says.items.map(({ item, reopened }) => `back ${item} ${reopened}`);
    case 'objection-kept':
      return [`kept ${says.appeal}`];
    case 'end':
      return [`end ${says.edition}`];
  }
}

const saidBefore: Rule = ({ of }) => {
  const said = new Set<string>();
  return of('further-letter-sent').find((event) => {
    const all = sayings(event);
    const again = all.some((one) => said.has(one));
    for (const one of all) said.add(one);
    return again;
  });
};

const toldStranger: Rule = ({ events, of }) =>
  of('further-letter-sent').find(({ says, seq }) => {
    const before = events.slice(0, seq - 1);
    const sender = before.findLast(({ kind }) => kind === 'notice-received' || kind === 'sender-proven');
    const level =
      sender?.kind === 'notice-received'
        ? sender.notice.sender.level
        : sender?.kind === 'sender-proven'
          ? sender.sender.level
          : 'L0';
    if (level !== 'L0') return false;
    const heard = before.some((event) => event.kind === 'receipt-acknowledged' && event.letter === undefined);
    return says.kind !== 'delay' || says.reason !== 'working' || !heard;
  });

function happened({ says, seq }: Sent, { events }: History): boolean {
  const before = events.slice(0, seq - 1);
  switch (says.kind) {
    case 'delay':
      return true;
    case 'back':
      return (
        says.items.length > 0 &&
        says.items.every(({ item, reopened }) =>
          before.some(
            (event) => event.kind === 'item-reopened' && event.item === item && event.seq >= reopened,
          ),
        )
      );
    case 'objection-kept':
      return before.some((event) => isDismissed(event, says.appeal, before));
    case 'end':
      return says.why === 'nothing-to-answer'
        ? before.some(({ kind }) => kind === 'case-closed')
        : before.some((event) => editionOf(event) >= Math.max(1, says.edition));
  }
}

const isDismissed = (event: Recorded, appeal: string, before: readonly Recorded[]): boolean =>
  event.kind === 'appeal-decided' &&
  event.appeal === appeal &&
  !event.ruling.upheld &&
  before.some(
    (one) => one.kind === 'appeal-received' && one.appeal.id === appeal && one.appeal.by === 'notifier',
  );

const editionOf = (event: Recorded): number =>
  event.kind === 'reply-sent' || event.kind === 'answered-by-hand' || event.kind === 'report-told'
    ? (event.edition ?? 0)
    : 0;

const unfounded: Rule = (history) =>
  history.of('further-letter-sent').find((event) => !happened(event, history)) ?? unrecorded(history);

/** A law that asks for it counts the step. */
const unrecorded: Rule = ({ steps, standings }) => {
  for (const [at, { events }] of steps.entries()) {
    if (standings[at - 1]?.closed === true) continue;
    const told = events.find((event) => event.kind === 'further-letter-sent' && event.says.kind === 'delay');
    const step = events.some(
      (event) => event.kind === 'milestone-reached' && event.milestone === 'delay-told',
    );
    if (told !== undefined && !step) return told;
  }
  return undefined;
};

/** By the letter itself, without anybody who recorded it. */
const strangersLetter: Rule = ({ of }) =>
  of('appeal-received').find(
    ({ appeal: { letter, by }, seq }) =>
      letter !== undefined &&
      (by !== 'notifier' ||
        !of('letter-joined').some((event) => event.seq < seq && event.joined.letter === letter)),
  );

type Keeping = Of<'preservation-extended'> | Of<'preservation-released'>;

/** What is wrong with any of them: nothing runs, or the letter did not join. */
function isUnkept({ of }: History, { item, seq, at, letter }: Keeping): boolean {
  const before = <E extends { readonly item: number; readonly seq: number }>(
    events: readonly E[],
  ): readonly E[] => events.filter((event) => event.item === item && event.seq < seq);
  const began = before(of('item-preserved'))[0];
  const until = before(of('preservation-extended'))[0]?.until ?? began?.until;
  const ended = before(of('preservation-released')).length > 0 || until === undefined || until <= at;
  const joined = of('letter-joined').some((event) => event.seq < seq && event.joined.letter === letter);
  return ended || (letter !== null && !joined);
}

const wronglyExtended: Rule = (history) =>
  history.of('preservation-extended').find((event, at, all) => {
    const began = history.of('item-preserved').find(({ item }) => item === event.item);
    const again = all.slice(0, at).some(({ item }) => item === event.item);
    return again || isUnkept(history, event) || event.until <= (began?.until ?? 0);
  });

const wronglyReleased: Rule = (history) =>
  history.of('preservation-released').find((event) => {
    const began = history.of('item-preserved').find(({ item }) => item === event.item);
    return isUnkept(history, event) || began?.act.by === event.act.by;
  });

export const FURTHER_RULES = {
  L98: saidBefore,
  L99: toldStranger,
  L100: unfounded,
  L101: strangersLetter,
  L102: wronglyExtended,
  L103: wronglyReleased,
} satisfies Record<string, Rule>;
