// Asks the platform to hide, destroy or restore one copy, as a person decided. The platform's yes is recorded as a claim. What the
// platform's record says of a copy is kept first, in a fixed order; a record that cannot be had holds up no hiding.
import type { Work } from '../domain/action/plan.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import type { Decision, Power } from '../domain/case/event.ts';
import type { Preserved } from '../domain/content/copy-record.ts';
import type { Connector, Operation, Order, ReasonCode, Retry } from '../ports/connector.ts';
import type { Outcome } from './outcome.ts';

/**
 * @param key idempotency key towards the platform: the same for every try of this round
 * @param stopped why nothing is done to this copy although it was decided, or null
 */
export async function actOnCopy(
  item: Item,
  held: CopyState,
  work: Extract<Work, { kind: 'act' }>,
  key: string,
  stopped: string | null,
  connector: Connector,
): Promise<Outcome> {
  const { decision } = item;
  if (item.status !== 'acting' || decision?.act !== work.power || item.turn !== work.turn)
    return { kind: 'nothing-to-do' };
  if (stopped !== null) return recordOf({ kind: 'refused', code: stopped }, item, work, undefined);
  const before = work.power === 'restore' ? undefined : await preserve(held, connector);
  // What is to be destroyed is hidden already, so that it can wait; what people still see cannot.
  if (work.power === 'destroy' && before?.kind === 'retry') return before;
  const order = { key, reason: reasonOf(decision) };
  const operation = await perform(held, work.power, order, decision, connector);
  if (operation.kind === 'retry') return operation;
  return recordOf(operation, item, work, before?.kind === 'retry' ? await tryAgain(held, connector) : before);
}

/** Undefined where a record is kept already. A connector that fails at it is no reason to leave a copy where people see it. */
async function preserve(
  { copy, record }: CopyState,
  connector: Connector,
): Promise<Preserved | Retry | undefined> {
  if (record !== null) return undefined;
  try {
    return await connector.preserve(copy);
  } catch {
    return { kind: 'retry', code: 'connector.failing', afterMs: null };
  }
}

/** Most platforms still say what a hidden copy was; the next round asks once more where this one does not. */
async function tryAgain(held: CopyState, connector: Connector): Promise<Preserved | undefined> {
  const after = await preserve(held, connector);
  return after?.kind === 'retry' ? { kind: 'denied', code: after.code } : after;
}

function perform(
  { copy }: CopyState,
  power: Power,
  order: Order,
  decision: Decision,
  connector: Connector,
): Promise<Operation> {
  switch (power) {
    case 'hide':
      return connector.hide(copy, order);
    case 'destroy':
      return connector.destroy(copy, { ...order, decision: decision.id });
    case 'restore':
      return connector.restore(copy, order);
  }
}

function recordOf(
  operation: Exclude<Operation, Retry>,
  item: Item,
  { copy, power, turn, round }: Extract<Work, { kind: 'act' }>,
  preserved: Preserved | undefined,
): Outcome {
  const common = {
    ...{ kind: 'record-action' as const, item: item.index, copy, power, turn, round },
    ...(preserved === undefined ? {} : { preserved }),
  };
  return {
    kind: 'record',
    command:
      operation.kind === 'refused'
        ? { ...common, answer: 'given-up', receipts: [] }
        : { ...common, answer: operation.kind, receipts: operation.receipts },
  };
}

/** The platform learns a code, nothing else. */
export function reasonOf({ ground }: Pick<Decision, 'ground'>): ReasonCode {
  return ({ law: 'intimate-image', 'other-law': 'other-illegal', terms: 'terms' } as const)[ground.kind];
}
