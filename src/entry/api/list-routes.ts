// Lists over many cases: what waits, what is late, what there is. No link, no name of anybody outside the desk.
import { Type } from 'typebox';
import { articlesOf } from '../../domain/decision/ground.ts';
import { groundText } from '../../domain/decision/payload.ts';
import { editionOf } from '../../domain/clock/apply.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { clockViewJson } from '../../domain/view/clock-view.ts';
import { placeJson, placesOf } from '../../domain/view/queue-json.ts';
import { deskNow } from '../../workflow/desk-now.ts';
import { listPreservations } from '../../workflow/list-preservations.ts';
import { readClockPage } from '../../workflow/read-clocks.ts';
import { summaries } from '../../workflow/summaries.ts';
import { type Route, route } from './route.ts';
import {
  clockCursorOf,
  clockPlaceIn,
  closed,
  Cursor,
  cursorOf,
  Limit,
  Moment,
  MomentOrNull,
  Next,
  orNull,
  Piece,
  pieceOf,
  placeIn,
  TextOrNull,
  Words,
} from './schemas.ts';

const Place = Type.Object({
  place: Type.Integer(),
  number: Type.String(),
  needs: Type.String(),
  danger: Type.String(),
  copies: Type.Integer(),
  rooms: Type.Integer(),
  newCopies: Type.Integer({ description: 'Told of after the copies were last looked for.' }),
  turnOf: Type.String(),
  earlier: Type.Integer(),
  takesTurns: orNull(Type.Object({ why: Type.String(), with: Type.Integer() })),
  left: Type.String(),
  deadline: MomentOrNull,
  receivedAt: Moment,
  heldBy: TextOrNull,
  heldUntil: MomentOrNull,
});

const queue = route({
  method: 'GET',
  path: '/v1/queue',
  does: 'What waits for somebody, in the order of work. The order moves while people work: GET /v1/cases leaves nothing out.',
  roles: ['reader', 'reviewer', 'lead', 'auditor', 'operator'],
  reads: 'queue',
  codes: [],
  query: Piece,
  answer: Type.Object({ at: Moment, queue: Type.Array(Place), next: Next }),
  handle: async ({ query: asked }, desk) => {
    const now = await deskNow(desk);
    const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
    const waiting = await desk.cases.queue(now, asked.after + asked.limit + 1);
    const { piece, next } = pieceOf(placesOf(waiting, names, now), asked);
    return { body: { at: utc(now), queue: piece.map((one) => placeJson(one, now)), next } };
  },
});

const Clock = Type.Object({
  case: Type.String(),
  clock: Type.String(),
  regime: Type.String(),
  law: Words,
  instrument: Type.String(),
  article: TextOrNull,
  duty: Words,
  risk: Type.String(),
  status: Type.String(),
  since: MomentOrNull,
  why: TextOrNull,
  startedAt: Moment,
  occasion: Type.String(),
  pace: Type.String(),
  due: MomentOrNull,
  dueLocal: TextOrNull,
  zone: Type.String(),
  leftMs: orNull(Type.Integer()),
  target: MomentOrNull,
  targetOf: TextOrNull,
  targetIsLaw: Type.Boolean(),
  provisional: Type.Boolean(),
  mark: Type.String(),
  binding: Type.Boolean(),
  calendarKnown: Type.Boolean(),
  alarms: Type.Array(Type.String()),
});

const clocks = route({
  method: 'GET',
  path: '/v1/clocks',
  does: 'Legal clocks, those at risk first.',
  roles: ['reader', 'reviewer', 'lead', 'auditor', 'operator'],
  reads: 'clocks',
  codes: [],
  query: closed({
    limit: Limit,
    stopped: Type.Boolean({ default: false }),
    cursor: Type.Optional(Cursor),
  }),
  answer: Type.Object({ at: Moment, clocks: Type.Array(Clock), next: orNull(Cursor) }),
  handle: async ({ query: { limit, stopped, cursor } }, desk) => {
    const from = cursor === undefined ? undefined : clockPlaceIn(cursor);
    const now = from?.now ?? (await deskNow(desk));
    const { views, next: after } = await readClockPage(
      { now, stopped, limit, case: undefined },
      desk,
      from?.after,
    );
    const next = after === null ? null : clockCursorOf({ now, after });
    return { body: { at: utc(now), clocks: views.map(clockViewJson), next } };
  },
});

