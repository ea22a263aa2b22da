// The rules of statements of reasons (L87 to L89 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, type Of, standing } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

type Sent = Of<'reasons-sent'>;
type Story = readonly Recorded[];

const inTellings =
  (isBroken: (sent: Sent, before: Story) => boolean): Rule =>
  ({ of, items }) =>
    of('reasons-sent').find((sent) =>
      isBroken(
        sent,
        (items.get(sent.item) ?? []).filter(({ seq }) => seq < sent.seq),
      ),
    );

/** What each power is called once it is done, and what a look found then. */
const AS: Record<string, { readonly done: Sent['done']; readonly seen: string }> = {
  hide: { done: 'hidden', seen: 'gone' },
  destroy: { done: 'deleted', seen: 'gone' },
  restore: { done: 'restored', seen: 'still-there' },
};

/** Every copy of an account that was ever found. */
function copiesOf(account: string, story: Story): readonly string[] {
  const found = story.flatMap((event) => {
    if (event.kind === 'item-located') return event.copies;
    return event.kind === 'item-swept' || event.kind === 'item-searched' ? event.added : [];
  });
  return found.filter(({ uploader }) => uploader === account).map(({ id }) => id);
}

function isUnseen({ account, done }: Sent, story: Story): boolean {
  if (done === 'kept') return false;
  const so = standing(story, story.length);
  const as = AS[so?.decision.act ?? ''];
  if (so === undefined || as?.done !== done) return true;
  const theirs = copiesOf(account, story);
  return !story.some(
    (event) =>
      event.kind === 'copy-verified' &&
      event.seq > so.seq &&
      event.judgement === as.seen &&
      theirs.includes(event.copy),
  );
}

const isSame = (a: Sent, b: Sent): boolean =>
  b.item === a.item && b.decision === a.decision && b.account === a.account;

/** That an appeal of this very account was dismissed is told by its ruling. */
const isOfDismissal = ({ decision, account, done }: Sent, story: Story): boolean =>
  done === 'kept' &&
  story.some(
    (ruled) =>
      ruled.kind === 'appeal-decided' &&
      ruled.ruling.id === decision &&
      !ruled.ruling.upheld &&
      story.some(
        (made) =>
          made.kind === 'appeal-received' &&
          made.appeal.id === ruled.appeal &&
          made.appeal.made?.account === account,
      ),
  );

/** Held by a letter that asks for secrecy, until the release. */
function isHeldBefore({ events }: History, { seq }: Recorded): boolean {
  const last = events.findLast(
    (event) => event.seq < seq && (event.kind === 'reasons-held' || event.kind === 'reasons-released'),
  );
  return last?.kind === 'reasons-held';
}

export const REASON_RULES = {
  L87: inTellings((sent, story) => {
    const { decision } = sent;
    if (sent.done === 'kept') return !isOfDismissal(sent, story);
    const so = standing(story, story.length);
    const isSettled = story.some(
      (event) => event.kind === 'item-settled' && event.seq > (so?.seq ?? Infinity),
    );
    return so?.decision.id !== decision || !isSettled;
  }),
  L88: (history) =>
    history.of('reasons-sent').find((sent, at, all) => all.slice(0, at).some((one) => isSame(sent, one))) ??
    inTellings(isUnseen)(history),
  L89: (history) => {
    const [notice] = history.of('notice-received');
    const [held, ...more] = history.of('reasons-held').filter(({ act }) => act === undefined);
    if ((notice?.notice.reading.confidential ?? false) !== (held !== undefined)) return notice ?? held;
    return (
      more[0] ??
      history.of('reasons-released').find((event) => !isHeldBefore(history, event)) ??
      history.of('reasons-sent').find((event) => isHeldBefore(history, event))
    );
  },
} satisfies Record<string, Rule>;
