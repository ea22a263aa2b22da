// Many calls side by side, but not too many.

/** After a failure no further call begins, and it throws only when none is under way any more: nothing is written behind its caller's back. */
export async function atMost<One>(
  count: number,
  all: readonly One[],
  act: (one: One) => Promise<unknown>,
): Promise<void> {
  const rest = all.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const one of rest) {
      if (failures.length > 0) return;
      await act(one).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, all.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
