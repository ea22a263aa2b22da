// Checks that a named person signed exactly this, and just now. Every act of a person passes through here.
import { MAX_DECISION_AGE } from '../domain/decision/payload.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { People, Person } from '../ports/people.ts';
import type { Signatures } from '../ports/signatures.ts';

export interface SignedActPorts {
  readonly people: People;
  readonly signatures: Signatures;
}

export interface SignedAct {
  readonly person: string;
  readonly at: Instant;
  /** Ed25519 over the payload, base64. */
  readonly signature: string;
}

/** @param payload what she must have signed, given who she is */
export async function signer(
  act: SignedAct,
  payload: (person: Person) => string,
  now: Instant,
  ports: SignedActPorts,
): Promise<Result<Person>> {
  const person = await ports.people.byName(act.person);
  if (person === undefined)
    return refuse('decision.unknown-person', 'register the key with `redress people add`');
  if (!ports.signatures.verify(person.publicKey, payload(person), act.signature))
    return refuse('decision.signature', 'the signature does not fit this act and this person');
  if (now - act.at > MAX_DECISION_AGE)
    return refuse('decision.stale', 'sign again: the signature is older than 10 minutes');
  if (act.at > now)
    return refuse('decision.stale', 'the signature is dated ahead: it could be kept for later');
  return ok(person);
}
