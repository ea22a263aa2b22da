// The gate over the API: uploads that were refused or held, and what a person says of a held one. No account, no hash and no picture leaves.
import { Type } from 'typebox';
import type { Platform } from '../../domain/content/locator.ts';
import { ok, refuse } from '../../domain/kernel/result.ts';
import { heldJson, stopJson } from '../../domain/view/gate-json.ts';
import { readHeld, readStops } from '../../workflow/read-gate.ts';
import { ruleOnHeld } from '../../workflow/rule-on-held.ts';
import { actBeside, SIGNED, SIGNED_CODES } from './acting.ts';
import { caseOf } from './case-routes.ts';
import { refused } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, Cursor, Limit, Moment, MomentOrNull, Next, NumberParams, oneOf } from './schemas.ts';
import { orNull, Piece, pieceOf, stopCursorOf, stopPlaceIn, TextOrNull } from './schemas.ts';

const ACTING_OR_AUDITOR: Route['roles'] = ['reviewer', 'lead', 'auditor'];
const RULINGS = ['allow', 'refuse'] as const;

const stops = route({
  method: 'GET',
  path: '/v1/gate/stops',
  does: 'Uploads that were refused or held because a person had taken the picture down, the newest first.',
  roles: ACTING_OR_AUDITOR,
  reads: 'gate-stops',
  codes: ['case.unknown'],
  query: closed({
    limit: Limit,
    cursor: Type.Optional(Cursor),
    number: Type.Optional({ ...NumberParams.properties.number, description: 'for the sake of this case' }),
  }),
  answer: Type.Object({
    stops: Type.Array(
      Type.Object({
        id: Type.String(),
        platform: Type.String(),
        case: TextOrNull,
        verdict: oneOf(['refuse', 'hold']),
        distance: Type.Integer({ description: 'bits of 256 that differ; 0: the very same bytes' }),
        at: Moment,
      }),
    ),
    next: orNull(Cursor),
  }),
  handle: async ({ query: { limit, cursor, number } }, desk) => {
    const only = number === undefined ? {} : { case: (await caseOf(number, desk)).id };
    const from = cursor === undefined ? {} : { before: stopPlaceIn(cursor) };
    const found = await readStops({ ...only, ...from, limit: limit + 1 }, desk);
    const page = found.slice(0, limit);
    const last = page.at(-1)?.stop;
    const next = found.length > limit && last !== undefined ? stopCursorOf(last) : null;
    return { body: { stops: page.map(({ stop, number: of }) => stopJson(stop, of)), next }, ...only };
  },
});

const held = route({
  method: 'GET',
  path: '/v1/gate/held',
  does: 'Uploads that wait for a person, as the platforms say now: they look like a picture that was taken down. One may be missing where another is let go of meanwhile.',
  roles: ACTING_OR_AUDITOR,
  reads: 'gate-held',
  codes: ['gate.off', 'gate.not-said'],
  query: Piece,
  answer: Type.Object({
    held: Type.Array(
      Type.Object({
        platform: Type.String(),
        file: Type.String(),
        kind: Type.String(),
        case: TextOrNull,
        distance: orNull(Type.Integer()),
        since: MomentOrNull,
      }),
    ),
    next: Next,
  }),
  handle: async ({ query }, desk) => {
    const all = await readHeld(desk);
    if (!all.ok) throw refused(all.error);
    const { piece, next } = pieceOf(all.value, query);
    return { body: { held: piece.map(heldJson), next } };
  },
});

const ruling = route({
  method: 'PUT',
  path: '/v1/gate/held/:file/ruling',
  does: 'Show an upload that was held, or drop it; whoever uploaded it is told why and how to object.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [
    ...SIGNED_CODES,
    ...(['gate.off', 'gate.not-held', 'gate.not-told', 'gate.not-done', 'decision.replayed'] as const),
  ],
  params: closed({ file: Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' }) }),
  body: closed({
    ...SIGNED,
    platform: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'as `GET /v1/gate/held` gives it' }),
    ruling: oneOf(RULINGS),
  }),
  answer: Type.Object({
    platform: Type.String(),
    file: Type.String(),
    ruling: oneOf(RULINGS),
    act: Type.String(),
  }),
  handle: (asked, desk) => {
    const { platform, ruling: said } = asked.body;
    const { file } = asked.params;
    const gate = desk.gates.get(platform as Platform);
    return actBeside(asked, desk, ['gate', file], {
      run: async ({ now, ...signed }) => {
        if (gate === undefined) return refuse('gate.off', 'no such platform asks this desk');
        const request = { connector: platform, blob: file, ruling: said, ...signed };
        const done = await ruleOnHeld(request, gate, now, desk);
        return done.ok ? ok({ platform, file, ruling: said, act: signed.act.id }) : done;
      },
      // The platform is asked again under the key of the same act, which has no second effect.
      recorded: async () => undefined,
    });
  },
});

export const GATE_ROUTES: readonly Route[] = [stops, held, ruling];
