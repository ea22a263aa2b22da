// A person who has looked at a letter lets its withheld reply go, and signs.
import type { Case } from '../domain/case/case.ts';
import type { Release } from '../domain/case/event.ts';
import { releasePayload } from '../domain/decision/payload.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import { type SignedActPorts, signer } from './signed-act.ts';
import { step } from './step.ts';

export interface ReleaseReply {
  readonly case: CaseId;
  readonly number: CaseNumber;
  readonly person: string;
  readonly release: Omit<Release, 'by' | 'signature'>;
  /** Ed25519 over `releasePayload`, base64. */
  readonly signature: string;
}

/** Refused for a sender nobody could prove: there is no enrolled address to answer. */
export async function releaseReply(
  input: ReleaseReply,
  now: Instant,
  ports: SignedActPorts & { readonly cases: Cases },
): Promise<Result<Case>> {
  const { number, release, person: name, signature } = input;
  const act = { person: name, at: release.at, signature };
  const person = await signer(act, ({ id }) => releasePayload(number, { ...release, by: id }), now, ports);
  if (!person.ok) return person;
  const { id } = person.value;
  return ports.cases.update(input.case, (state) => {
    if (state.number !== number) return refuse('decision.signature', 'the signature names another case');
    const command = { kind: 'release-reply' as const, release: { ...release, by: id, signature } };
    return step(state, [command], { kind: 'person', id }, now);
  });
}