const Summary = Type.Object({
  number: Type.String(),
  documentNumber: TextOrNull,
  status: Type.String(),
  needs: Type.String(),
  newLetters: Type.Integer(),
  first: Type.Boolean(),
  reported: orNull(Type.Array(Type.String())),
  level: TextOrNull,
  items: Type.Integer(),
  settled: Type.Integer(),
  joined: Type.Integer(),
  receivedAt: Moment,
  due: MomentOrNull,
  target: MomentOrNull,
});

const cases = route({
  method: 'GET',
  path: '/v1/cases',
  does: 'Cases page by page, received last first.',
  roles: ['reader', 'reviewer', 'lead', 'auditor'],
  reads: 'cases',
  codes: [],
  query: closed({
    limit: Limit,
    cursor: Type.Optional(Cursor),
    status: Type.Optional(
      Type.Union([Type.Literal('open'), Type.Literal('answered'), Type.Literal('closed')]),
    ),
  }),
  answer: Type.Object({ cases: Type.Array(Summary), next: orNull(Cursor) }),
  handle: async ({ query: { limit, cursor, status } }, desk) => {
    const rows = await desk.cases.page({
      limit: limit + 1,
      ...(status === undefined ? {} : { status }),
      ...(cursor === undefined ? {} : { before: placeIn(cursor) }),
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last !== undefined ? cursorOf(last) : null;
    return { body: { cases: await summaries(page, desk.cases), next } };
  },
});

const preservations = route({
  method: 'GET',
  path: '/v1/preservations',
  does: 'What is kept for whoever asked, the first to end first.',
  roles: ['reviewer', 'lead', 'auditor'],
  reads: 'preservations',
  codes: [],
  query: closed({ ...Piece.properties, ended: Type.Boolean({ default: false }) }),
  answer: Type.Object({
    at: Moment,
    preservations: Type.Array(
      Type.Object({
        number: Type.String(),
        item: Type.Integer(),
        ground: Type.String(),
        copies: Type.Integer(),
        is: Type.String(),
        since: Moment,
        until: Moment,
        extended: Type.Boolean(),
        releasedAt: MomentOrNull,
      }),
    ),
    next: Next,
  }),
  handle: async ({ query: { ended, ...asked } }, desk) => {
    const now = await deskNow(desk);
    const all = await listPreservations(now, desk);
    const { piece, next } = pieceOf(ended ? all : all.filter(({ is }) => is === 'running'), asked);
    const shown = piece.map(({ ground, since, until, releasedAt, ...row }) => ({
      ...row,
      ...{ ground: groundText(ground), since: utc(since), until: utc(until) },
      releasedAt: releasedAt === null ? null : utc(releasedAt),
    }));
    return { body: { at: utc(now), preservations: shown, next } };
  },
});

const laws = route({
  method: 'GET',
  path: '/v1/laws',
  does: 'The laws of this desk, by the id and edition under which an act names them, and their articles.',
  roles: ['reader', 'reviewer', 'lead', 'auditor', 'operator'],
  reads: null,
  codes: [],
  query: Piece,
  answer: Type.Object({
    laws: Type.Array(
      Type.Object({
        regime: Type.String(),
        edition: Type.String(),
        name: Words,
        instrument: Type.String(),
        jurisdiction: Type.String(),
        articles: Type.Array(Type.String(), { description: 'by which a ground may name it' }),
      }),
    ),
    next: Next,
  }),
  handle: async ({ query }, desk) => {
    const { regimes } = (await desk.law()).book;
    const { piece, next } = pieceOf(regimes, query);
    const shown = piece.map((one) => ({
      ...{ ...one, regime: one.id, edition: editionOf(one) },
      articles: articlesOf(one),
    }));
    return { body: { laws: shown, next } };
  },
});

export const LIST_ROUTES: readonly Route[] = [queue, clocks, cases, preservations, laws];
