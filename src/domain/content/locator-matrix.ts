// Matrix links as one canonical link each: matrix.to (spec.matrix.org, appendix "Navigation"), `matrix:` URIs (MSC2312), rooms in
// Element on whatever host, and media by their mxc address.
import { decoded } from './locator-plain.ts';
import type { WebLink } from './web-link.ts';

const SERVER = String.raw`(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?`;
const ROOM = new RegExp(String.raw`^![^\s:/?#%\x00-\x1f\x7f]+(?::${SERVER})?$`);
const ALIAS = new RegExp(String.raw`^#[^\s:/?%\x00-\x1f\x7f]+:${SERVER}$`);
const USER = new RegExp(String.raw`^@[^\s:/?#%\x00-\x1f\x7f]+:${SERVER}$`);
const EVENT = /^\$[^\s?#%\x00-\x1f\x7f]+$/;
const MXC = new RegExp(String.raw`^mxc://(${SERVER})/([\w-]+)$`, 'i');
const MEDIA =
  /^\/_matrix\/(?:client\/v1\/media|media\/(?:r0|v1|v3))\/(?:download|thumbnail)\/([^/]+)\/([\w-]+)(?:\/[^/]*)?$/;
/** The sigil that each kind of a `matrix:` URI stands for. */
const SIGILS: Readonly<Record<string, string>> = { roomid: '!', r: '#', room: '#', u: '@', user: '@' };

/** The canonical form of a matrix.to link, or null where parts are wrong or missing. */
export function matrixTo({ path, fragment }: WebLink): string | null {
  if (path !== '/' || !fragment.startsWith('#/')) return null;
  return placeOf(fragment.slice(2));
}

/** A room as Element and its kin show it (`…/#/room/…`), on any host; null for any other page. */
export function elementRoom({ fragment }: WebLink): string | null {
  return fragment.startsWith('#/room/') ? placeOf(fragment.slice('#/room/'.length)) : null;
}

/** `mxc://server/id` of a download or thumbnail address on any host; null for any other page. */
export function mediaOf({ path }: WebLink): string | null {
  const [, server = '', id = ''] = MEDIA.exec(path) ?? [];
  return mxc(`mxc://${decoded(server) ?? ''}/${id}`);
}

/** An mxc address as it is, or null where it is none. */
export function mxc(link: string): string | null {
  const [, server, id] = MXC.exec(link) ?? [];
  return server === undefined || id === undefined ? null : `mxc://${server}/${id}`;
}

/** The matrix.to form of a `matrix:` URI, or null where parts are wrong or missing. */
export function matrixUri(link: string): string | null {
  const words = link
    .replace(/^matrix:/i, '')
    .replace(/[?#].*$/s, '')
    .split('/');
  const [kind = '', id = '', e, ...event] = words;
  const sigil = Object.hasOwn(SIGILS, kind) ? SIGILS[kind] : undefined;
  if (sigil === undefined || id === '') return null;
  const rest = e === 'e' || e === 'event' ? [`$${event.join('/')}`] : [];
  if (e !== undefined && rest.length === 0) return null;
  return placeOf([`${sigil}${id}`, ...rest].join('/'));
}

/** `<room>`, `<room>/<event>` or `<user>`, percent-encoded or not, without what says only how to get there. */
function placeOf(text: string): string | null {
  const plain = decoded(text.replace(/\?.*$/s, '').replace(/\/$/, ''));
  if (plain === null) return null;
  const slash = plain.indexOf('/');
  const target = slash === -1 ? plain : plain.slice(0, slash);
  const event = slash === -1 ? null : plain.slice(slash + 1);
  if (USER.test(target)) return event === null ? to(target) : null;
  if (!ROOM.test(target) && !ALIAS.test(target)) return null;
  if (event === null) return to(target);
  // Events of old rooms may hold a slash, at their end too: written out, so that it is never taken for one between two parts.
  return EVENT.test(event) ? to(`${target}/${event.replaceAll('/', '%2F')}`) : null;
}

const to = (target: string): string => `https://matrix.to/#/${target}`;
