// How many rows one more step of a case reads and writes, and one page of what happened in it: no more when the case has grown from a few
// items to many.
import type { KyselyPlugin, ValuesNode } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE_ROUTES } from '../../src/entry/api/case-routes.ts';
import type { Route } from '../../src/entry/api/route.ts';
import type { ApiDesk } from '../../src/entry/api/wiring.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { fold } from '../../src/domain/case/case.ts';
import { databases } from '../support/database.ts';
import { acted, decides, found, looked, swept } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const [here] = databases().filter(({ missing }) => missing === undefined);

/** Counts every row that a statement carries there, brings or changes. */
function counting() {
  let rows = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind === 'InsertQueryNode' && node.values?.kind === 'ValuesNode')
        rows += (node.values as ValuesNode).values.length;
      return node;
    },
    transformResult: ({ result }) => {
      rows += result.rows.length + Number(result.numAffectedRows ?? 0);
      return Promise.resolve(result);
    },
  };
  return { plugin, rows: () => rows };
}

const each = (items: number, command: (item: number) => Command): readonly Command[] =>
  Array.from({ length: items }, (_, at) => command(at + 1));

describe.skipIf(here === undefined)('one more step of a case', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openedDatabase(here?.flavor ?? 'system');
  });
  afterAll(() => desk.close());

  /** Rows for the steps that settle the last item but one, and that show a copy of it again. */
  async function rowsOf(items: number): Promise<readonly number[]> {
    const { plugin, rows } = counting();
    const store = storeOf(desk.db.withPlugin(plugin), `tenant-${items}`);
    await open(store, 'a', {}, { count: items });
    const id = idOf('a');
    const must = async (...commands: readonly Command[]): Promise<number> => {
      const before = rows();
      const written = await tell(store, id, ...commands);
      if (!written.ok) throw new Error(written.error.code);
      return rows() - before;
    };
    await must(...each(items, (item) => found(item, `c${item}`)));
    await must(...each(items, (item) => decides(item, 'hide')));
    await must(...each(items, (item) => acted(item, `c${item}`)));
    await must(...each(items, (item) => looked(item, `c${item}`, 'gone')));
    await must(...each(items - 2, (item) => swept(item)));
    await must();
    const counts = [await must(swept(items - 1)), await must(swept(items, [`c${items}`, 'more']))];
    const known = await store.cases.load(id);
    expect(known).toEqual(fold(await store.cases.history(id)));
    const hidden = await desk.db
      .selectFrom('hidden_copies')
      .select('copy_id')
      .where('tenant_id', '=', `tenant-${items}`)
      .execute();
    expect(hidden.length).toBe(items + 1);
    return counts;
  }

  test('reads and writes as many rows in a case of 300 items as in one of three', async () => {
    const few = await rowsOf(3);
    expect(await rowsOf(300)).toEqual(few);
    expect(Math.min(...few)).toBeGreaterThan(0);
  });

  /** Rows for each page of what happened in a case, as the API turns them; and how many pages there were. */
  async function rowsOfPages(
    items: number,
  ): Promise<{ readonly rows: readonly number[]; readonly pages: number }> {
    const tenant = `pages-${items}`;
    const { plugin, rows } = counting();
    const filling = storeOf(desk.db, tenant);
    await open(filling, 'a', {}, { count: items });
    await tell(filling, idOf('a'), ...each(items, (item) => found(item, `c${item}`)));
    const events = await filling.cases.history(idOf('a'));
    // A store of its own, which has folded nothing yet.
    const { cases } = storeOf(desk.db.withPlugin(plugin), tenant);
    const params = { number: (await filling.cases.load(idOf('a')))?.number ?? '' };
    const route = CASE_ROUTES.find(({ path }) => path.endsWith('/events'));
    const [seen, counts]: [unknown[], number[]] = [[], []];
    for (let after: number | null = 0; after !== null; ) {
      const before = rows();
      const asked = { params, query: { limit: 10, after } } as unknown as Parameters<Route['handle']>[0];
      const answer = (await route?.handle(asked, { cases } as ApiDesk))?.body as Page;
      counts.push(rows() - before);
      seen.push(...answer.events.map(({ seq }) => seq));
      after = answer.next;
    }
    expect(seen).toEqual(events.map(({ seq }) => seq));
    return { rows: counts, pages: counts.length };
  }

  test('a page of what happened reads its own rows, however long the case is', async () => {
    const [few, many] = [await rowsOfPages(20), await rowsOfPages(400)];
    expect(many.pages).toBeGreaterThan(10 * few.pages);
    expect(Math.max(...many.rows)).toBe(Math.max(...few.rows));
    expect(Math.max(...many.rows)).toBeLessThan(15);
  });
});

interface Page {
  readonly events: readonly { readonly seq: number }[];
  readonly next: number | null;
}
