// The ways in which people print a link so that nobody clicks on it, or in which programs spoil it on its way.
import type { Chance } from './chance.ts';

export type Disguise = (link: string) => string;

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const dot =
  (mark: string): Disguise =>
  (link) =>
    link.replace(/^([a-z]+:\/\/[^/]*?|[^/:]*?)\./i, `$1${mark}`);
const hxxp: Disguise = (link) => link.replace(/^http/i, 'hxxp');
const AT_DOTS: readonly string[] = ['[.]', '(.)', '{.}', '[dot]'];

/** Kept whole: each of these still names the same place. */
export function disguiseOf(chance: Chance): Disguise {
  const mark = dot(chance.one(AT_DOTS));
  const hidden = chance.one(['\u200b', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad']);
  return chance.one<Disguise>([
    (link) => (hasHost(link) ? hxxp(mark(link)) : link),
    (link) => (hasHost(link) ? mark(link) : link),
    hxxp,
    (link) => (link.startsWith('https://') ? hxxp(link).replace('://', '[:]//') : link),
    (link) => link.slice(0, 10) + hidden + link.slice(10, 15) + hidden + link.slice(15),
    wide,
    (link) => `<${link}>`,
  ]);
}

const hasHost = (link: string): boolean => /^(?:https?:\/\/)?[\w-]+\.[\w.-]+\//i.test(link);

/** A link over two lines: broken behind one of its marks or wherever the line was full. */
export function brokenLink(chance: Chance, link: string, indent: string): string {
  const slashes = [...link.matchAll(/[/?&=]/g)]
    .map(({ index }) => index + 1)
    .filter((at) => at > 9 && at < link.length - 1);
  const at = slashes.length > 0 && chance.percent(80) ? chance.one(slashes) : 0;
  if (at === 0) return link;
  // Digits alone on a line may as well be the number of the next link.
  return /^\d+$/.test(link.slice(at)) ? link : `${link.slice(0, at)}\n${indent}${link.slice(at)}`;
}
