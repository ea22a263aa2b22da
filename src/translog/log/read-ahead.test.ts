import { describe, expect, it } from 'vitest';
import { readAhead } from './read-ahead.ts';

const ITEMS = [1, 2, 3, 4, 5, 6];

/** Notes what is asked for and what is handed out. */
async function walk(most: number, read: (item: number) => Promise<number>) {
  const happened: string[] = [];
  const asked = (item: number) => {
    happened.push(`?${item}`);
    return read(item);
  };
  const walked = (async () => {
    for await (const value of readAhead(most, ITEMS, asked)) happened.push(String(value));
  })();
  return { happened, walked };
}

describe('reading ahead', () => {
  it('asks for the next few while one is in hand, and hands all out in their order', async () => {
    const later = (item: number) => new Promise<number>((resolve) => setTimeout(resolve, 8 - item, item));
    const { happened, walked } = await walk(2, later);
    await walked;
    expect(happened.join(' ')).toBe('?1 ?2 ?3 1 ?4 2 ?5 3 ?6 4 5 6');
  });

  it('throws a failure at its turn, and none of those behind it', async () => {
    const { happened, walked } = await walk(3, (item) =>
      item >= 3 ? Promise.reject(new Error(`no ${item}`)) : Promise.resolve(item),
    );
    await expect(walked).rejects.toThrow('no 3');
    expect(happened.filter((one) => !one.startsWith('?'))).toEqual(['1', '2']);
  });
});
