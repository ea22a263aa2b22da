// A person found who is in danger. Of somebody under age every place of the case is spared first, and then her word is recorded: a desk that dies
// in between has spared too much, never too little.
import type { Case } from '../domain/case/case.ts';
import type { FoundDanger } from '../domain/case/desk-events.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Connectors } from '../ports/connector.ts';
import type { NearIndex } from '../ports/near-index.ts';
import { spareItem } from './spare-item.ts';
import { type SignedRequest, takeAct, type TakeActPorts } from './take-act.ts';

export interface MarkDangerPorts extends TakeActPorts {
  readonly connectors: Connectors;
  readonly near: Pick<NearIndex, 'spare'>;
}

export async function markDanger(
  request: SignedRequest,
  danger: FoundDanger,
  now: Instant,
  ports: MarkDangerPorts,
): Promise<Result<Case>> {
  const state = danger === 'minor' ? await ports.cases.load(request.case) : undefined;
  for (const item of state?.items ?? []) {
    const connector = ports.connectors.for(item.listed.locator.platform);
    await spareItem(item, { notice: state?.notice ?? null, danger }, connector, now, ports.near);
  }
  return takeAct(request, { kind: 'mark-danger', danger }, now, ports);
}
