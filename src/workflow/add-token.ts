// A person makes a token of the API, and signs for it. The desk keeps its digest; the token is shown once and is nowhere else.
import { ACTING } from '../domain/access/role.ts';
import { addTokenPayload, type AskedToken } from '../domain/access/token-payload.ts';
import type { SignedAct } from '../domain/case/event.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { ApiToken, ApiTokens } from '../ports/api-tokens.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

/** As names of people: they stand beside each other in lists. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;

export interface AddToken {
  readonly asked: AskedToken;
  /** By name: who makes it. */
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519 over `addTokenPayload`, base64. */
  readonly signature: string;
}

export async function addToken(
  { asked, person: name, act, signature }: AddToken,
  now: Instant,
  ports: SignedActPorts & { readonly apiTokens: ApiTokens },
): Promise<Result<ApiToken>> {
  if (!NAME.test(asked.name))
    return refuse('token.bad-name', 'a name has 1 to 60 letters, digits, spaces, dots or dashes');
  if (ACTING.includes(asked.role) && asked.person === null)
    return refuse('token.no-person', `a token of the role ${asked.role} belongs to a person`);
  const by = await signer(
    { person: name, at: act.at, signature },
    ({ id }) => addTokenPayload(asked, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const { digest, ...rest } = asked;
  const token = { ...rest, id: act.id, addedAt: act.at, addedBy: by.value.id };
  const added = await ports.apiTokens.add(token, digest, signature);
  if (!added) return refuse('token.exists', 'there is, or was, a token of that name');
  return ok({ ...token, revokedAt: null });
}
