// A person decides that what is known of an item is kept for whoever asked, until a day. Kept are the records and digests of the copies as
// they were located, and no bytes. Where the letter asks for nothing else, that is the result: keeping is no step towards hiding. It is
// kept longer once, and let go of by another person.
import type { LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { isOnlyToKeep } from '../notice/letter.ts';
import { settled } from './acting.ts';
import type { Case } from './case.ts';
import { isOpen } from './clock-state.ts';
import type { ItemCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent, SignedAct } from './event.ts';
import type { Item } from './item.ts';
import { isKeptOrNot } from './moot-clocks.ts';

/** Where removal is asked for as well, the item still waits for that decision: keeping alone answers half of the letter. */
export function preserveItem(
  state: Case,
  item: Item,
  { ground, until, records, act }: Extract<ItemCommand, { kind: 'preserve-item' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (item.withdrawn !== null) return refuse('item.withdrawn', `the notifier took item ${item.index} back`);
  if (item.preserved !== null)
    return refuse('preservation.repeated', `item ${item.index} is preserved already`);
  if (until <= now) return refuse('preservation.ended', 'name a day to come');
  if (item.copies.length === 0 || !coversAll(item, records))
    return refuse('preservation.nothing', 'there is no record of a copy to preserve');
  const event: CaseEvent = { kind: 'item-preserved', item: item.index, ground, until, records, act };
  return (
    refuseAct(state, act, now) ?? ok([event, ...result(state, item, until), ...step(state, item, act, now)])
  );
}

/** What is kept, while it runs: neither let go of nor past its day. */
export const isKept = ({ preserved }: Pick<Item, 'preserved'>, now: Instant): boolean =>
  preserved !== null && preserved.releasedAt === null && preserved.until > now;

/** Kept longer, once, as the law of its ground allows; only while it runs, for what has ended may have been asked for by others since. */
export function extendPreservation(
  state: Case,
  item: Item,
  { until, most, letter, act }: Extract<ItemCommand, { kind: 'extend-preservation' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  const refusal = refuseUnkept(state, item, letter, now);
  if (refusal !== undefined) return refusal;
  if (item.preserved?.extended === true)
    return refuse('preservation.extended', `item ${item.index} was kept longer before`);
  if (until <= (item.preserved?.until ?? until))
    return refuse('preservation.not-later', 'name a later day than the one until which it is kept');
  if (most !== null && until > most)
    return refuse('preservation.too-long', 'the law of its ground does not allow so much');
  const event: CaseEvent = { kind: 'preservation-extended', item: item.index, until, letter, act };
  return refuseAct(state, act, now) ?? ok([event]);
}

/** Let go of by somebody else than whoever decided to keep it: what was kept for an authority is no one person's to give up. */
export function releasePreservation(
  state: Case,
  item: Item,
  { letter, act }: Extract<ItemCommand, { kind: 'release-preservation' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  const refusal = refuseUnkept(state, item, letter, now);
  if (refusal !== undefined) return refusal;
  if (item.preserved?.by === act.by)
    return refuse(
      'preservation.same-person',
      'another person than the one who decided to keep it lets it go',
    );
  const event: CaseEvent = { kind: 'preservation-released', item: item.index, letter, act };
  return refuseAct(state, act, now) ?? ok([event]);
}

function refuseUnkept(
  { letters }: Case,
  item: Item,
  letter: LetterId | null,
  now: Instant,
): Result<never> | undefined {
  if (item.preserved === null) return refuse('preservation.unknown', `nothing is kept of item ${item.index}`);
  if (!isKept(item, now)) return refuse('preservation.ended', `item ${item.index} is kept no longer`);
  return letter !== null && !letters.some((joined) => joined.letter === letter)
    ? refuse('preservation.letter-unknown', 'no such letter joined this case')
    : undefined;
}

const coversAll = ({ copies }: Item, records: readonly { readonly copy: string }[]): boolean =>
  copies.every(({ copy }) => records.some((record) => record.copy === copy.id));

/** Laws that ask for data to be kept count that as done once every item is kept of which something is to be kept; once. */
function step(state: Case, { index }: Item, act: SignedAct, now: Instant): CaseEvent[] {
  const { items, milestones, clocks } = state;
  const isWhole = items.every((other) => other.index === index || isKeptOrNot(state, other));
  const waits = clocks.some((held) => isOpen(held) && held.clock.ends === 'preserved');
  const isDone = milestones.some(({ milestone }) => milestone === 'preserved');
  return isWhole && waits && !isDone
    ? [{ kind: 'milestone-reached', milestone: 'preserved', reachedAt: now, act }]
    : [];
}

/** Also where somebody refused to keep it and an appeal found that wrong. */
function result({ notice }: Case, item: Item, until: Instant): CaseEvent[] {
  const waits = item.status === 'awaiting-decision' || item.result?.word === 'refused';
  const only = notice !== null && isOnlyToKeep(notice.reading);
  return only && waits ? [settled(item, { word: 'preserved', until })] : [];
}
