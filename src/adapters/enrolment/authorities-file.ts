// Enrolled authorities from a JSON file (`{"authorities": [...]}`). Versioned enrolment by two people comes with the letters issue.
import { readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { authorityId } from '../../domain/kernel/ids.ts';
import { type LocalDate, parseDate } from '../../domain/kernel/zone.ts';
import type { Authority } from '../../domain/notice/authority.ts';

const Mailbox = Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** A regulator named this body for these days, both ends included; `until` null: no last day was named. */
const Designation = Type.Object({
  from: Day,
  until: Type.Union([Day, Type.Null()]),
  by: Type.String({ minLength: 1 }),
});
const File = Type.Object({
  authorities: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
      name: Type.String({ minLength: 1 }),
      nameEn: Type.String({ minLength: 1 }),
      kind: Type.Union(
        (['regulator', 'police', 'prosecutor', 'court', 'victim-support'] as const).map((kind) =>
          Type.Literal(kind),
        ),
      ),
      country: Type.String({ pattern: '^[A-Z]{2}$' }),
      domain: Type.String({ pattern: '^[a-z0-9.-]+$' }),
      addresses: Type.Array(Mailbox, { minItems: 1 }),
      designations: Type.Optional(Type.Array(Designation)),
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
    designations: (authority.designations ?? []).map(({ from, until, by }) => ({
      from: dayOf(file, from),
      until: until === null ? null : dayOf(file, until),
      by,
    })),
  }));
}

/** A day that does not exist would quietly designate nobody. */
function dayOf(file: string, text: string): LocalDate {
  const date = parseDate(text);
  if (date === null) throw new AuthoritiesError(`${file}: there is no day ${text}`);
  return date;
}

async function parse(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new AuthoritiesError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
