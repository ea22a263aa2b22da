// A sabotage replaces a text of the tree exactly: one whose text is gone proves nothing until it follows the code.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SABOTAGES } from '../../prove/rig/sabotages.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EDITS = SABOTAGES.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit })));

test.each(EDITS)('$name finds its text in $file, once', ({ file, find, put }) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  expect(text.split(find).length - 1).toBe(1);
  expect(put).not.toBe(find);
});
