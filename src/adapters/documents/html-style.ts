// What the attributes of an HTML element say about how it is shown. Only what is written on the element itself: style sheets are not read.

/** Elements that hold no words of the letter. `rt` and `rp` say how a word is read aloud, and would stand inside it. */
const WORDLESS = new Set([
  'head',
  'title',
  'style',
  'script',
  'template',
  'noscript',
  'object',
  'embed',
  'iframe',
  'svg',
  'math',
  'audio',
  'video',
  'canvas',
  'select',
  'textarea',
  'rt',
  'rp',
]);
const HIDDEN_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:!important)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0*)?\s*(?:!important)?\s*(?:;|$)|mso-hide\s*:\s*all)/i;
const UNNUMBERED = /list-style(?:-type)?\s*:\s*[^;]*\b(?:none|disc|circle|square)\b/i;
const INDENTED = /border(?:-left)?\s*:\s*(?:none|0)/i;
const QUOTE_CLASS = /\b(?:gmail_quote|yahoo_quoted|moz-cite|protonmail_quote)/i;

type Attributes = Readonly<Record<string, string>>;

export const isWordless = (name: string): boolean => WORDLESS.has(name);

/** Nobody who looks at the letter sees it. */
export function isHidden(attributes: Attributes): boolean {
  return 'hidden' in attributes || HIDDEN_STYLE.test(attributes['style'] ?? '');
}

/** A list that shows no numbers, though it is an `<ol>`. */
export const isUnnumbered = (attributes: Attributes): boolean => UNNUMBERED.test(attributes['style'] ?? '');

/** Some editors indent with `<blockquote>`: no border and no word of citing makes it an indentation, not a quotation. */
export function isQuotation(attributes: Attributes): boolean {
  const { style = '', type = '', class: words = '' } = attributes;
  return type === 'cite' || QUOTE_CLASS.test(words) || 'cite' in attributes || !INDENTED.test(style);
}

const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
  'br',
]);

/** What begins and ends a line. */
export const isBlock = (name: string): boolean => BLOCKS.has(name);
