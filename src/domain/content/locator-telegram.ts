// Telegram links, in all their forms, as one canonical link each (https://core.telegram.org/api/links).
// A place is a message, a chat, an invitation, a folder, a story, a sticker set or a boost; anything else is no known form.
import { ok, refuse, type Result } from '../kernel/result.ts';
import { decoded } from './locator-plain.ts';
import type { WebLink } from './web-link.ts';

/** What a Telegram link leads to: a place there, or the address that it wraps. */
export type TelegramTarget = { readonly link: string } | { readonly wrapped: string };

const HOST = /^(?:t\.me|telegram\.(?:me|dog))$/;
const USERNAME = /^[a-z]\w{3,31}$/i;
const DIGITS = /^\d{1,20}$/;
const SLUG = /^[\w-]{1,100}$/;
/** Path words that are pages of the service and no usernames. */
const RESERVED = new Set(
  'addlist addstickers addemoji addtheme auth boost confirmphone contact giftcode invoice joinchat login passport proxy setlanguage share socks upgrade'.split(
    ' ',
  ),
);

/** True for the hosts of Telegram and `<username>.t.me`, with or without `www.`. */
export const isTelegram = ({ host, port }: WebLink): boolean => port === '' && usernameOf(host) !== null;

/** The username a host names (`maple.t.me`), empty for the plain hosts, null for any other host. */
function usernameOf(host: string): string | null {
  const plain = host.replace(/^www\./, '');
  if (HOST.test(plain)) return '';
  const name = /^([a-z]\w{3,31})\.t\.me$/.exec(plain)?.[1];
  return name === undefined || RESERVED.has(name) ? null : name;
}

/**
 * Reads a link to one of Telegram's hosts.
 * @returns `locator.login-code`, `locator.phone-number`, or `locator.malformed` where parts are wrong or missing
 */
export function telegramLocator({ host, path, query }: WebLink): Result<TelegramTarget> {
  const owner = usernameOf(host) ?? '';
  const shown = owner === '' ? path.replace(/^(?:\/(?:s|%73)(?=\/[^/]))+/, '') : `/${owner}${path}`;
  const parts = shown.split('/').slice(1).map(decoded);
  if (parts.at(-1) === '') parts.pop();
  const words = parts.filter((part): part is string => part !== null && part !== '');
  if (words.length !== parts.length) return malformed();
  return place(words, queryOf(query));
}

/** Reads `tg://resolve?…`, `tg://privatepost?…` and `tg://join?…`, also without the two slashes. */
export function tgLocator(link: string): Result<TelegramTarget> {
  const match = /^tg:(?:\/\/)?([a-z_]+)\/?(?:\?([^#]*))?(?:#.*)?$/i.exec(link);
  const asked = queryOf(match?.[2] ?? '');
  const given = (name: string): string => asked.get(name) ?? '';
  switch (match?.[1]?.toLowerCase()) {
    case 'login':
      return refuse('locator.login-code', 'this is a code to sign in with');
    case 'join':
      return invitation(given('invite'));
    case 'privatepost':
      return place(['c', given('channel'), given('post')], asked);
    case 'resolve':
      if (asked.has('phone')) return phoneNumber();
      if (asked.has('story') || asked.has('album')) return malformed();
      return place(asked.has('post') ? [given('domain'), given('post')] : [given('domain')], asked);
    default:
      return malformed();
  }
}

type Query = ReadonlyMap<string, string>;

function queryOf(query: string): Query {
  const pairs = query
    .replace(/^\?/, '')
    .split('&')
    .map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name) ?? name, decoded(value.join('=')) ?? ''];
    });
  return new Map(pairs.reverse());
}

function place(words: readonly string[], query: Query): Result<TelegramTarget> {
  const [first = '', second = '', third = '', fourth = ''] = words;
  const name = first.toLowerCase();
  if (name === 'login') return refuse('locator.login-code', 'this is a code to sign in with');
  if (first.startsWith('+')) return words.length === 1 ? invitation(first.slice(1)) : malformed();
  if (name === 'share' || name === 'iv') return wrapped([name, ...words.slice(1)], query);
  if (name === 'c') return privateMessage(words.slice(1), query);
  if (RESERVED.has(name)) return page([name, ...words.slice(1)], query);
  if (!USERNAME.test(first)) return malformed();
  if (words.length === 1) return at(query.has('boost') ? `${name}?boost` : name);
  if (words.length === 2) return DIGITS.test(second) ? message(`${name}/${second}`, query) : malformed();
  if (words.length > 3 || fourth !== '') return malformed();
  const isStory = second === 's' && (third === 'live' || DIGITS.test(third));
  if (isStory || (second === 'a' && DIGITS.test(third))) return at(`${name}/${second}/${third}`);
  return DIGITS.test(second) && DIGITS.test(third)
    ? message(`${name}/${second}/${third}`, query)
    : malformed();
}

function privateMessage(ids: readonly string[], query: Query): Result<TelegramTarget> {
  if (!ids.every((id) => DIGITS.test(id))) return malformed();
  if (ids.length === 1 && query.has('boost')) return at(`c/${ids[0]}?boost`);
  return ids.length === 2 || ids.length === 3 ? message(`c/${ids.join('/')}`, query) : malformed();
}

/** Folders, sticker sets, invitations in their old form, boosts. */
function page([first = '', second = '', ...more]: readonly string[], query: Query): Result<TelegramTarget> {
  if (more.length > 0) return malformed();
  if (first === 'joinchat') return invitation(second);
  if (first === 'boost' && second === '') {
    const id = query.get('c') ?? '';
    return DIGITS.test(id) ? at(`boost?c=${id}`) : malformed();
  }
  if (first === 'boost') return USERNAME.test(second) ? at(`boost/${second.toLowerCase()}`) : malformed();
  const isSet = ['addlist', 'addstickers', 'addemoji'].includes(first);
  return isSet && SLUG.test(second) ? at(`${first}/${second}`) : malformed();
}

function invitation(hash: string): Result<TelegramTarget> {
  if (DIGITS.test(hash)) return phoneNumber();
  return SLUG.test(hash) ? at(`+${hash}`) : malformed();
}

/** Of an album, one picture (`single`); of a discussion, one comment. Every other part of the query says nothing of the place. */
function message(path: string, query: Query): Result<TelegramTarget> {
  const comment = query.get('comment');
  if (comment !== undefined && !DIGITS.test(comment)) return malformed();
  const kept = [
    ...(query.has('single') ? ['single'] : []),
    ...(comment === undefined ? [] : [`comment=${comment}`]),
  ];
  return at(kept.length === 0 ? path : `${path}?${kept.join('&')}`);
}

function wrapped([first, second, ...more]: readonly string[], query: Query): Result<TelegramTarget> {
  const isForm = first === 'iv' ? second === undefined : second === undefined || second === 'url';
  const inner = query.get('url') ?? '';
  return isForm && more.length === 0 && inner !== '' ? ok({ wrapped: inner }) : malformed();
}

const at = (path: string): Result<TelegramTarget> => ok({ link: `https://t.me/${path}` });
const malformed = (): Result<never> => refuse('locator.malformed', 'Telegram has no place of this form');
const phoneNumber = (): Result<never> =>
  refuse('locator.phone-number', 'this is a telephone number, no room');
