// Whom an act can name: people of this desk, and bodies outside that are enrolled now. Nobody's key, no mailbox, nothing of any case.
import { Type } from 'typebox';
import { utc } from '../../domain/kernel/instant.ts';
import { deskNow } from '../../workflow/desk-now.ts';
import { type Route, route } from './route.ts';
import { Moment, Next, Piece, pieceOf, Words } from './schemas.ts';

const ACTING_OR_AUDITOR: Route['roles'] = ['reviewer', 'lead', 'auditor'];

const people = route({
  method: 'GET',
  path: '/v1/people',
  does: 'Who is registered, by the ids that an act names. One id may come under several names: further keys of the same person.',
  roles: ACTING_OR_AUDITOR,
  reads: null,
  codes: [],
  query: Piece,
  answer: Type.Object({
    people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    next: Next,
  }),
  handle: async ({ query }, desk) => {
    const { piece, next } = pieceOf(await desk.people.list(), query);
    return { body: { people: piece.map(({ id, name }) => ({ id, name })), next } };
  },
});

const authorities = route({
  method: 'GET',
  path: '/v1/authorities',
  does: 'Bodies outside that are enrolled now, by the ids that an act names.',
  roles: ACTING_OR_AUDITOR,
  reads: null,
  codes: [],
  query: Piece,
  answer: Type.Object({
    at: Moment,
    authorities: Type.Array(
      Type.Object({ id: Type.String(), name: Words, kind: Type.String(), country: Type.String() }),
    ),
    next: Next,
  }),
  handle: async ({ query }, desk) => {
    const now = await deskNow(desk);
    // Mailboxes of a body whose work it took over stand as a second entry.
    const all = new Map((await desk.authorities(now)).map((one) => [one.id, one]));
    const { piece, next } = pieceOf([...all.values()], query);
    const shown = piece.map(({ id, name: ko, nameEn: en, kind, country }) => ({
      ...{ id, kind, country },
      name: { en, ko },
    }));
    return { body: { at: utc(now), authorities: shown, next } };
  },
});

export const WHOM_ROUTES: readonly Route[] = [people, authorities];
