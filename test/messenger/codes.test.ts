import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CURES } from '../../messenger/http/codes.ts';

it('every code with a cure is one the messenger can answer with', async () => {
  const root = new URL('../../messenger/', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('codes.ts'),
  );
  const source = (await Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')))).join('\n');
  // Three codes of a target are put together from its kind: media.unknown, message.deleted, room.moved and their like.
  const composed = ['media', 'message', 'account', 'room'].flatMap((kind) => [
    `${kind}.unknown`,
    `${kind}.deleted`,
    `${kind}.moved`,
  ]);
  const silent = Object.keys(CURES).filter(
    (code) => !source.includes(`'${code}'`) && !composed.includes(code),
  );
  expect(silent).toEqual([]);
});

it.each(Object.entries(CURES))('%s says what to do in both languages', (_code, { en, ko }) => {
  expect(en).toMatch(/^[A-Z].*\.$/);
  expect(ko).toMatch(/[가-힣].*\.$/);
});
