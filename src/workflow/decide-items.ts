// A person decides on items of a case, and signs. The desk cannot decide by itself: without her key there is no decision.
import type { Decision, ItemIndex } from '../domain/case/event.ts';
import type { Case } from '../domain/case/case.ts';
import { decisionPayload } from '../domain/decision/payload.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import { type KnownGroundPorts, refuseUnknownGround } from './known-ground.ts';
import { type SignedActPorts, signer } from './signed-act.ts';
import { step } from './step.ts';

export type DecideItemsPorts = SignedActPorts & { readonly cases: Cases } & Pick<KnownGroundPorts, 'law'>;

export interface DecideItems {
  readonly case: CaseId;
  readonly number: CaseNumber;
  readonly items: readonly ItemIndex[];
  readonly person: string;
  readonly decision: Omit<Decision, 'by' | 'signature'>;
  /** Ed25519 over `decisionPayload`, base64. */
  readonly signature: string;
}

/** All items or none: at the first refusal nothing is written. */
export async function decideItems(
  input: DecideItems,
  now: Instant,
  ports: DecideItemsPorts,
): Promise<Result<Case>> {
  const { number, items, decision, person: name, signature } = input;
  const act = { person: name, at: decision.at, signature };
  const person = await signer(
    act,
    ({ id }) => decisionPayload(number, items, { ...decision, by: id }),
    now,
    ports,
  );
  if (!person.ok) return person;
  const { id } = person.value;
  const unknown = await refuseUnknownGround(input.case, decision.ground, ports);
  if (unknown !== undefined) return unknown;
  return ports.cases.update(input.case, (state) => {
    if (state.number !== number) return refuse('decision.signature', 'the signature names another case');
    if (!isListed(number, items, decision.list))
      return refuse('decision.signature', 'the signed list names other items of this case');
    if (items.length === 0) return refuse('item.unknown', 'name at least one item');
    if (state.acts.includes(decision.id))
      return refuse('decision.replayed', 'this decision was recorded before');
    const commands = asCommands(items, { ...decision, by: id, signature });
    return step(state, commands, { kind: 'person', id }, now);
  });
}

/** Of one act over several cases: the list that was signed names exactly these items of this one. */
function isListed(number: CaseNumber, items: readonly ItemIndex[], list: Decision['list']): boolean {
  if (list === undefined) return true;
  const [here, ...more] = list.filter((one) => one.number === number);
  if (here === undefined || more.length > 0 || here.items.length !== items.length) return false;
  return here.items.every((item) => items.includes(item));
}

/** One decision over several items is one signed act: its id enters the record with its first item. */
export function asCommands(items: readonly ItemIndex[], decision: Decision) {
  return items.map((item, at) => ({
    kind: 'decide' as const,
    item,
    decision: at === 0 ? decision : { ...decision, id: partOf(decision, item) },
  }));
}

const partOf = (decision: Decision, item: ItemIndex) => `${decision.id}#${item}` as Decision['id'];
