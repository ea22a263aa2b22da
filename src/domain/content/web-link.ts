// An http or https link, taken apart by the WHATWG URL parser (url.spec.whatwg.org): one parser for every question about a link,
// so that no two parts of the program see two different hosts in it.

export interface WebLink {
  readonly scheme: 'http' | 'https';
  /** Lower case, punycode, without the dot that ends a full host name. */
  readonly host: string;
  /** Empty where it is the one that the scheme means anyway. */
  readonly port: string;
  /** Begins with `/`, percent-encoded. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** With its `#`, or empty. */
  readonly fragment: string;
  /** The whole, as the parser serialises it. */
  readonly href: string;
}

interface Parsed {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly username: string;
  readonly password: string;
}

/** The parser of the runtime. Declared here, because the core is compiled without the types of Node and of browsers. */
declare const URL: { parse(text: string): (Parsed & { readonly href: string }) | null };

const HAS_SCHEME = /^https?:\/\/[^/?#]/i;
/** Letters, digits, hyphens, points; the parser would let brackets pass, which no name of a host has. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;
const HAS_USER = /^[^/?#]*@/;

/** @returns null for anything but an http or https link with a host and without a user in front of it */
export function webLink(link: string): WebLink | null {
  if (!HAS_SCHEME.test(link) || HAS_USER.test(link.replace(/^https?:\/\//i, ''))) return null;
  const url = URL.parse(link);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/\.+$/, '');
  if (!HOST.test(host)) return null;
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  const at = url.port === '' ? host : `${host}:${url.port}`;
  const { pathname: path, search: query, hash: fragment } = url;
  const href = `${scheme}://${at}${path}${query}${fragment}`;
  return { scheme, host, port: url.port, path, query, fragment, href };
}
