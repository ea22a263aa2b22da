// A person decides that what is known of an item is kept for whoever asked, until a day. Kept are the records and digests of the copies as
// they were located, and no bytes. Where the letter asks for nothing else, that is the result: keeping is no step towards hiding.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { isOnlyToKeep } from '../notice/letter.ts';
import { settled } from './acting.ts';
import type { Case } from './case.ts';
import type { ItemCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent } from './event.ts';
import type { Item } from './item.ts';

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
  return refuseAct(state, act, now) ?? ok([event, ...result(state, item, until)]);
}

const coversAll = ({ copies }: Item, records: readonly { readonly copy: string }[]): boolean =>
  copies.every(({ copy }) => records.some((record) => record.copy === copy.id));

/** Also where somebody refused to keep it and an appeal found that wrong. */
function result({ notice }: Case, item: Item, until: Instant): CaseEvent[] {
  const waits = item.status === 'awaiting-decision' || item.result?.word === 'refused';
  const only = notice !== null && isOnlyToKeep(notice.reading);
  return only && waits ? [settled(item, { word: 'preserved', until })] : [];
}
