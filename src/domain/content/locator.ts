// Locators: the "exact electronic location" (DSA Art. 16(2)(b)) of one thing a notice points at, in canonical form.
// Pure text work: nothing is fetched, nothing is guessed. The grammars of each platform are in the files beside this one.
import { ok, refuse, type Result } from '../kernel/result.ts';
import { elementRoom, matrixTo, matrixUri, mediaOf, mxc } from './locator-matrix.ts';
import { isObscured, plainLink } from './locator-plain.ts';
import { isTelegram, type TelegramTarget, telegramLocator, tgLocator } from './locator-telegram.ts';
import { type WebLink, webLink } from './web-link.ts';

export type Platform = 'messenger' | 'telegram' | 'matrix' | 'other';

export interface Locator {
  readonly platform: Platform;
  /** Canonical link: the same place is always written the same way. */
  readonly link: string;
}

/** Security limit: a longer link is refused, not cut. */
export const MAX_LINK_LENGTH = 2_048;
/** A link that wraps a link that wraps a link is nothing that an honest sender writes. */
const MAX_WRAPS = 3;
/** Labels without a point in them: with it, a row of points is looked through again from each of them. */
const SCHEME_MISSING = /^(?:[^\s/?#:@.]+\.)+[^\s/?#:@.]{2,}(?::\d{1,5})?\//;
const CUT_OFF = /\.{3,}(?=$|[/?#])/;
const RANGE = /\/(\d+)(~|\.\.|[-\u2010-\u2015\u223C\u301C])(\d+)\/?(?:[?#].*)?$/s;

/**
 * Reads one link as printed.
 * @param text the link, possibly defanged, full width or wrapped in angle brackets
 * @param messengerOrigin public origin of the built-in messenger, e.g. `https://chat.example`
 * @returns the locator, or one of `locator.malformed` (cut off, too long, no known form), `locator.ambiguous` (a range),
 *   `locator.phone-number`, `locator.login-code`
 */
export function readLocator(text: string, messengerOrigin: string): Result<Locator> {
  const read = locatorOf(plainLink(text.trim()), messengerOrigin, MAX_WRAPS);
  if (!read.ok) return read;
  const isSettled = plainLink(read.value.link) === read.value.link;
  return isSettled && read.value.link.length <= MAX_LINK_LENGTH
    ? read
    : malformed('its canonical form is none');
}

function locatorOf(link: string, messengerOrigin: string, wraps: number): Result<Locator> {
  if (link.length > MAX_LINK_LENGTH) return malformed('the link is longer than 2,048 characters');
  if (isObscured(link)) return malformed('the link holds characters that nobody sees');
  if (CUT_OFF.test(link)) return malformed('the link is cut off');
  if (/^tg:/i.test(link)) return unwrapped(tgLocator(link), messengerOrigin, wraps);
  if (/^matrix:/i.test(link)) return matrix(matrixUri(link));
  if (/^mxc:/i.test(link)) return matrix(mxc(link));
  const web = webLink(SCHEME_MISSING.test(link) ? `https://${link}` : link);
  if (web === null) return malformed('this is not a link of a known form');
  return webLocator(web, link, messengerOrigin, wraps);
}

function webLocator(web: WebLink, link: string, origin: string, wraps: number): Result<Locator> {
  const isMessenger = hostOf(webLink(origin)) === hostOf(web);
  const isKnown = isMessenger || isTelegram(web);
  if (namesRange(link, isKnown)) return refuse('locator.ambiguous', 'the link names a range, not one place');
  if (isMessenger) return messengerLocator(origin, web);
  if (isKnown) return unwrapped(telegramLocator(web), origin, wraps);
  if (web.host === 'matrix.to' && web.port === '') return matrix(matrixTo(web));
  const elsewhere = elementRoom(web) ?? mediaOf(web);
  return elsewhere === null ? ok({ platform: 'other', link: web.href }) : matrix(elsewhere);
}

/** `/90-94` in a link of an unknown platform may be a name; it is a range only where it counts upwards. */
function namesRange(link: string, isKnown: boolean): boolean {
  const [, first, sign, last] = RANGE.exec(link) ?? [];
  if (first === undefined || last === undefined) return false;
  return isKnown || sign !== '-' || Number(first) < Number(last);
}

function unwrapped(target: Result<TelegramTarget>, origin: string, wraps: number): Result<Locator> {
  if (!target.ok) return target;
  if ('link' in target.value) return ok({ platform: 'telegram', link: target.value.link });
  return wraps === 0
    ? malformed('the link is wrapped too often')
    : locatorOf(plainLink(target.value.wrapped), origin, wraps - 1);
}

/** A room, a message in it, an invitation, a person. */
const MESSENGER_PAGE = /^\/(r\/[a-z0-9-]+(?:\/m\/[1-9]\d{0,17})?|i\/[\w-]+|people\/[1-9]\d{0,14})\/?$/;
/** A file, wherever it is kept and however small it is shown. */
const MESSENGER_FILE = /^\/(?:media|thumb|cdn)\/([\w-]{8,64})(?:\/thumb)?\/?$/;

function messengerLocator(origin: string, { path }: WebLink): Result<Locator> {
  const file = MESSENGER_FILE.exec(path)?.[1];
  const known = file === undefined ? MESSENGER_PAGE.exec(path)?.[1] : `media/${file}`;
  if (known === undefined) return malformed('the messenger has no page of this form');
  return ok({ platform: 'messenger', link: `${origin}/${known}` });
}

const matrix = (link: string | null): Result<Locator> =>
  link === null ? malformed('Matrix has no place of this form') : ok({ platform: 'matrix', link });

/** Host and port, whatever the scheme. */
const hostOf = (link: WebLink | null): string => (link === null ? '' : `${link.host}:${link.port}`);

const malformed = (why: string): Result<never> => refuse('locator.malformed', why);
