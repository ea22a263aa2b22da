// The store that `npm run bench -- desk` measures holds what a desk would have written: whole lives written at once are the same rows as
// lives written command by command, and a difference is found.
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill, livesBetween, mustBeTheSame } from '../../bench/desk/fill.ts';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import { databases } from '../support/database.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';

const [here] = databases().filter(({ missing }) => missing === undefined);
const SHAPE = { items: 2, answered: true };
const UNTIL = Date.UTC(2026, 10, 20);

describe.skipIf(here === undefined)('the lives of the bench', () => {
  let desk: Desk;
  let law: Law;
  beforeAll(async () => {
    desk = await openedDatabase(here?.flavor ?? 'system');
    law = {
      book: await readBook(path.resolve(import.meta.dirname, '../../law')),
      reach: { jurisdictions: 'all', ruledOut: [] },
    };
  });
  afterAll(() => desk.close());

  test('are the same rows, written at once or as they come, of proven letters, claims and reports', async () => {
    const lives = livesBetween(0, 10, SHAPE, UNTIL, 24);
    expect(await fill(desk.db, lives, law)).toBeGreaterThan(200);
    expect(await mustBeTheSame(desk.db, desk.pool, lives, law)).toBeGreaterThan(400);
  });

  test('are not the same when a row is another one', async () => {
    const lives = livesBetween(100, 1, SHAPE, UNTIL, 24);
    await fill(desk.db, lives, law);
    await desk.pool.query("update clocks set provisional = not provisional where case_id = 'case-100'");
    await expect(mustBeTheSame(desk.db, desk.pool, lives, law)).rejects.toThrow('clocks differs');
  });
});
