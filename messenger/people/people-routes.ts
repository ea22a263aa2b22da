// Addresses of other people: look at one, block and unblock.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import { block, blockedBy, blockedIds, unblock, visiblePerson } from './blocks.ts';
import { ShownPerson } from './person.ts';

const Person = Type.Object({ ...ShownPerson.properties, blocked: Type.Boolean() });
const People = Type.Object({ people: Type.Array(ShownPerson) });

/** Registers people and blocks. */
export function peopleRoutes(app: FastifyInstance, { database, meters }: Context): void {
  const onRequest = signedIn(database);

  app.get<{ Params: Static<typeof IdParams> }>(
    '/api/people/:id',
    { onRequest, schema: { params: IdParams, response: { 200: Person } } },
    async (request) => {
      const viewer = viewerOf(request);
      const person = await visiblePerson(database, request.params.id, viewer.id);
      return { ...person, blocked: (await blockedIds(database, viewer)).has(person.id) };
    },
  );

  app.get('/api/blocks', { onRequest, schema: { response: { 200: People } } }, async (request) => ({
    people: await blockedBy(database, viewerOf(request).id),
  }));

  app.put<{ Params: Static<typeof IdParams> }>(
    '/api/blocks/:id',
    { onRequest, schema: { params: IdParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      await block(database, viewerOf(request).id, request.params.id);
      return reply.code(204).send();
    },
  );

  app.delete<{ Params: Static<typeof IdParams> }>(
    '/api/blocks/:id',
    { onRequest, schema: { params: IdParams } },
    async (request, reply) => {
      await unblock(database, viewerOf(request).id, request.params.id);
      return reply.code(204).send();
    },
  );
}
