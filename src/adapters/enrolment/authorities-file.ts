// Enrolled authorities from a JSON file (`{"authorities": [...]}`). Versioned enrolment by two people comes with the letters issue.
import { readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { authorityId } from '../../domain/kernel/ids.ts';
import type { Authority } from '../../domain/notice/authority.ts';

const Mailbox = Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' });
const File = Type.Object({
  authorities: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
      name: Type.String({ minLength: 1 }),
      nameEn: Type.String({ minLength: 1 }),
      kind: Type.Union([Type.Literal('regulator'), Type.Literal('police'), Type.Literal('victim-support')]),
      country: Type.String({ pattern: '^[A-Z]{2}$' }),
      domain: Type.String({ pattern: '^[a-z0-9.-]+$' }),
      addresses: Type.Array(Mailbox, { minItems: 1 }),
    }),
  ),
});

/** An authorities file that cannot be used. */
class AuthoritiesError extends Error {
  readonly code = 'authorities.invalid';
}

/** @param file path, or empty for no authority at all */
export async function readAuthorities(file: string): Promise<readonly Authority[]> {
  if (file === '') return [];
  const parsed = await parse(file);
  const [problem] = Value.Errors(File, parsed);
  if (problem !== undefined)
    throw new AuthoritiesError(`${file}: ${problem.instancePath} ${problem.message}`);
  return (parsed as Static<typeof File>).authorities.map((authority) => ({
    ...authority,
    id: authorityId(authority.id),
    addresses: authority.addresses.map((address) => address.toLowerCase()),
  }));
}

async function parse(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new AuthoritiesError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
