// Addresses of the fault switches: read them, set them.
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { type Change, FaultChange, Faults } from './settings.ts';

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
}
