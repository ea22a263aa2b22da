// A person found who is in danger. Of somebody under age every place of the case is spared first, and then her word is recorded: a desk that dies
// in between has spared too much, never too little. What is spared is forgotten: so nothing is spared without her signature, nor for a word that
// the case would not take.
import type { Case } from '../domain/case/case.ts';
import type { FoundDanger } from '../domain/case/desk-events.ts';
import type { Platform } from '../domain/content/locator.ts';
import { actPayload, type AskedOfCase } from '../domain/decision/act-payload.ts';
import type { PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { NearIndex } from '../ports/near-index.ts';
import { signer } from './signed-act.ts';
import { step } from './step.ts';
import { type Placing, spareItem } from './spare-item.ts';
import { type SignedRequest, takeAct, type TakeActPorts } from './take-act.ts';

export interface MarkDangerPorts extends TakeActPorts {
  readonly connectors: { for(platform: Platform): Placing | undefined };
  readonly near: Pick<NearIndex, 'spare'>;
}

export async function markDanger(
  request: SignedRequest,
  danger: FoundDanger,
  now: Instant,
  ports: MarkDangerPorts,
): Promise<Result<Case>> {
  const asked = { kind: 'mark-danger', danger } as const;
  const { number, person, act, signature } = request;
  const by = await signer(
    { person, at: act.at, signature },
    ({ id }) => actPayload(number, asked, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const would = await asTaken(request, asked, by.value.id, now, ports);
  if (!would.ok) return would;
  if (danger === 'minor') await spareAll(request, now, ports);
  return takeAct(request, asked, now, ports);
}

/** What the case would say to it as it stands. */
async function asTaken(
  { case: id, number, act, signature }: SignedRequest,
  asked: AskedOfCase,
  by: PersonId,
  now: Instant,
  { cases }: MarkDangerPorts,
): Promise<Result<unknown>> {
  const state = await cases.load(id);
  if (state?.number !== number) return refuse('case.unknown', 'there is no such case');
  return step(state, [{ ...asked, act: { ...act, by, signature } }], { kind: 'person', id: by }, now);
}

async function spareAll(
  { case: id, number }: SignedRequest,
  now: Instant,
  { cases, connectors, near }: MarkDangerPorts,
): Promise<void> {
  const state = await cases.load(id);
  if (state?.number !== number) return;
  for (const item of state.items) {
    const connector = connectors.for(item.listed.locator.platform);
    await spareItem(item, { notice: state.notice, danger: 'minor' }, connector, now, near);
  }
}
