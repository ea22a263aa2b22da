// What a person signs to make a token of the API, and to take it back: one unambiguous line of text.
import type { SignedAct } from '../case/event.ts';
import type { PersonId } from '../kernel/ids.ts';
import { utc } from '../kernel/instant.ts';
import type { Role } from './role.ts';

type Unsigned = Omit<SignedAct, 'signature'>;

export interface AskedToken {
  readonly name: string;
  readonly role: Role;
  readonly person: PersonId | null;
  /** SHA-256 of the token, hex: she signs for this one and no other. */
  readonly digest: string;
}

export function addTokenPayload({ name, role, person, digest }: AskedToken, act: Unsigned): string {
  const asks = { name, role, person, digest };
  return JSON.stringify({ v: 'redress-add-token/1', ...asks, by: act.by, at: utc(act.at), id: act.id });
}

export function revokeTokenPayload(token: string, act: Unsigned): string {
  return JSON.stringify({ v: 'redress-revoke-token/1', token, by: act.by, at: utc(act.at), id: act.id });
}
