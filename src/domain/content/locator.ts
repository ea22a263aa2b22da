// Locators: the "exact electronic location" (DSA Art. 16(2)(b)) of one thing a notice points at, in canonical form.
// Pure text work: nothing is fetched. The full link grammars of other platforms come with the letters issue.
import { ok, refuse, type Result } from '../kernel/result.ts';

export type Platform = 'messenger' | 'telegram' | 'matrix' | 'other';

export interface Locator {
  readonly platform: Platform;
  /** Canonical link: the same place is always written the same way. */
  readonly link: string;
}

/** Security limit: a longer link is refused, not cut. */
export const MAX_LINK_LENGTH = 2_048;

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const HTTP = /^(https?):\/\/([^/?#\s@]+)(\/[^?#\s]*)?(\?[^#\s]*)?(#\S*)?$/i;
const TELEGRAM_HOST = /^(www\.)?([a-z]\w{3,31}\.)?(t\.me|telegram\.me|telegram\.dog)$/;

/**
 * Invisible characters out, full width to ASCII (NFKC), defanging undone: `hxxps://a[.]b` reads `https://a.b`.
 * Plain already stays as it is: brackets are taken with all their neighbours, so that nothing is left to undo.
 */
export function plainLink(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/^<(.*)>$/, '$1')
    .replace(/^hxxp/i, 'http')
    .replace(/(?<![[({])[[({]+(?:\.|dot)[\])}]+/gi, '.')
    .replace(/(?<!\[)\[+:\]+/g, ':');
}

/**
 * Reads one link as printed.
 * @param text the link, possibly defanged or full width
 * @param messengerOrigin public origin of the built-in messenger, e.g. `https://chat.example`
 * @returns the locator, or `locator.malformed` when it is cut off, too long or of no known form
 */
export function readLocator(text: string, messengerOrigin: string): Result<Locator> {
  const link = plainLink(text.trim());
  if (link.length > MAX_LINK_LENGTH)
    return refuse('locator.malformed', 'the link is longer than 2,048 characters');
  if (/(\.\.\.|…)$/.test(link)) return refuse('locator.malformed', 'the link is cut off');
  if (/\d(~|\.\.)\d+$/.test(link))
    return refuse('locator.ambiguous', 'the link names a range, not one place');
  if (/[,;|]h(tt|xx)ps?:\/\//i.test(link))
    return refuse('locator.ambiguous', 'these are several links in one');
  const match = HTTP.exec(link);
  if (match === null) return refuse('locator.malformed', 'this is not a web link of a known form');
  const [, scheme = '', authority = '', path = '/', query = '', fragment = ''] = match;
  const host = hostOf(scheme.toLowerCase(), authority.toLowerCase());
  if (host === '') return refuse('locator.malformed', 'the link names no host');
  const origin = `${scheme.toLowerCase()}://${host}`;
  if (withoutScheme(origin) === withoutScheme(messengerOrigin))
    return messengerLocator(messengerOrigin, path);
  return ok({ platform: platformOf(host), link: `${origin}${path}${query}${fragment}` });
}

/** Without the port that the scheme means anyway, and without the dot that ends a full host name. */
function hostOf(scheme: string, authority: string): string {
  return authority.replace(scheme === 'https' ? /(?:\.|:443)+$/ : /(?:\.|:80)+$/, '');
}

const withoutScheme = (origin: string): string => origin.toLowerCase().replace(/^https?:\/\//, '');

function messengerLocator(origin: string, path: string): Result<Locator> {
  const known = /^\/(r\/[a-z0-9-]+(\/m\/[1-9]\d{0,17})?|i\/[\w-]+)\/?$/.exec(path);
  if (known === null) return refuse('locator.malformed', 'the messenger has no page of this form');
  return ok({ platform: 'messenger', link: `${origin}/${known[1]}` });
}

function platformOf(host: string): Platform {
  if (TELEGRAM_HOST.test(host)) return 'telegram';
  return host === 'matrix.to' ? 'matrix' : 'other';
}
