// Administrators change who is enrolled: one asks, another confirms, any of them withdraws. Each signs with her own key.
import { confirm, request, requestOf, withdraw } from '../domain/authority/asking.ts';
import {
  type AdminAct,
  applyEnrolment,
  type Asks,
  type Enrolment,
  type EnrolmentEvent,
  foldEnrolment,
} from '../domain/authority/enrolment.ts';
import { type Enrolling, enrolmentPayload } from '../domain/authority/payload.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Enrolments } from '../ports/enrolments.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

export type EnrolPorts = SignedActPorts & { readonly enrolments: Enrolments };

/** Who signs, and when. */
export interface SignedAdmin {
  readonly id: DecisionId;
  readonly person: string;
  readonly at: Instant;
  /** Ed25519 over `enrolmentPayload`, base64. */
  readonly signature: string;
}

export type AskedOfEnrolment =
  | { readonly act: 'request'; readonly asks: Asks; readonly authority: Authority }
  | { readonly act: 'confirm' | 'withdraw'; readonly request: DecisionId };

/** @returns the list after the event */
export async function enrolAuthority(
  asked: AskedOfEnrolment,
  signed: SignedAdmin,
  now: Instant,
  ports: EnrolPorts,
): Promise<Result<Enrolment>> {
  const state = foldEnrolment(await ports.enrolments.history());
  const enrolling = enrollingOf(state, asked);
  if (!enrolling.ok) return enrolling;
  const person = await signer(
    signed,
    ({ id }) => enrolmentPayload(enrolling.value, { ...signed, by: id }),
    now,
    ports,
  );
  if (!person.ok) return person;
  const { id: by, publicKey: key } = person.value;
  const answer = answerTo(state, asked, {
    id: signed.id,
    by,
    key,
    at: signed.at,
    signature: signed.signature,
  });
  if (!answer.ok) return answer;
  const written = await ports.enrolments.append(answer.value, state.version);
  return written
    ? ok(applyEnrolment(state, answer.value))
    : refuse(
        'authority.changed-meanwhile',
        'somebody else changed the list at this moment: look and ask again',
      );
}

/** What is signed: the body itself, also by whoever confirms or withdraws. */
export function enrollingOf(state: Enrolment, asked: AskedOfEnrolment): Result<Enrolling> {
  if (asked.act === 'request') return ok({ ...asked, request: null });
  const found = requestOf(state, asked.request);
  return found === undefined
    ? refuse('authority.request-unknown', 'there is no such request')
    : ok({ ...asked, asks: found.asks, authority: found.authority });
}

function answerTo(state: Enrolment, asked: AskedOfEnrolment, act: AdminAct): Result<EnrolmentEvent> {
  if (asked.act === 'request') return request(state, asked.asks, asked.authority, act);
  return asked.act === 'confirm' ? confirm(state, asked.request, act) : withdraw(state, asked.request, act);
}
