// What there is to know of one case beside its state: copies of an item, letters that joined, cases about the same place, what was told to whoever
// posted it, and whether its receipts still hang together.
import { Type } from 'typebox';
import { itemAt } from '../../domain/case/case.ts';
import { checkChain } from '../../domain/case/receipt-chain.ts';
import { FOUND_DANGERS } from '../../domain/case/desk-events.ts';
import { tellingsOwed } from '../../domain/case/telling.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { caseJson, coverageJson, itemJson, threadJson } from '../../domain/view/case-json.ts';
import { emergencyJson } from '../../domain/view/emergency-json.ts';
import { joinedJson } from '../../domain/view/joined-json.ts';
import { deskNow } from '../../workflow/desk-now.ts';
import { followers, joinedPage } from '../../workflow/joined-items.ts';
import { caseOf } from './case-routes.ts';
import { CopyShape, CoverageShape, EmergencyShape, JoinedLetter } from './case-shape.ts';
import { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { ItemParams, Moment, Next, NumberParams, oneOf, orNull } from './schemas.ts';
import { Piece, pieceOf, TextOrNull } from './schemas.ts';

const ACTING_OR_AUDITOR: Route['roles'] = ['reviewer', 'lead', 'auditor'];

const copies = route({
  method: 'GET',
  path: '/v1/cases/:number/items/:item/copies',
  does: 'The copies of an item, in the order in which they were found, and what the search could not see.',
  roles: ['reader', 'reviewer', 'lead', 'auditor'],
  reads: 'copies',
  codes: ['case.unknown', 'item.unknown'],
  params: ItemParams,
  query: Piece,
  answer: Type.Object({ copies: Type.Array(CopyShape), coverage: orNull(CoverageShape), next: Next }),
  handle: async ({ params: { number, item: position }, query }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const item = itemAt(state, position);
    if (item === undefined) throw new Problem('item.unknown', 'The case has no item at that place.');
    const { piece, next } = pieceOf(itemJson(item).copies, query);
    const coverage = item.coverage === null ? null : coverageJson(item.coverage);
    return { body: { copies: piece, coverage, next }, case: id };
  },
});

const letters = route({
  method: 'GET',
  path: '/v1/cases/:number/letters',
  does: 'Letters that joined a case, by the ids that an act names, and the cases of its thread.',
  roles: ACTING_OR_AUDITOR,
  reads: 'letters',
  codes: ['case.unknown'],
  params: NumberParams,
  query: Piece,
  answer: Type.Object({
    letters: Type.Array(
      Type.Object({
        letter: Type.String(),
        ...JoinedLetter.properties,
        acknowledged: Type.Object({ kind: Type.String() }),
      }),
    ),
    follows: TextOrNull,
    followedBy: Type.Array(Type.String()),
    next: Next,
  }),
  handle: async ({ params: { number }, query }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const { piece, next } = pieceOf(threadJson(state).letters, query);
    const followedBy = await followers(state, desk.cases);
    return { body: { letters: piece, follows: state.follows, followedBy, next }, case: id };
  },
});

const joined = route({
  method: 'GET',
  path: '/v1/cases/:number/joined',
  does: 'Items of other cases at the links of this one, and what was decided there. One may come twice where another joins meanwhile.',
  roles: ACTING_OR_AUDITOR,
  reads: 'joined',
  codes: ['case.unknown'],
  params: NumberParams,
  query: Piece,
  answer: Type.Object({
    joined: Type.Array(
      Type.Object({
        item: Type.Integer(),
        number: Type.String(),
        position: Type.Integer(),
        samePlace: Type.Boolean(),
        status: Type.String(),
        decision: orNull(
          Type.Object({
            act: Type.String(),
            ground: Type.String(),
            by: Type.String(),
            at: Moment,
            signedIn: Type.String(),
          }),
        ),
        result: orNull(Type.Object({ word: Type.String() })),
        appealOpen: Type.Boolean(),
      }),
    ),
    next: Next,
  }),
  handle: async ({ params: { number }, query: { after, limit } }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const page = await joinedPage(id, state, desk.cases, after, limit);
    return { body: { joined: page.joined.map(joinedJson), next: page.next }, case: id };
  },
});

const reasons = route({
  method: 'GET',
  path: '/v1/cases/:number/reasons',
  does: 'Statements of reasons: what whoever posted it was told of which decision, and how many are still to be told. No account.',
  roles: ACTING_OR_AUDITOR,
  reads: 'reasons',
  codes: ['case.unknown'],
  params: NumberParams,
  query: Piece,
  answer: Type.Object({
    held: Type.Boolean(),
    owed: Type.Integer(),
    told: Type.Array(
      Type.Object({
        item: Type.Integer(),
        decision: Type.String(),
        done: Type.String(),
        outcome: Type.String(),
        digest: Type.String({ description: 'SHA-256 of the statement, hex' }),
        at: Moment,
      }),
    ),
    next: Next,
  }),
  handle: async ({ params: { number }, query }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const all = state.items.flatMap(({ index, told }) => told.map((one) => ({ ...one, item: index })));
    const { piece, next } = pieceOf(all, query);
    const owed = state.items.reduce((sum, item) => sum + tellingsOwed(item).length, 0);
    const told = piece.map((one) => ({ ...one, at: utc(one.at) }));
    const { reasonsHeld } = caseJson(state) as { readonly reasonsHeld: boolean };
    return { body: { held: reasonsHeld, owed, told, next }, case: id };
  },
});

const emergency = route({
  method: 'GET',
  path: '/v1/cases/:number/emergency',
  does: 'What to do now where somebody is threatened or under age, and whom to turn to; and what a person found.',
  roles: ['reader', 'reviewer', 'lead', 'auditor'],
  reads: 'emergency',
  codes: ['case.unknown'],
  params: NumberParams,
  answer: Type.Object({
    found: orNull(oneOf(FOUND_DANGERS)),
    emergency: orNull(EmergencyShape),
  }),
  handle: async ({ params: { number } }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const today = utc(await deskNow(desk)).slice(0, 10);
    const body = {
      found: state.danger,
      emergency: emergencyJson(state, await desk.contacts(), today),
    };
    return { body, case: id };
  },
});

const receipts = route({
  method: 'GET',
  path: '/v1/cases/:number/receipts',
  does: 'Whether the chain of receipts of a case is whole, computed anew from its events.',
  roles: ACTING_OR_AUDITOR,
  reads: 'receipts',
  codes: ['case.unknown'],
  params: NumberParams,
  answer: Type.Object({
    kind: Type.String(),
    links: Type.Optional(Type.Integer()),
    unlinked: Type.Optional(Type.Integer()),
    head: Type.Optional(TextOrNull),
    seq: Type.Optional(Type.Integer()),
    why: Type.Optional(Type.String()),
  }),
  handle: async ({ params: { number } }, desk) => {
    const { id } = await caseOf(number, desk);
    return { body: checkChain(await desk.cases.history(id), desk.digests.sha256), case: id };
  },
});

export const DETAIL_ROUTES: readonly Route[] = [copies, letters, joined, reasons, emergency, receipts];
