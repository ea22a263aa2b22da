// The bytes of a picture on the messenger, as a member sees them, so that they can be hashed once; of a video its thumbnail. The length
// is bounded, and nothing is kept.
import type { Pictured, PictureSource } from '../../../ports/picture-source.ts';
import { type ClientSettings, type Endpoint, retryAfter } from './client.ts';

const MAX_BYTES = 25 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const FILE = 'GET /media/:blob' satisfies Endpoint;
const THUMBNAIL = 'GET /thumb/:blob' satisfies Endpoint;
type Door = typeof FILE | typeof THUMBNAIL;

export function messengerPictures(settings: ClientSettings): PictureSource {
  return {
    async picture(blob) {
      const file = await fetched(settings, FILE, blob);
      return file === 'video' ? asPicture(await fetched(settings, THUMBNAIL, blob)) : asPicture(file);
    },
  };
}

type Fetched = Pictured | 'video';

const asPicture = (fetched: Fetched): Pictured =>
  fetched === 'video' ? { kind: 'none', why: 'no-picture' } : fetched;

async function fetched(settings: ClientSettings, door: Door, blob: string): Promise<Fetched> {
  const path = door.slice('GET '.length).replace(':blob', encodeURIComponent(blob));
  const giveUp = new AbortController();
  try {
    const response = await fetch(new URL(path, settings.api), {
      headers: { authorization: `Bearer ${settings.memberToken}` },
      redirect: 'error',
      signal: AbortSignal.any([giveUp.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return await answerOf(response);
  } catch {
    return { kind: 'retry', code: 'connector.unreachable', afterMs: null };
  } finally {
    // What was not read to its end is not sent on either.
    giveUp.abort();
  }
}

async function answerOf(response: Response): Promise<Fetched> {
  const { status, headers } = response;
  if (status === 429 || status >= 500) {
    const code = status === 429 ? 'connector.rate-limited' : 'connector.failing';
    return { kind: 'retry', code, afterMs: retryAfter(headers.get('retry-after'), Date.now()) };
  }
  if (status === 401) return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
  if (status !== 200) return { kind: 'none', why: 'not-shown' };
  const kind = headers.get('content-type') ?? '';
  if (kind.startsWith('video/')) return 'video';
  if (!kind.startsWith('image/')) return { kind: 'none', why: 'no-picture' };
  const bytes = await boundedBytes(response);
  return bytes === undefined ? { kind: 'none', why: 'too-large' } : { kind: 'bytes', bytes };
}

async function boundedBytes(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
