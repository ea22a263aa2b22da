// Addresses of the fault switches: read them, set them, and move or rename one thing at once.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { closed, Id, oneOf } from '../http/schemas.ts';
import { absentOrMoved } from './moved.ts';
import { moveOne } from './moving.ts';
import { reassignName } from './renaming.ts';
import { type Change, FaultChange, Faults } from './settings.ts';

const WhatMoves = closed({ kind: oneOf(['message', 'room']), id: Id });
const Moved = Type.Object({
  kind: Type.String(),
  from: Type.Integer(),
  to: Type.Integer(),
  gen: Type.Integer(),
});
const WhoIsRenamed = closed({ kind: oneOf(['room', 'account']), id: Id });
const Renamed = Type.Object({
  kind: Type.String(),
  id: Type.Integer(),
  was: Type.String(),
  name: Type.String(),
  takenBy: Type.Integer(),
});

/** Registers the switches. */
export function faultRoutes(app: FastifyInstance, { database, faults }: Context): void {
  const onRequest = withScope(database, 'faults');
  app.get('/admin/v1/faults', { onRequest, schema: { response: { 200: Faults } } }, async () =>
    faults.read(),
  );
  app.put<{ Body: Change }>(
    '/admin/v1/faults',
    { onRequest, schema: { body: FaultChange, response: { 200: Faults } } },
    async (request) => faults.set(request.body),
  );
  app.post<{ Body: Static<typeof WhatMoves> }>(
    '/admin/v1/faults/moves',
    { onRequest, schema: { body: WhatMoves, response: { 201: Moved } } },
    async ({ body: { kind, id } }, reply) => {
      const moved = await moveOne(database, kind, id);
      if (moved === undefined) throw await absentOrMoved(database, kind, id);
      return reply.code(201).send(moved);
    },
  );
  app.post<{ Body: Static<typeof WhoIsRenamed> }>(
    '/admin/v1/faults/names',
    { onRequest, schema: { body: WhoIsRenamed, response: { 201: Renamed } } },
    async ({ body: { kind, id } }, reply) => {
      const renamed = await reassignName(database, kind, id);
      if (renamed !== undefined) return reply.code(201).send(renamed);
      if (kind === 'room') throw await absentOrMoved(database, 'room', id);
      throw new Problem(404, 'account.unknown', 'There is no such account.');
    },
  );
}
