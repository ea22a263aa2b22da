// A person found who is in danger. Of somebody under age every place of the case is spared first, and then her word is recorded: a desk that dies
// in between has spared too much, never too little. What is spared is forgotten, so nobody spares anything without her signature.
import type { Case } from '../domain/case/case.ts';
import type { FoundDanger } from '../domain/case/desk-events.ts';
import type { Platform } from '../domain/content/locator.ts';
import { actPayload } from '../domain/decision/act-payload.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { NearIndex } from '../ports/near-index.ts';
import { signer } from './signed-act.ts';
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
  if (danger === 'minor') await spareAll(request, now, ports);
  return takeAct(request, asked, now, ports);
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
