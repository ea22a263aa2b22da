// A named person says that the machine's clock is right, and signs: the only way in which the desk's time goes back.
import { trustPayload } from '../domain/decision/payload.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, type Result } from '../domain/kernel/result.ts';
import type { DeskTime, WallTrust } from '../ports/desk-time.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

export interface TrustWall {
  readonly person: string;
  readonly trust: Omit<WallTrust, 'by' | 'signature'>;
  /** Ed25519 over `trustPayload`, base64. */
  readonly signature: string;
}

/** @param now what the wall shows */
export async function trustWall(
  { person: name, trust, signature }: TrustWall,
  now: Instant,
  ports: SignedActPorts & { readonly deskTime: DeskTime },
): Promise<Result<WallTrust>> {
  const act = { person: name, at: trust.at, signature };
  const person = await signer(act, ({ id }) => trustPayload({ ...trust, by: id }), now, ports);
  if (!person.ok) return person;
  const signed = { ...trust, by: person.value.id, signature };
  await ports.deskTime.trust(signed);
  return ok(signed);
}
