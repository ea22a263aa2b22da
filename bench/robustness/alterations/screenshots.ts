// Screenshots: the picture inside an interface, drawn as shapes. A phone's viewer (dark), a feed (light), a chat, and a
// browser's window on a desk.

import sharp from 'sharp';
import type { Pixels } from '../../../src/matching/pdq/hasher.ts';
import { type Alteration, toPixels, toSharp } from './alteration.ts';
import { caption, svg } from './drawn.ts';

/** Where the picture lies on the screen (pixels), and what is drawn around it. */
type Screen = {
  readonly width: number;
  readonly height: number;
  readonly body: string;
  readonly place: Place;
};
type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const PHONE = { width: 540, height: 1170 };
const DESK = { width: 1280, height: 800 };

const rect = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
const dot = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const written = (
  x: number,
  y: number,
  width: number,
  height: number,
  lines: number,
  colour: string,
): string => `<g transform="translate(${x} ${y})">${caption(width, height, lines, colour)}</g>`;

/** As large as the box allows, in its middle. */
function fitted(pixels: Pixels, box: Place): Place {
  const scale = Math.min(box.width / pixels.width, box.height / pixels.height);
  const [width, height] = [Math.round(pixels.width * scale), Math.round(pixels.height * scale)];
  return {
    left: box.left + Math.round((box.width - width) / 2),
    top: box.top + Math.round((box.height - height) / 2),
    width,
    height,
  };
}

/** Hour on the left, battery on the right. */
function statusBar(width: number, ink: string): string {
  return written(20, 8, 90, 36, 1, ink) + rect(width - 60, 18, 36, 16, ink) + dot(width - 84, 26, 8, ink);
}

function viewer(pixels: Pixels): Screen {
  const { width, height } = PHONE;
  const place = fitted(pixels, { left: 0, top: 110, width, height: 950 });
  const icons = [90, 210, 330, 450].map((x) => dot(x, height - 60, 18, '#ddd')).join('');
  return { width, height, place, body: rect(0, 0, width, height, '#000') + statusBar(width, '#fff') + icons };
}

function feed(pixels: Pixels): Screen {
  const { width, height } = PHONE;
  const place = fitted(pixels, { left: 0, top: 190, width, height: 700 });
  const below = place.top + place.height;
  const body = [
    rect(0, 0, width, height, '#fff'),
    statusBar(width, '#111'),
    rect(0, 54, width, 66, '#f4f4f6'),
    written(20, 66, 260, 44, 1, '#222'),
    dot(44, 154, 22, '#7a5'),
    written(80, 132, 240, 44, 2, '#444'),
    [40, 100, 160].map((x) => dot(x, below + 34, 14, '#333')).join(''),
    written(10, below + 66, 500, 90, 3, '#333'),
    rect(0, height - 84, width, 84, '#f4f4f6'),
    [70, 200, 340, 470].map((x) => dot(x, height - 44, 16, '#555')).join(''),
  ];
  return { width, height, place, body: body.join('') };
}

function chat(pixels: Pixels): Screen {
  const { width, height } = PHONE;
  const place = fitted(pixels, { left: 110, top: 330, width: 410, height: 480 });
  const body = [
    rect(0, 0, width, height, '#dfe7da'),
    rect(0, 0, width, 120, '#1d6b5f'),
    statusBar(width, '#fff'),
    written(80, 64, 200, 40, 1, '#fff'),
    `<rect x="20" y="150" width="330" height="130" rx="16" fill="#fff"/>`,
    written(34, 160, 300, 110, 3, '#333'),
    `<rect x="${place.left - 6}" y="${place.top - 6}" width="${place.width + 12}" height="${place.height + 12}" rx="8" fill="#c9f2bd"/>`,
    `<rect x="20" y="860" width="250" height="80" rx="16" fill="#fff"/>`,
    written(34, 866, 220, 66, 2, '#333'),
    `<rect x="16" y="${height - 90}" width="430" height="64" rx="32" fill="#fff"/>`,
    dot(490, height - 58, 32, '#1d6b5f'),
  ];
  return { width, height, place, body: body.join('') };
}

function browserWindow(pixels: Pixels): Screen {
  const { width, height } = DESK;
  const place = fitted(pixels, { left: 60, top: 150, width: 760, height: 560 });
  const body = [
    rect(0, 0, width, height, '#fff'),
    rect(0, 0, width, 40, '#d5d8dd'),
    rect(10, 6, 220, 34, '#fff'),
    rect(0, 40, width, 46, '#eef0f3'),
    `<rect x="160" y="48" width="800" height="30" rx="15" fill="#fff"/>`,
    written(180, 50, 300, 26, 1, '#444'),
    [24, 60, 96].map((x) => dot(x, 63, 10, '#889')).join(''),
    written(870, 160, 360, 300, 10, '#333'),
    rect(870, 500, 170, 120, '#b98'),
    rect(1060, 500, 170, 120, '#89b'),
    rect(0, height - 44, width, 44, '#20242c'),
    [30, 80, 130, 180].map((x) => rect(x, height - 34, 24, 24, '#9ad')).join(''),
  ];
  return { width, height, place, body: body.join('') };
}

async function shown(pixels: Pixels, design: (pixels: Pixels) => Screen): Promise<Pixels> {
  const { width, height, body, place } = design(pixels);
  const resized = toSharp(pixels).resize(place.width, place.height, { fit: 'fill' });
  const input = await resized.png({ compressionLevel: 0 }).toBuffer();
  const screen = sharp(Buffer.from(svg(width, height, body)));
  return await toPixels(screen.composite([{ input, left: place.left, top: place.top }]));
}

function screenshot(name: string, design: (pixels: Pixels) => Screen): Alteration {
  return { family: 'screenshot', name, apply: (pixels) => shown(pixels, design) };
}

export const SCREENSHOTS: readonly Alteration[] = [
  screenshot('phone, viewer, dark', viewer),
  screenshot('phone, feed, light', feed),
  screenshot('phone, chat', chat),
  screenshot('browser on a desk', browserWindow),
];
