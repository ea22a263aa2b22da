// Asks the server, as whoever is signed in: the browser sends the session, the header says that a script of ours asks.

const PAGE = { 'yeoul-page': '1' };

/** The server said no. */
export class Refusal extends Error {
  readonly status: number;
  /** The stable code of the refusal, empty when nothing was reached. */
  readonly code: string;
  readonly retryAfterS: number | undefined;

  constructor(status: number, code: string, retryAfterS?: number) {
    super(code || 'not reached');
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

/** The answer as JSON. Rejects with a Refusal. Whoever is no longer signed in goes to the door and comes back. */
export async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await reach(path, {
    method,
    headers: { ...PAGE, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The live stream's response, after the event with this number. */
export async function openStream(lastId: string | undefined, signal: AbortSignal): Promise<Response> {
  const resume = lastId === undefined ? {} : { 'last-event-id': lastId };
  const response = await reach('/api/stream', { headers: { ...PAGE, ...resume }, signal });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

export interface Uploaded {
  readonly blob: string;
  readonly width?: number;
  readonly height?: number;
}

/** Sends a file's bytes. `onProgress` hears the share that is sent, 0 to 1. */
export function upload(file: Blob, onProgress: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/media');
    request.setRequestHeader('yeoul-page', '1');
    request.setRequestHeader('content-type', file.type);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const answer = request.response as (Uploaded & { code?: string }) | null;
      if (request.status === 201 && answer !== null) resolve(answer);
      else reject(new Refusal(request.status, answer?.code ?? ''));
    };
    request.onerror = () => reject(new Refusal(0, ''));
    request.send(file);
  });
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, { ...init, cache: 'no-store' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refusal(0, '');
  });
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string };
  const wait = Number(response.headers.get('retry-after'));
  if (problem.code === 'account.sign-in') {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  }
  return new Refusal(response.status, problem.code ?? '', wait > 0 ? wait : undefined);
}
