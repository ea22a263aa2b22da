// A person takes a token of the API back, and signs. It opens nothing from the next request on; what it read stays in the record.
import { revokeTokenPayload } from '../domain/access/token-payload.ts';
import type { SignedAct } from '../domain/case/event.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { ApiTokens } from '../ports/api-tokens.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

export interface RevokeToken {
  /** Its id. */
  readonly token: string;
  /** By name: who takes it back. */
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519 over `revokeTokenPayload`, base64. */
  readonly signature: string;
}

export async function revokeToken(
  { token, person: name, act, signature }: RevokeToken,
  now: Instant,
  ports: SignedActPorts & { readonly apiTokens: ApiTokens },
): Promise<Result<undefined>> {
  const by = await signer(
    { person: name, at: act.at, signature },
    ({ id }) => revokeTokenPayload(token, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const revoked = await ports.apiTokens.revoke(token, { ...act, by: by.value.id, signature });
  return revoked ? ok(undefined) : refuse('token.revoked', 'it was taken back before');
}
