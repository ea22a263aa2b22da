// Links of every platform: the place that is meant, its canonical form written down from the meaning, and one of the ways people print it.
import type { Chance } from './chance.ts';

export interface GoodLink {
  readonly platform: 'telegram' | 'matrix' | 'messenger' | 'other';
  readonly canonical: string;
  readonly printed: string;
}

export interface BadLink {
  readonly code: 'locator.malformed' | 'locator.ambiguous' | 'locator.phone-number' | 'locator.login-code';
  readonly printed: string;
  /** Where it leads, where its words say otherwise. */
  readonly target?: string;
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const MIXED = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;

const idOf = (chance: Chance): string => String(chance.between(1, chance.percent(30) ? 9_999_999 : 999));
const usernameOf = (chance: Chance): string =>
  `${chance.one(['maple', 'cedar', 'hall', 'garden', 'room', 'board', 'sample'])}_${chance.word(`${LOWER}0123456789_`, chance.between(1, 14))}${chance.one(LOWER.split(''))}`;
const hashOf = (chance: Chance): string =>
  `${chance.one(LOWER.split(''))}${chance.word(`${MIXED}_-`, 14)}${chance.one(LOWER.split(''))}`;
const capital = (chance: Chance, text: string): string =>
  chance.percent(25) ? text.replace(/(?:^|_)[a-z]/g, (found) => found.toUpperCase()) : text;
const scheme = (chance: Chance): string =>
  chance.one(['https://', 'https://', 'https://', 'https://', 'http://', '', 'HTTPS://']);
const host = (chance: Chance): string =>
  `${scheme(chance)}${chance.percent(8) ? 'www.' : ''}${chance.one(['t.me', 't.me', 't.me', 't.me', 'telegram.me', 'telegram.dog', 'T.me'])}`;
const noise = (chance: Chance): string[] =>
  chance.percent(20)
    ? [chance.one(['utm_source=x', 'embed=1', 'mode=tme', 'before=90', `thread=${idOf(chance)}`])]
    : [];
const query = (parts: readonly string[]): string => (parts.length === 0 ? '' : `?${parts.join('&')}`);
const fragment = (chance: Chance): string => (chance.percent(5) ? '#top' : '');

const telegram = (path: string, printed: string): GoodLink => ({
  platform: 'telegram',
  canonical: `https://t.me/${path}`,
  printed,
});

interface Post {
  /** `<name>/<id>` or `c/<id>/<message>`, with a topic or without. */
  readonly words: readonly string[];
  readonly isSingle: boolean;
  readonly comment: string | null;
}

function postOf(chance: Chance): Post {
  const place = chance.percent(22)
    ? ['c', String(chance.between(1_000_000_000, 2_999_999_999))]
    : [usernameOf(chance)];
  const topic = chance.percent(15) ? [String(chance.between(2, 90))] : [];
  return {
    words: [...place, ...topic, idOf(chance)],
    isSingle: chance.percent(15),
    comment: chance.percent(12) ? idOf(chance) : null,
  };
}

function post(chance: Chance): GoodLink {
  const { words, isSingle, comment } = postOf(chance);
  const kept = [...(isSingle ? ['single'] : []), ...(comment === null ? [] : [`comment=${comment}`])];
  const path = words.join('/') + query(kept);
  const [first = '', second = ''] = words;
  const id = words.at(-1) ?? '';
  const asked = [...kept, ...noise(chance)];
  if (chance.percent(20)) asked.reverse();
  if (words.length === 2 && chance.percent(8))
    return telegram(
      path,
      `tg://resolve${query([`domain=${capital(chance, first)}`, `post=${id}`, ...asked])}`,
    );
  if (words.length === 3 && first === 'c' && chance.percent(20))
    return telegram(path, `tg://privatepost${query([`channel=${second}`, `post=${id}`, ...asked])}`);
  const name = first === 'c' ? first : capital(chance, first);
  const rest = words.slice(1).join('/');
  if (first !== 'c' && chance.percent(6))
    return telegram(path, `https://${first}.t.me/${rest}${query(asked)}`);
  const preview = first === 'c' ? '' : chance.one(['', '', '', '', '', '', '/s', '/s/s', '/%73']);
  const printed = `${host(chance)}${preview}/${name}/${rest}${query(asked)}${fragment(chance)}`;
  if (chance.percent(4)) return telegram(path, `https://t.me/share/url?url=${encodeURIComponent(printed)}`);
  return telegram(path, printed);
}

function chat(chance: Chance): GoodLink {
  const name = usernameOf(chance);
  const printed = chance.one([
    () => `${host(chance)}/${capital(chance, name)}${chance.one(['', '', '/', '?profile', '?direct'])}`,
    () => `tg://resolve?domain=${name}`,
    () => `https://${name}.t.me/`,
    () => `https://t.me/s/${name}`,
  ])();
  return telegram(name, printed);
}

function invitation(chance: Chance): GoodLink {
  const hash = hashOf(chance);
  const printed = chance.one([
    `${host(chance)}/+${hash}`,
    `${host(chance)}/joinchat/${hash}`,
    `tg://join?invite=${hash}`,
  ]);
  return telegram(`+${hash}`, printed);
}

function special(chance: Chance): GoodLink {
  const [name, slug] = [usernameOf(chance), chance.word(MIXED, 12)];
  const path = chance.one([
    `addlist/${slug}`,
    `${name}/s/${idOf(chance)}`,
    `${name}/a/${idOf(chance)}`,
    `addstickers/${slug}`,
    `addemoji/${slug}`,
    `boost/${name}`,
    `${name}?boost`,
  ]);
  return telegram(path, `${host(chance)}/${path}`);
}

const serverOf = (chance: Chance): string =>
  `${chance.one(['hs', 'mx', 'chat', 'm'])}.${chance.one(['alder', 'birch'])}.example${chance.percent(8) ? ':8448' : ''}`;

function matrix(chance: Chance): GoodLink {
  const server = serverOf(chance);
  const id = chance.word(MIXED, 18);
  const room = chance.one([
    `!${id}:${server}`,
    `!${id}:${server}`,
    `#${chance.one(['maple', 'cedar-hall'])}:${server}`,
    `!${chance.word(MIXED, 43)}`,
  ]);
  const event = chance.percent(70) ? `$${chance.word(`${MIXED}_-`, 42)}a` : null;
  const made = (place: string, printed: string): GoodLink => ({
    platform: 'matrix',
    canonical: place,
    printed,
  });
  if (chance.percent(15)) return media(chance, made);
  if (chance.percent(8)) {
    const user = `@${chance.one(['alder', 'birch.b', 'fern_1'])}:${server}`;
    return made(
      `https://matrix.to/#/${user}`,
      chance.one([
        `https://matrix.to/#/${user}`,
        `matrix:u/${user.slice(1)}`,
        `https://matrix.to/#/${encodeURIComponent(user)}`,
      ]),
    );
  }
  const words = event === null ? [room] : [room, event];
  const via = chance.percent(40) ? `?via=${serverOf(chance).replace(/:\d+$/, '')}` : '';
  const kind = room.startsWith('!') ? 'roomid' : 'r';
  const printed = chance.one([
    `https://matrix.to/#/${words.join('/')}${via}`,
    `${chance.one(['http://', ''])}matrix.to/#/${words.join('/')}${via}`,
    `https://matrix.to/#/${words.map(encodeURIComponent).join('/')}${via}`,
    `matrix:${kind}/${room.slice(1)}${event === null ? '' : `/e/${event.slice(1)}`}${via}`,
    `https://app.element.example/#/room/${words.join('/')}${via}`,
  ]);
  return made(`https://matrix.to/#/${words.join('/')}`, printed);
}

function media(chance: Chance, made: (place: string, printed: string) => GoodLink): GoodLink {
  const [server, id] = [serverOf(chance), chance.word(MIXED, 24)];
  const way = chance.one(['client/v1/media/', 'media/r0/', 'media/v1/', 'media/v3/']);
  return made(
    `mxc://${server}/${id}`,
    chance.one([
      `mxc://${server}/${id}`,
      `https://hs.alder.example/_matrix/${way}${chance.one(['download', 'thumbnail'])}/${server}/${id}`,
    ]),
  );
}

function messenger(chance: Chance): GoodLink {
  const slug = `${chance.one(['example', 'maple', 'quiet'])}-${chance.one(['garden', 'hall', 'den'])}`;
  const path = chance.one([
    `r/${slug}/m/${idOf(chance)}`,
    `r/${slug}/m/${idOf(chance)}`,
    `r/${slug}`,
    `i/${chance.word(MIXED, 12)}`,
  ]);
  const front = chance.one(['https://', 'https://', 'http://', '', 'HTTPS://']);
  return {
    platform: 'messenger',
    canonical: `https://chat.example/${path}`,
    printed: `${front}chat.example/${path}${chance.one(['', '', '?from=share', '#top', '?lang=ko#m'])}`,
  };
}

function other(chance: Chance): GoodLink {
  const site = `${chance.one(['forum', 'pictures', 'board', 'files', 'www.gallery'])}.${chance.one(['elm', 'oak', 'willow'])}.example`;
  const path = chance.one([
    `thread/${idOf(chance)}`,
    `album/Example%20Set`,
    `v/${chance.word(MIXED, 9)}`,
    `post.php?id=${idOf(chance)}&page=2`,
    `a/b_c/d-e.html`,
    `${idOf(chance)}/#reply-4`,
  ]);
  const shown = chance.one(['https://', 'https://', 'http://', '']);
  const isLoud = chance.percent(6);
  return {
    platform: 'other',
    canonical: `${shown === 'http://' ? 'http://' : 'https://'}${site}/${path}`,
    printed: `${shown}${isLoud ? site.toUpperCase() : site}/${path}`,
  };
}

/** @returns a place and how it is printed, of any platform */
export function goodLink(chance: Chance): GoodLink {
  const make = chance.one([
    post,
    post,
    post,
    post,
    post,
    post,
    chat,
    invitation,
    special,
    matrix,
    matrix,
    messenger,
    other,
  ]);
  return make(chance);
}

/** @returns what looks like a link and cannot be used, with the rule that says so */
export function badLink(chance: Chance): BadLink {
  const name = usernameOf(chance);
  const [from, many] = [chance.between(10, 900), chance.between(2, 9)];
  const range = chance.one(['~', '-', '..']);
  const bad = (code: BadLink['code'], printed: string): BadLink => ({ code, printed });
  return chance.one([
    () => bad('locator.ambiguous', `https://t.me/${name}/${from}${range}${from + many}`),
    () => bad('locator.ambiguous', `https://t.me/c/1000000${from}/${from}${range}${from + many}`),
    () => bad('locator.phone-number', `https://t.me/+8210${chance.word('0123456789', 8)}`),
    () => bad('locator.login-code', `https://t.me/login/${chance.word('0123456789', 5)}`),
    () => bad('locator.malformed', `https://t.me/${name}/${from}o7`),
    () => bad('locator.malformed', `https://t.me/${name}/...`),
    () => bad('locator.malformed', `https://t.me/${name.slice(0, 6)}…`),
    () => bad('locator.malformed', `https://t.me/${chance.word(LOWER, 3)}/${from}`),
    () => bad('locator.malformed', `https://t.me/7${name}/${from}`),
    () => bad('locator.malformed', `https://t.me/c/${name}/${from}`),
    () => bad('locator.malformed', `https://matrix.to/#/${name}:hs.alder.example`),
    () => bad('locator.malformed', `https://matrix.to/#/!${name}:hs.alder.example/...`),
    () => bad('locator.malformed', `htps://t.me/${name}/${from}`),
    () => bad('locator.malformed', `ftp://files.oak.example/${name}/${from}`),
  ])();
}

/** @returns a row whose words show one place while the link behind them leads to another */
export function falseLink(chance: Chance): BadLink {
  const [name, id] = [usernameOf(chance), chance.between(1, 900)];
  const printed = `https://t.me/${name}/${id}`;
  return { code: 'locator.ambiguous', printed, target: `${printed}00` };
}
