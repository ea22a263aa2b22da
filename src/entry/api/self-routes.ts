// Of the API itself: whose token this is, and who read what.
import { Type } from 'typebox';
import { ROLES } from '../../domain/access/role.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { deskNow } from '../../workflow/desk-now.ts';
import { type Route, route } from './route.ts';
import { closed, Cursor, Limit, Moment, orNull, TextOrNull } from './schemas.ts';

const me = route({
  method: 'GET',
  path: '/v1/me',
  does: 'Which role this token has, whose it is, and the time by which this desk counts.',
  roles: [...ROLES] as unknown as Route['roles'],
  reads: null,
  codes: [],
  answer: Type.Object({
    at: Moment,
    token: Type.String(),
    role: Type.String(),
    person: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
  }),
  handle: async ({ token: { name, role, person } }, desk) => {
    const her = person === null ? undefined : (await desk.people.list()).find(({ id }) => id === person);
    const whose = her === undefined ? null : { id: her.id, name: her.name };
    return { body: { at: utc(await deskNow(desk)), token: name, role, person: whose } };
  },
});

const reads = route({
  method: 'GET',
  path: '/v1/reads',
  does: 'Who read what through the API, the last first. Looking at this is recorded as well.',
  roles: ['auditor'],
  reads: 'reads',
  codes: [],
  query: closed({ limit: Limit, cursor: Type.Optional(Cursor) }),
  answer: Type.Object({
    reads: Type.Array(
      Type.Object({
        at: Moment,
        token: { ...TextOrNull, description: 'null: read on the command line' },
        login: {
          ...TextOrNull,
          description: 'the account of the machine that the command ran as; null: over the API',
        },
        person: TextOrNull,
        what: Type.String(),
        part: TextOrNull,
        number: TextOrNull,
      }),
    ),
    next: orNull(Cursor),
  }),
  handle: async ({ query: { limit, cursor } }, desk) => {
    const rows = await desk.reads.list({
      limit: limit + 1,
      ...(cursor === undefined ? {} : { before: cursor }),
    });
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
    return { body: { reads: page.map((row) => ({ ...row, at: utc(row.at) })), next } };
  },
});

export const SELF_ROUTES: readonly Route[] = [me, reads];
