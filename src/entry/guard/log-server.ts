// The public files of a log over HTTP (C2SP tlog-tiles): the checkpoint is fresh at every request, everything else never changes.

import Fastify from 'fastify';
import { tileAt } from '../../translog/tiles/tile.ts';
import type { ReadFile } from '../../translog/tiles/tree-reader.ts';
import type { Listening } from './guard-server.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const FRESH = 'no-cache';

/** @param where the host is this machine alone unless it is named */
export async function serveFiles(
  read: ReadFile,
  where: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const server = Fastify();
  server.get('/checkpoint', async (_, reply) => {
    const note = await read('checkpoint');
    if (note === undefined) return reply.code(404).type('text/plain').send('nothing is published yet\n');
    return reply.header('cache-control', FRESH).type('text/plain; charset=utf-8').send(Buffer.from(note));
  });
  server.get<{ Params: { '*': string } }>('/tile/*', async ({ params }, reply) => {
    const path = `tile/${params['*']}`;
    // Only names of tiles: no other file can be asked for.
    const bytes = tileAt(path) === undefined ? undefined : await read(path);
    if (bytes === undefined) return reply.code(404).type('text/plain').send('there is no such tile\n');
    return reply.header('cache-control', FOREVER).type('application/octet-stream').send(Buffer.from(bytes));
  });
  const address = await server.listen(where);
  return { address, stop: () => server.close() };
}
