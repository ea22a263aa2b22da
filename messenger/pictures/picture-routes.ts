// Addresses of pictures of people and rooms: set, change, remove. The bytes are at /media and /thumb.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { closed, SlugParams } from '../http/schemas.ts';
import { roomAsOwner } from '../messages/visibility.ts';
import { setAvatar, setRoomPicture } from './pictures.ts';

const Picture = closed({ blob: Type.String({ maxLength: 64 }) });

/** Registers avatars and room pictures. */
export function pictureRoutes(app: FastifyInstance, { database, meters }: Context): void {
  const onRequest = signedIn(database);

  app.put<{ Body: Static<typeof Picture> }>(
    '/api/me/avatar',
    { onRequest, schema: { body: Picture } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      await setAvatar(database, viewerOf(request), request.body.blob);
      return reply.code(204).send();
    },
  );
  app.delete('/api/me/avatar', { onRequest }, async (request, reply) => {
    meters.write.take(String(viewerOf(request).id));
    await setAvatar(database, viewerOf(request), null);
    return reply.code(204).send();
  });

  app.put<{ Params: Static<typeof SlugParams>; Body: Static<typeof Picture> }>(
    '/api/rooms/:slug/picture',
    { onRequest, schema: { params: SlugParams, body: Picture } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await setRoomPicture(database, viewerOf(request), room, request.body.blob);
      return reply.code(204).send();
    },
  );
  app.delete<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/picture',
    { onRequest, schema: { params: SlugParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await setRoomPicture(database, viewerOf(request), room, null);
      return reply.code(204).send();
    },
  );
}
