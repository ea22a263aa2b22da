// A person's signed act on a case, beside decisions and releases: a finding on the notice, a law taken back, a step recorded, a
// clock moved, the case closed. What may follow from it is the domain's.
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { SignedAct } from '../domain/case/event.ts';
import { actPayload, type Asked, type AskedOfCase } from '../domain/decision/act-payload.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import { type SignedActPorts, signer } from './signed-act.ts';
import { step } from './step.ts';

export type TakeActPorts = SignedActPorts & { readonly cases: Cases };

/** Who signs on which case, and when; what she asks stands beside it. */
export interface SignedRequest {
  readonly case: CaseId;
  readonly number: CaseNumber;
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519 over `actPayload`, base64. */
  readonly signature: string;
}

export function takeAct(
  request: SignedRequest,
  asked: AskedOfCase,
  now: Instant,
  ports: TakeActPorts,
): Promise<Result<Case>> {
  return signedStep(request, asked, (act) => ({ ...asked, act }), now, ports);
}

/** @param commandOf the command that a good signature becomes */
export async function signedStep(
  { case: caseId, number, person: name, act: unsigned, signature }: SignedRequest,
  asked: Asked,
  commandOf: (act: SignedAct) => Command,
  now: Instant,
  ports: TakeActPorts,
): Promise<Result<Case>> {
  const person = await signer(
    { person: name, at: unsigned.at, signature },
    ({ id }) => actPayload(number, asked, { ...unsigned, by: id }),
    now,
    ports,
  );
  if (!person.ok) return person;
  const { id } = person.value;
  return ports.cases.update(caseId, (state) => {
    if (state.number !== number) return refuse('decision.signature', 'the signature names another case');
    const command = commandOf({ ...unsigned, by: id, signature });
    return step(state, [command], { kind: 'person', id }, now);
  });
}
