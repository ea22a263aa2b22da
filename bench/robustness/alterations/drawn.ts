// Writing and signs as drawn shapes (SVG): bars in place of letters, so that no font of the machine matters.

const LETTER = 0.55;
const WORDS = [5, 3, 7, 4, 6, 2, 8, 5];

/** One line of writing: letters as upright and round strokes. `size` is the height of a letter in pixels. */
function line(x: number, y: number, size: number, letters: number, colour: string): string {
  const strokes: string[] = [];
  let [word, left] = [0, WORDS[0] ?? 1];
  for (let at = 0; at < letters; at++) {
    if (left-- === 0) {
      left = WORDS[++word % WORDS.length] ?? 1;
      continue;
    }
    const start = x + at * size * LETTER;
    strokes.push(
      at % 3 === 0
        ? `<circle cx="${start + size * 0.22}" cy="${y + size / 2}" r="${size * 0.2}" fill="none"/>`
        : `<path d="M${start} ${y}v${size}${at % 2 === 0 ? `h${size * 0.35}` : `m0 ${-size / 2}h${size * 0.35}`}" fill="none"/>`,
    );
  }
  return `<g stroke="${colour}" stroke-width="${size * 0.14}">${strokes.join('')}</g>`;
}

export function svg(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
}

/** Lines of writing that fill a band. */
export function caption(width: number, height: number, lines: number, colour: string): string {
  const size = (height / lines) * 0.5;
  const letters = Math.floor((0.9 * width) / (size * LETTER));
  const rows = Array.from({ length: lines }, (_, at) =>
    line(width * 0.05, (height / lines) * (at + 0.25), size, letters - 3 * at, colour),
  );
  return svg(width, height, rows.join(''));
}

/** Big writing over a picture: a line above and one below, bright with a dark rim. */
export function bigWords(width: number, height: number, share: number): string {
  const size = height * share;
  const letters = Math.floor((0.9 * width) / (size * LETTER));
  const both = [height * 0.04, height * 0.96 - size].map(
    (y) =>
      line(width * 0.055, y + size * 0.05, size, letters, '#000') +
      line(width * 0.05, y, size, letters, '#fff'),
  );
  return svg(width, height, both.join(''));
}

/** A sign in the lower right corner, its width a share of the picture's. */
export function sign(width: number, height: number, share: number): string {
  const size = width * share;
  const [x, y] = [width - size * 1.1, height - size * 0.7];
  return svg(
    width,
    height,
    `<rect x="${x}" y="${y}" width="${size}" height="${size * 0.6}" rx="${size * 0.1}" fill="#d22"/>` +
      `<path d="M${x + size * 0.4} ${y + size * 0.15}l${size * 0.28} ${size * 0.15}l${-size * 0.28} ${size * 0.15}z" fill="#fff"/>`,
  );
}

/** A faint sign over and over, as picture agencies do. */
export function watermark(width: number, height: number): string {
  const step = width / 4;
  const signs: string[] = [];
  for (let y = 0; y < height; y += step * 0.6)
    for (let x = 0; x < width; x += step) signs.push(line(x, y, step * 0.16, 9, '#fff'));
  return svg(width, height, `<g opacity="0.35">${signs.join('')}</g>`);
}
