// A person decides on items of a case, and signs. The desk cannot decide by itself: without her key there is no decision.
import type { Decision, ItemIndex } from '../domain/case/event.ts';
import type { Case } from '../domain/case/case.ts';
import { decisionPayload, MAX_DECISION_AGE, type Unsigned } from '../domain/decision/payload.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import type { People, Person } from '../ports/people.ts';
import type { Signatures } from '../ports/signatures.ts';
import { step } from './step.ts';

export interface DecideItemsPorts {
  readonly cases: Cases;
  readonly people: People;
  readonly signatures: Signatures;
}

export interface DecideItems {
  readonly case: CaseId;
  readonly number: CaseNumber;
  readonly items: readonly ItemIndex[];
  readonly person: string;
  readonly decision: Omit<Unsigned, 'by'>;
  /** Ed25519 over `decisionPayload`, base64. */
  readonly signature: string;
}

/** All items or none: at the first refusal nothing is written. */
export async function decideItems(
  input: DecideItems,
  now: Instant,
  ports: DecideItemsPorts,
): Promise<Result<Case>> {
  const person = await ports.people.byName(input.person);
  if (person === undefined)
    return refuse('decision.unknown-person', 'register the key with `redress people add`');
  const decision = { ...input.decision, by: person.id };
  const problem = problemOf(input, decision, person, now, ports.signatures);
  if (problem !== undefined) return problem;
  const signed: Decision = { ...decision, signature: input.signature };
  return ports.cases.update(input.case, (state) => {
    if (state.number !== input.number)
      return refuse('decision.signature', 'the signature names another case');
    if (input.items.length === 0) return refuse('item.unknown', 'name at least one item');
    if (state.decisions.includes(signed.id))
      return refuse('decision.replayed', 'this decision was recorded before');
    return step(state, asCommands(input.items, signed), { kind: 'person', id: person.id }, now);
  });
}

/** One decision over several items is one signed act: its id enters the record with its first item. */
function asCommands(items: readonly ItemIndex[], decision: Decision) {
  return items.map((item, at) => ({
    kind: 'decide' as const,
    item,
    decision: at === 0 ? decision : { ...decision, id: partOf(decision, item) },
  }));
}

const partOf = (decision: Decision, item: ItemIndex) => `${decision.id}#${item}` as Decision['id'];

function problemOf(
  input: DecideItems,
  decision: Unsigned,
  person: Person,
  now: Instant,
  signatures: Signatures,
): Result<never> | undefined {
  const payload = decisionPayload(input.number, input.items, decision);
  if (!signatures.verify(person.publicKey, payload, input.signature)) {
    return refuse('decision.signature', 'the signature does not fit this decision and this person');
  }
  if (now - decision.at > MAX_DECISION_AGE)
    return refuse('decision.stale', 'sign again: the decision is older than 10 minutes');
  return undefined;
}
