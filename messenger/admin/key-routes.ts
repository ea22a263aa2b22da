// Keys of sealed files for platform engineers: what a reporter handed over, and the sealed bytes it opens. A scope of its own,
// and each reading is written down.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { adminOf, withScope } from '../http/identity.ts';
import { Id, IdParams } from '../http/schemas.ts';
import { readKeys, readSealedBytes } from '../reports/file-keys.ts';
import { requiredReport } from '../reports/reports.ts';

const Keys = Type.Object({
  keys: Type.Array(
    Type.Object({ blob: Type.String(), key: Type.String(), iv: Type.String(), sha256: Type.String() }),
  ),
  readings: Type.Array(Type.Object({ at: Type.String({ format: 'date-time' }), by: Type.String() })),
});
const BytesParams = Type.Object({ id: Id, blob: Type.String({ maxLength: 64 }) });

/** Registers the two readings. */
export function keyRoutes(app: FastifyInstance, { database }: Context): void {
  const onRequest = withScope(database, 'read-keys');

  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/reports/:id/keys',
    { onRequest, schema: { params: IdParams, response: { 200: Keys } } },
    async (request) => {
      const { id } = await requiredReport(database, request.params.id);
      return readKeys(database, id, adminOf(request).id);
    },
  );

  app.get<{ Params: Static<typeof BytesParams> }>(
    '/admin/v1/reports/:id/keys/:blob/bytes',
    { onRequest, schema: { params: BytesParams } },
    async (request, reply) => {
      const { id, blob } = request.params;
      const content = await readSealedBytes(database, id, blob, adminOf(request).id);
      return reply.type('application/octet-stream').send(content);
    },
  );
}
