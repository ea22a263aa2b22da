// A feed that repeats and shuffles, and lists that shift under their reader: what it looks like, and what stays safe.
import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });
beforeEach(() => set({}));

interface Given {
  readonly id: string;
  readonly cursor: string;
}

async function page(cursor: string, limit: number): Promise<{ events: readonly Given[]; next: string }> {
  const { events, next } = (await yeoul.admin('GET', `/admin/v1/events?cursor=${cursor}&limit=${limit}`))
    .json;
  return { events: events as unknown as readonly Given[], next };
}

/** The numbers of all events, as an undisturbed feed gives them. */
async function honest(): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let at = await page('0', 200); at.events.length > 0; at = await page(at.next, 200)) {
    ids.push(...at.events.map(({ id }) => Number(id)));
  }
  return ids;
}

/** Some thirty events more. */
async function talk(): Promise<void> {
  const author = await yeoul.person();
  const slug = await yeoul.room(author);
  for (let n = 0; n < 30; n += 1) await yeoul.send(author, slug, `글 ${n}`);
}

const ascending = (ids: readonly number[]) => ids.every((id, at) => at === 0 || id >= (ids[at - 1] ?? 0));

describe('a disturbed feed', () => {
  it('says the same number twice when nothing disturbs it', async () => {
    await talk();
    const { events, next } = await page('0', 20);
    expect(events.map(({ id }) => id)).toEqual(events.map(({ cursor }) => cursor));
    expect(next).toBe(events.at(-1)?.cursor);
  });

  it('feedDuplicate repeats events, within the length that was asked for', async () => {
    await talk();
    await set({ feedDuplicate: 0.5 });
    const { events } = await page('0', 20);
    expect(events).toHaveLength(20);
    expect(new Set(events.map(({ id }) => id)).size).toBeLessThan(20);
    expect(ascending(events.map(({ id }) => Number(id)))).toBe(true);
  });

  it('feedReorder shuffles a page and gives all of it', async () => {
    await talk();
    const plain = await page('0', 20);
    await set({ feedReorder: 1 });
    const mixed = await page('0', 20);
    expect(ascending(mixed.events.map(({ id }) => Number(id)))).toBe(false);
    expect(mixed.events.map(({ id }) => id).toSorted()).toEqual(plain.events.map(({ id }) => id).toSorted());
    expect(mixed.next).toBe(plain.next);
  });

  it('loses no event to a reader that stores any cursor it was given and begins anew there', async () => {
    await talk();
    const all = await honest();
    await set({ feedDuplicate: 0.3, feedReorder: 1, seed: 11 });
    for (let stopAfter = 1; stopAfter <= 7; stopAfter += 1) {
      const seen = new Set<number>();
      let cursor = '0';
      // Reads `stopAfter` events of each page, stores the cursor of the last, and is killed; now and then it gets through.
      for (let turn = 0; turn < 2_000; turn += 1) {
        const { events, next } = await page(cursor, 7);
        if (events.length === 0) break;
        const read = turn % 3 === 0 ? events : events.slice(0, stopAfter);
        for (const { id } of read) seen.add(Number(id));
        cursor = read.length === events.length ? next : (read.at(-1)?.cursor ?? cursor);
      }
      expect(
        [...seen].toSorted((a, b) => a - b),
        `stopping after ${stopAfter}`,
      ).toEqual(all);
    }
  });

  it('is disturbed in the stream too, with cursors as safe', async () => {
    await talk();
    const all = await honest();
    await set({ feedReorder: 1, feedDuplicate: 0.3 });
    const ended = new AbortController();
    const response = await fetch(`${yeoul.url}/admin/v1/events/stream?cursor=0`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      signal: ended.signal,
    });
    const seen: number[] = [];
    let text = '';
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, cursor = '0'] = /^id: (\d+)$/m.exec(block) ?? [];
        seen.push(Number((JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') as Given).id));
        // Everything up to the cursor beside it has been given by now.
        const before = all.filter((id) => id <= Number(cursor));
        expect(before.filter((id) => !seen.includes(id))).toEqual([]);
      }
      if (new Set(seen).size >= all.length) break;
    }
    ended.abort();
    expect(ascending(seen)).toBe(false);
  });
});

describe('a list that shifts while it is read', () => {
  /** Walks a list in pages of two; `between` happens after the first page. */
  async function walk(path: string, key: string, between: () => Promise<unknown>) {
    const ids: number[] = [];
    const join = path.includes('?') ? '&' : '?';
    let cursor: string | undefined;
    for (let turn = 0; turn < 50; turn += 1) {
      const from = cursor === undefined ? '' : `&cursor=${cursor}`;
      const answer = (await yeoul.admin('GET', `${path}${join}limit=2${from}`)).json as unknown as Record<
        string,
        unknown
      >;
      ids.push(...(answer[key] as { id: number }[]).map(({ id }) => id));
      if (turn === 0) await between();
      if (answer['next'] === undefined) return ids;
      cursor = String(answer['next']);
    }
    throw new Error('The list did not end.');
  }

  async function story() {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blob = await yeoul.upload(author, pngOf(`shift ${slug}`));
    const ids: number[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await yeoul.send(author, slug, undefined, [blob]));
    const edit = (id: number) =>
      yeoul.ask('PATCH', `/api/rooms/${slug}/messages/${id}`, {
        token: author,
        body: { text: '글', media: [] },
      });
    return {
      ids,
      edit,
      more: () => yeoul.send(author, slug, undefined, [blob]),
      path: `/admin/v1/media/${blob}/messages`,
    };
  }

  it('shows rows twice when others come in front of them', async () => {
    const { ids, more, path } = await story();
    expect(await walk(path, 'messages', async () => undefined)).toEqual(ids);
    await set({ shiftingPages: 1 });
    expect(await walk(path, 'messages', async () => undefined)).toEqual(ids.toReversed());
    const seen = await walk(path, 'messages', more);
    expect(seen).toEqual([ids[4], ids[3], ids[3], ids[2], ids[1], ids[0]]);
  });

  it('passes rows over when others go', async () => {
    const { ids, edit, path } = await story();
    await set({ shiftingPages: 1 });
    const seen = await walk(path, 'messages', () => edit(ids[4] ?? 0));
    expect(seen).toEqual([ids[4], ids[3], ids[1], ids[0]]);
  });

  it('does not when the switch is off, and a walk keeps to the way it began', async () => {
    const { ids, more, path } = await story();
    const seen = await walk(path, 'messages', async () => {
      await more();
      await set({ shiftingPages: 1 });
    });
    expect(seen.slice(0, 5)).toEqual(ids);
    const turned = await walk(path, 'messages', () => set({}));
    expect(ascending(turned.toReversed())).toBe(true);
  });

  it.each([
    ['/admin/v1/rooms', 'rooms'],
    ['/admin/v1/reports', 'reports'],
  ])('%s is such a list', async (path, key) => {
    await talk();
    for (let n = 0; n < 3; n += 1)
      await yeoul.ask('POST', '/api/reports', {
        body: { target: { link: `${yeoul.url}/r/none` }, reasons: ['threat'] },
      });
    await set({ shiftingPages: 1 });
    const seen = await walk(path, key, async () => undefined);
    expect(seen.length).toBeGreaterThan(2);
    expect(ascending(seen.toReversed())).toBe(true);
  });
});
