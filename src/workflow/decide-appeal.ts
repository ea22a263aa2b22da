// A person answers an appeal, and signs. That she never decided on the item before is the domain's to see to.
import type { Case } from '../domain/case/case.ts';
import type { Ruling } from '../domain/case/event.ts';
import type { AppealId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import { type SignedRequest, signedStep, type TakeActPorts } from './take-act.ts';

export interface DecideAppeal extends Pick<Ruling, 'upheld' | 'ground'> {
  readonly appeal: AppealId;
}

/** Upheld for an uploader, every hidden copy is to be shown again; upheld for a notifier, every copy is to be hidden. */
export function decideAppeal(
  request: SignedRequest,
  { appeal, upheld, ground }: DecideAppeal,
  now: Instant,
  ports: TakeActPorts,
): Promise<Result<Case>> {
  const asked = { kind: 'decide-appeal', appeal, upheld, ground } as const;
  const commandOf = (act: SignedRequest['act'] & Pick<Ruling, 'by' | 'signature'>) =>
    ({ kind: 'decide-appeal', appeal, ruling: { ...act, upheld, ground } }) as const;
  return signedStep(request, asked, commandOf, now, ports);
}
