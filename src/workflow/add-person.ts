// Registers a person's public key, so that she can decide. One name, one key.
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { People, Person } from '../ports/people.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;
/** 32 bytes in base64, in the one spelling without stray bits: another spelling would be the same key under a second name. */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

export async function addPerson(person: Person, people: People): Promise<Result<Person>> {
  if (!NAME.test(person.name))
    return refuse('person.bad-name', 'a name has 1 to 60 letters, digits, spaces, dots or dashes');
  if (!KEY.test(person.publicKey))
    return refuse('person.bad-key', 'an Ed25519 public key is 32 bytes in base64');
  const added = await people.add(person);
  return added ? ok(person) : refuse('person.exists', 'this name or this key is registered already');
}
