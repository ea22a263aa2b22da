// A person's signed act over several items: what the notifier took back, or did not take back after all, and what is kept for whoever asked,
// longer or no longer.
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { ItemIndex, PreservedCopy, SignedAct } from '../domain/case/event.ts';
import { itemAt } from '../domain/case/case.ts';
import { keptUntil } from '../domain/case/kept-law.ts';
import type { LawBook } from '../domain/clock/book.ts';
import type { Copy } from '../domain/content/copy.ts';
import { actPayload, type Asked } from '../domain/decision/act-payload.ts';
import { refuseGround } from '../domain/decision/ground.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Digests } from '../ports/digests.ts';
import { signer } from './signed-act.ts';
import { step } from './step.ts';
import type { SignedRequest, TakeActPorts } from './take-act.ts';

export type AskedOfItems = Extract<
  Asked,
  {
    readonly kind:
      | 'withdraw-items'
      | 'undo-withdrawal'
      | 'preserve-items'
      | 'extend-preservations'
      | 'release-preservations';
  }
>;

/** `book`: how long each law lets data be kept. */
export type ActOnItemsPorts = TakeActPorts & { readonly digests: Digests; readonly book: LawBook };

/** All items or none: at the first refusal nothing is written. */
export async function actOnItems(
  { case: id, number, person: name, act: unsigned, signature }: SignedRequest,
  asked: AskedOfItems,
  now: Instant,
  ports: ActOnItemsPorts,
): Promise<Result<Case>> {
  const person = await signer(
    { person: name, at: unsigned.at, signature },
    (one) => actPayload(number, asked, { ...unsigned, by: one.id }),
    now,
    ports,
  );
  if (!person.ok) return person;
  const act = { ...unsigned, by: person.value.id, signature };
  return ports.cases.update(id, (state) => {
    if (state.number !== number) return refuse('decision.signature', 'the signature names another case');
    if (asked.items.length === 0) return refuse('item.unknown', 'name at least one item');
    if (state.acts.includes(act.id)) return refuse('decision.replayed', 'this act was recorded before');
    const commands = asked.items.map((item, at) =>
      commandOf(asked, item, partOf(act, item, at), state, ports),
    );
    const refusal =
      asked.kind === 'preserve-items' ? refuseGroundOf(asked, state, now, ports.book) : undefined;
    if (refusal !== undefined) return refusal;
    return step(state, commands, { kind: 'person', id: act.by }, now);
  });
}

/** One act over several items is signed once: its own id enters the record with the first of them. */
const partOf = (act: SignedAct, item: ItemIndex, at: number): SignedAct =>
  at === 0 ? act : { ...act, id: `${act.id}#${item}` as DecisionId };

function commandOf(
  asked: AskedOfItems,
  item: ItemIndex,
  act: SignedAct,
  state: Case,
  { digests, book }: ActOnItemsPorts,
): Command {
  switch (asked.kind) {
    case 'withdraw-items':
      return { kind: 'withdraw-item', item, letter: asked.letter, act };
    case 'undo-withdrawal':
      return { kind: 'undo-withdrawal', item, act };
    case 'extend-preservations': {
      const { until, letter } = asked;
      return { kind: 'extend-preservation', item, until, most: mostOf(state, item, book), letter, act };
    }
    case 'release-preservations':
      return { kind: 'release-preservation', item, letter: asked.letter, act };
    case 'preserve-items': {
      const copies = itemAt(state, item)?.copies ?? [];
      const records = copies.map(({ copy }) => recordOf(copy, digests));
      return { kind: 'preserve-item', item, ground: asked.ground, until: asked.until, records, act };
    }
  }
}

/** Counted from the day until which it is kept now. */
function mostOf(state: Case, item: ItemIndex, book: LawBook): Instant | null {
  const preserved = itemAt(state, item)?.preserved;
  if (preserved === null || preserved === undefined) return null;
  return keptUntil(state, preserved.ground, preserved.until, 'extension', book);
}

/** It names a law that the desk knows, and keeps nothing longer than that law allows. */
function refuseGroundOf(
  asked: Extract<AskedOfItems, { kind: 'preserve-items' }>,
  state: Case,
  now: Instant,
  book: LawBook,
): Result<never> | undefined {
  const tooLong = isTooLong(asked, state, now, book)
    ? refuse('preservation.too-long', 'the law of its ground does not allow so much')
    : undefined;
  return refuseGround(asked.ground, 'keep', state, book) ?? tooLong;
}

function isTooLong(
  { ground, until }: Extract<AskedOfItems, { kind: 'preserve-items' }>,
  state: Case,
  now: Instant,
  book: LawBook,
): boolean {
  const most = keptUntil(state, ground, now, 'period', book);
  return most !== null && until > most;
}

/** Of what the platform said of a copy when it was located, in a fixed order of its members. Not of its bytes, which nobody fetched. */
const recordOf = (copy: Copy, digests: Digests): PreservedCopy => ({
  copy: copy.id,
  digest: digests.sha256(JSON.stringify(copy, Object.keys(copy).sort())),
});
