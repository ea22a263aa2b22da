// Enrolled authorities from JSON: a whole file (`{"authorities": [...]}`), with which a desk starts, or one body for a request.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { CONTENT_CLASSES } from '../../domain/clock/regime.ts';
import { authorityId } from '../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { type LocalDate, parseDate } from '../../domain/kernel/zone.ts';
import type { Authority, Scope } from '../../domain/notice/authority.ts';
import { MEASURES } from '../../domain/notice/letter.ts';
import type { AuthoritiesFile } from '../../ports/enrolments.ts';

const one = <T extends string>(words: readonly T[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Id = Type.String({ pattern: '^[a-z0-9-]{1,60}$' });
const Country = Type.String({ pattern: '^[A-Z]{2}$' });
const Mailbox = Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** A moment is only a moment with its zone. */
const Moment = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{3})?)?(Z|[+-]\\d\\d:\\d\\d)$',
});
const orNull = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
/** A regulator named this body for these days, both ends included; `until` null: no last day was named. */
const Designation = Type.Object({
  from: Day,
  until: Type.Union([Day, Type.Null()]),
  by: Type.String({ minLength: 1 }),
});
/** Null or left out: no limit. */
const ScopeForm = Type.Object(
  {
    countries: orNull(Type.Array(Country)),
    classes: orNull(Type.Array(one(CONTENT_CLASSES))),
    measures: orNull(Type.Array(one(MEASURES))),
    itemsADay: orNull(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
/** 32 bytes in base64, in the one spelling that has no stray bits. */
const Key = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9._/-]{1,80}$' }),
  publicKey: Type.String({ pattern: '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$' }),
});
const Body = Type.Object({
  id: Id,
  name: Type.String({ minLength: 1 }),
  nameEn: Type.String({ minLength: 1 }),
  kind: one(['regulator', 'police', 'prosecutor', 'court', 'victim-support']),
  country: Country,
  domain: Type.String({ pattern: '^[a-z0-9.-]+$' }),
  addresses: Type.Array(Mailbox, { minItems: 1 }),
  aliases: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  designations: Type.Optional(Type.Array(Designation)),
  validFrom: orNull(Moment),
  validUntil: orNull(Moment),
  successor: orNull(Type.Object({ id: Id, from: Moment })),
  signing: Type.Optional(one(['usual', 'to-unsigned'])),
  scope: orNull(ScopeForm),
  keys: Type.Optional(Type.Array(Key)),
});
const File = Type.Object({ authorities: Type.Array(Body) });

/** An authorities file that cannot be used. */
class AuthoritiesError extends Error {
  readonly code = 'authorities.invalid';
}

/** @param file path, or empty for no authority at all */
export async function readAuthorities(file: string): Promise<readonly Authority[]> {
  return file === '' ? [] : (await readAuthoritiesFile(file)).authorities;
}

/** The file with which a desk starts, and the digest by which it is known again. */
export async function readAuthoritiesFile(file: string): Promise<AuthoritiesFile> {
  const text = await textOf(file);
  const { authorities } = checked(File, file, text);
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  return { digest, authorities: authorities.map((body) => authorityIn(file, body)) };
}

/** One body, as `authorities enrol` and `authorities change` take it. Throws `authorities.invalid`. */
export async function readAuthority(file: string): Promise<Authority> {
  return authorityIn(file, checked(Body, file, await textOf(file)));
}

function authorityIn(file: string, body: Static<typeof Body>): Authority {
  const moment = (text: string | null | undefined): Instant | null =>
    text === undefined || text === null ? null : momentOf(file, text);
  const { successor } = body;
  return {
    id: authorityId(body.id),
    name: body.name,
    nameEn: body.nameEn,
    kind: body.kind,
    country: body.country,
    domain: body.domain,
    addresses: body.addresses.map((address) => address.toLowerCase()),
    aliases: body.aliases ?? [],
    designations: (body.designations ?? []).map(({ from, until, by }) => ({
      from: dayOf(file, from),
      until: until === null ? null : dayOf(file, until),
      by,
    })),
    validFrom: moment(body.validFrom),
    validUntil: moment(body.validUntil),
    successor:
      successor === undefined || successor === null
        ? null
        : { id: authorityId(successor.id), from: momentOf(file, successor.from) },
    signing: body.signing ?? 'usual',
    scope: scopeIn(body.scope ?? {}),
    keys: body.keys ?? [],
  };
}

function scopeIn({ countries, classes, measures, itemsADay }: Static<typeof ScopeForm>): Scope {
  return {
    ...(countries === undefined || countries === null ? {} : { countries }),
    ...(classes === undefined || classes === null ? {} : { classes }),
    ...(measures === undefined || measures === null ? {} : { measures }),
    ...(itemsADay === undefined || itemsADay === null ? {} : { itemsADay }),
  };
}

/** A day that does not exist would quietly designate nobody. */
function dayOf(file: string, text: string): LocalDate {
  const date = parseDate(text);
  if (date === null) throw new AuthoritiesError(`${file}: there is no day ${text}`);
  return date;
}

function momentOf(file: string, text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new AuthoritiesError(`${file}: there is no moment ${text}`);
  dayOf(file, text.slice(0, 'YYYY-MM-DD'.length));
  return instant(at);
}

function checked<T extends TSchema>(schema: T, file: string, text: string): Static<T> {
  const parsed = parse(file, text);
  const [problem] = Value.Errors(schema, parsed);
  if (problem !== undefined)
    throw new AuthoritiesError(`${file}: ${problem.instancePath} ${problem.message}`);
  return parsed as Static<T>;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new AuthoritiesError(`cannot read ${file}: ${error.message}`);
  });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AuthoritiesError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
