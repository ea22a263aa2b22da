// A person answers an appeal, and signs. That she never decided on the item before is the domain's to see to; in joined cases, ours.
import { type Case, itemAt } from '../domain/case/case.ts';
import type { Ruling } from '../domain/case/event.ts';
import type { AppealId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { decidersElsewhere } from './joined-cases.ts';
import { type KnownGroundPorts, refuseUnknownGround } from './known-ground.ts';
import { type SignedRequest, signedStep, type TakeActPorts } from './take-act.ts';

export interface DecideAppeal extends Pick<Ruling, 'upheld' | 'ground'> {
  readonly appeal: AppealId;
}

/** Upheld for an uploader, every hidden copy is to be shown again; upheld for a notifier, every copy is to be hidden. */
export async function decideAppeal(
  request: SignedRequest,
  { appeal, upheld, ground }: DecideAppeal,
  now: Instant,
  ports: TakeActPorts & Pick<KnownGroundPorts, 'law'>,
): Promise<Result<Case>> {
  const unknown = await refuseUnknownGround(request.case, ground, ports);
  if (unknown !== undefined) return unknown;
  if (await hasDecidedElsewhere(request, appeal, ports))
    return refuse('appeal.same-person', 'somebody who decided on this item in a joined case cannot decide');
  const asked = { kind: 'decide-appeal', appeal, upheld, ground } as const;
  const commandOf = (act: SignedRequest['act'] & Pick<Ruling, 'by' | 'signature'>) =>
    ({ kind: 'decide-appeal', appeal, ruling: { ...act, upheld, ground } }) as const;
  return signedStep(request, asked, commandOf, now, ports);
}

/** Read before the case is locked: it keeps out whoever decided in another case, as the lifecycle keeps out whoever did here. */
async function hasDecidedElsewhere(
  { case: id, person: name }: SignedRequest,
  appeal: AppealId,
  { cases, people }: TakeActPorts,
): Promise<boolean> {
  const state = await cases.load(id);
  const index = state?.appeals.find((held) => held.appeal.id === appeal)?.appeal.item;
  const item = state === undefined || index === undefined ? undefined : itemAt(state, index);
  const person = await people.byName(name);
  if (state === undefined || item === undefined || person === undefined) return false;
  return (await decidersElsewhere({ id, state, item }, cases)).includes(person.id);
}
