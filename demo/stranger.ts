// An independent look: the demo knows from the messenger's seed where every copy stands, and looks for itself.
import type { Seeded } from '../messenger/seed.ts';

export interface Seen {
  readonly copies: number;
  readonly copiesStillUp: number;
  /** Messages with pictures that nobody reported, and how many of them are still as they were. */
  readonly others: number;
  readonly othersStillUp: number;
}

const AT_ONCE = 8;

/** Looks as the checker (a member of every room) at pages and files, without asking the desk. */
export async function lookAround(api: string, seeded: Seeded): Promise<Seen> {
  const copies = seeded.items.flatMap((item) => item.copies);
  const roomOf = new Map(copies.map((copy) => [copy.messageId, copy.room]));
  const stillUp = await count(copies, async ({ messageId, blob }) => {
    const page = await status(`${api}/r/${roomOf.get(messageId)}/m/${messageId}`, seeded.checkerToken);
    const file = await status(`${api}/media/${blob}`, seeded.checkerToken);
    return page !== 404 || file !== 404;
  });
  const others = await count(
    seeded.untouched,
    async ({ blob }) => (await status(`${api}/media/${blob}`, seeded.checkerToken)) === 200,
  );
  return {
    copies: copies.length,
    copiesStillUp: stillUp,
    others: seeded.untouched.length,
    othersStillUp: others,
  };
}

async function status(url: string, token: string): Promise<number> {
  const response = await fetch(url, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } });
  return response.status;
}

async function count<T>(all: readonly T[], test: (one: T) => Promise<boolean>): Promise<number> {
  const waiting = [...all];
  let found = 0;
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) if (await test(one)) found += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}
