// What exactly was signed of an HTTP request: the signature base of RFC 9421, sections 2.1 to 2.5. Components with parameters of their
// own are not read: a signature that needs one does not hold here.
import { type SignatureInput, signatureParams } from './signature-input.ts';

export interface HttpRequest {
  readonly method: string;
  /** As it stood in the request line: a path with its query. */
  readonly target: string;
  /** In the order in which they came; a name may come again. */
  readonly headers: readonly (readonly [string, string])[];
  /** The body as UTF-8 text, and the SHA-256 of its bytes in base64. */
  readonly body: { readonly text: string; readonly sha256: string };
}

/** The text that was signed, or null where the request lacks what the signature names. */
export function signatureBase(request: HttpRequest, input: SignatureInput): string | null {
  const lines = input.covers.map((name) => {
    const value = componentOf(request, name);
    return value === null ? null : `"${name}": ${value}`;
  });
  if (lines.includes(null)) return null;
  return [...lines, `"@signature-params": ${signatureParams(input)}`].join('\n');
}

/** A desk is reached over TLS. */
const SCHEME = 'https';

function componentOf(request: HttpRequest, name: string): string | null {
  const [path = '', query] = cutAtQuery(request.target);
  const authority = authorityOfRequest(request);
  switch (name) {
    case '@method':
      return request.method;
    case '@authority':
      return authority;
    case '@scheme':
      return SCHEME;
    case '@path':
      return path === '' ? '/' : path;
    case '@query':
      return `?${query ?? ''}`;
    case '@request-target':
      return request.target;
    case '@target-uri':
      return authority === null ? null : `${SCHEME}://${authority}${request.target}`;
    default:
      return name.startsWith('@') ? null : fieldOf(request, name);
  }
}

function cutAtQuery(target: string): readonly string[] {
  const at = target.indexOf('?');
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}

/** The host that was asked, lower case, without the port that TLS has anyway; null unless it was named exactly once. */
export function authorityOfRequest({ headers }: HttpRequest): string | null {
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  return hosts.length === 1 ? (hosts[0]?.[1] ?? '').trim().toLowerCase().replace(/:443$/, '') : null;
}

/** All lines of a field, trimmed and joined (section 2.1); null where there is none. `name` in lower case. */
export function fieldOf({ headers }: HttpRequest, name: string): string | null {
  const values = headers.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value.trim());
  return values.length === 0 ? null : values.join(', ');
}
