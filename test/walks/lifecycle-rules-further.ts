// The rules of further letters and of objections by letter (L100 to L103 of docs/spec/case-lifecycle.md), read from the bare events.
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

export const FURTHER_RULES = {
  L100: saidBefore,
  L101: toldStranger,
  L102: unfounded,
  L103: strangersLetter,
} satisfies Record<string, Rule>;
