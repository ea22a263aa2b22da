// Asks the platform to hide, destroy or restore one copy, as a person decided. The platform's yes is recorded as a claim.
import type { Work } from '../domain/action/plan.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import type { Decision, Power } from '../domain/case/event.ts';
import type { Connector, Operation, Order, ReasonCode } from '../ports/connector.ts';
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
  if (stopped !== null) return recordOf({ kind: 'refused', code: stopped }, item, work);
  const order = { key, reason: reasonOf(decision) };
  return recordOf(await perform(held, work.power, order, decision, connector), item, work);
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

function recordOf(operation: Operation, item: Item, work: Extract<Work, { kind: 'act' }>): Outcome {
  if (operation.kind === 'retry') return operation;
  const { copy, power, turn, round } = work;
  const common = { kind: 'record-action' as const, item: item.index, copy, power, turn, round };
  return {
    kind: 'record',
    command:
      operation.kind === 'refused'
        ? { ...common, answer: 'given-up', receipts: [] }
        : { ...common, answer: operation.kind, receipts: operation.receipts },
  };
}

/** The platform learns a code, nothing else. */
function reasonOf(decision: Decision): ReasonCode {
  return decision.ground.kind === 'law' ? 'intimate-image' : 'terms';
}
