// How bytes of an upload leave: whole, in part, or not again when the asker has them. And under which headers.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problems.ts';
import type { Queryable } from '../store/database.ts';
import { answerRange } from './byte-range.ts';
import { type ThumbnailRecord, sliceBytes } from './files.ts';

/** Seconds for which a cache in front may show a file that was hidden meanwhile. */
const CDN_MAX_AGE_S = 60;

/** `private`: asked for anew each time, and never stored. `check`: kept, but never shown without asking. `cdn`: shown for a while. */
export type Keeping = 'private' | 'check' | 'cdn';

const CACHE_CONTROL: Readonly<Record<Keeping, string>> = {
  private: 'no-store',
  check: 'private, no-cache',
  cdn: `public, max-age=${CDN_MAX_AGE_S}`,
};

export interface Sendable {
  readonly blob: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Sends a file, or the part of it that was asked for. Throws 416 `media.range`. */
export function sendFile(
  db: Queryable,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Sendable,
  keeping: Keeping,
): FastifyReply {
  guardBytes(reply, keeping, file.sha256);
  if (hasAlready(request, keeping, file.sha256)) return reply.code(304).send();
  const range = answerRange(request.headers.range, file.bytes);
  if (range.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${file.bytes}`);
    throw new Problem(416, 'media.range', `The file has ${file.bytes} bytes.`);
  }
  const start = range.kind === 'part' ? range.start : 0;
  const end = range.kind === 'part' ? range.end : file.bytes - 1;
  reply.type(file.mime).header('content-length', String(end - start + 1));
  if (range.kind === 'part') reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(Readable.from(sliceBytes(db, file.blob, start, end), { objectMode: false }));
}

/** Sends a thumbnail. */
export function sendThumbnail(
  request: FastifyRequest,
  reply: FastifyReply,
  thumbnail: ThumbnailRecord,
  keeping: Keeping,
): FastifyReply {
  guardBytes(reply, keeping, thumbnail.sha256);
  if (hasAlready(request, keeping, thumbnail.sha256)) return reply.code(304).send();
  reply.type(thumbnail.mime).header('content-length', String(thumbnail.content.length));
  return request.method === 'HEAD' ? reply.send() : reply.send(thumbnail.content);
}

/** An uploaded file is shown, never run: no script, no sniffing. */
function guardBytes(reply: FastifyReply, keeping: Keeping, sha256: string): void {
  reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': CACHE_CONTROL[keeping],
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
    'cross-origin-resource-policy': 'same-origin',
    ...(keeping === 'private' ? {} : { etag: `"${sha256}"` }),
  });
}

function hasAlready(request: FastifyRequest, keeping: Keeping, sha256: string): boolean {
  const tags = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return keeping !== 'private' && (tags.includes(`"${sha256}"`) || tags.includes('*'));
}
