// The little SVG that our plots need. Colours follow the reader's light or dark page; the ground is transparent.

export type Attributes = Readonly<Record<string, string | number>>;

const STYLE = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #30363d }
  .title { font-size: 17px; font-weight: 600 }
  .quiet { fill: #6e7781 }
  .strong { font-weight: 600 }
  .grid { stroke: #8b949e; stroke-opacity: .28 }
  .mark { stroke: #6e7781; stroke-dasharray: 2 3 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .quiet { fill: #9198a1 } .mark { stroke: #9198a1 } }
`;

/** Readable on white and on near-black. */
export const INKS = {
  ours: '#1f883d',
  first: '#bf6a02',
  second: '#3f7fd9',
  third: '#a257c9',
  grey: '#8b949e',
} as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const DECIMALS = 10;

/** Numbers to a tenth of a pixel. */
const valueOf = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * DECIMALS) / DECIMALS) : escaped(value);

export function element(name: string, attributes: Attributes, content = ''): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${valueOf(value)}"`);
  return content === '' ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${content}</${name}>`;
}

export const text = (words: string, x: number, y: number, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(words));

export const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string =>
  element('line', { x1, y1, x2, y2, ...attributes });

/** A whole picture; `title` is also what a screen reader says. */
export function svg(width: number, height: number, title: string, shapes: readonly string[]): string {
  const head = [`<title>${escaped(title)}</title>`, `<style>${STYLE}</style>`];
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
  };
  return `${element('svg', frame, [...head, ...shapes].join('\n'))}\n`;
}
