// Work on many things, a few at once; and work that must be done one after the other, whoever asks for it.

/** Does the work for every item, at most `atOnce` together, and keeps the order of the answers. One refusal ends the whole. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, number: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const left = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [number, item] of left) {
      if (failed) return;
      results[number] = await work(item, number).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Runs what it is given one after the other, in the order of asking. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked hears of the failure; the next in line is not held up by it.
    last = mine.catch(() => undefined);
    return mine;
  };
}
