// Videos are known by their first bytes; pictures and words are not taken for videos.
import { expect, test } from 'vitest';
import { beginsLikeVideo, VIDEO_HEAD_BYTES } from './kind.ts';

const head = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['MP4', '\0\0\0\x20ftypisom'],
  ['an old MOV', '\0\0\0\x08wide\0\0\0\0mdat'],
  ['WebM', '\x1a\x45\xdf\xa3'],
  ['AVI', 'RIFF\0\0\0\0AVI LIST'],
  ['GIF', 'GIF89a'],
  ['a transport stream', `G${'\0'.repeat(187)}G`],
])('%s is a video', (_, text) => {
  expect(beginsLikeVideo(head(text))).toBe(true);
});

test.each([
  ['JPEG', '\xff\xd8\xff\xe0'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['WebP', 'RIFF\0\0\0\0WEBPVP8 '],
  ['AVIF', '\0\0\0\x20ftypavif'],
  ['words that begin with G', 'G'.padEnd(VIDEO_HEAD_BYTES, ' words')],
  ['a list of parts', '#EXTM3U\n'],
  ['nothing', ''],
])('%s is none', (_, text) => {
  expect(beginsLikeVideo(head(text))).toBe(false);
});
