// The published vectors of docs/spec/authorities.md: an agency that computes the digest by itself must come to the same.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { itemListText } from './item-list.ts';

const FILE = path.resolve(import.meta.dirname, '../../../test/vectors/authorities/item-lists.json');
const VECTORS = JSON.parse(readFileSync(FILE, 'utf8')) as { links: readonly string[]; sha256: string }[];

test.each(VECTORS)('the list $links has the digest $sha256 (A23)', ({ links, sha256 }) => {
  const text = itemListText(links.map((link) => ({ locator: { platform: 'other', link } })));
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
});
