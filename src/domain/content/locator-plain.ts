// A link as printed, made plain: the only repairs there are. Full width becomes ASCII, invisible characters go, angle brackets
// around it go, and the few ways of writing a link so that nobody clicks on it are undone. Nothing else is ever repaired.

/** Zero-width characters and the soft hyphen: nobody sees them, and no link means them. */
export const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;

/** Marks that turn the direction of writing: what is seen may not be what is written. Also other characters without a form. */
const HIDDEN = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2061-\u206F\uFFF9-\uFFFD]/;

/**
 * Makes a link plain: `hxxps[:]//a[.]b` and `ｈｔｔｐｓ：／／ａ．ｂ` both read `https://a.b`.
 * @param text one link, without the words around it
 */
export function plainLink(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/^<(.*)>$/s, '$1')
    .replace(/^hxxp/i, 'http')
    .replace(/\[(?:\.|dot)\]|\(\.\)|\{\.\}/gi, '.')
    .replace(/\[:\]/g, ':');
}

/** True where a plain link holds white space, a control character, a backslash or a mark of direction: no exact place. */
export const isObscured = (link: string): boolean => /[\s\\]/.test(link) || HIDDEN.test(link);

/** Percent-decoded once, or null where the encoding is broken. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
