// Who is served next where many wait, before anybody knows what their notices say: each line in its turn, so that five hundred of one hand stand in
// nobody's way. Whoever is in several lines waits for the longest of them; of the same turn the first to come is first.

/** @param linesOf which lines one stands in; those without any wait for nobody */
export function inTurns<T>(all: readonly T[], linesOf: (one: T) => readonly string[]): T[] {
  const taken = new Map<string, number>();
  const turned = all.map((one, at) => {
    const turns = linesOf(one).map((line) => {
      const turn = taken.get(line) ?? 0;
      taken.set(line, turn + 1);
      return turn;
    });
    return { one, at, turn: Math.max(0, ...turns) };
  });
  return turned.toSorted((a, b) => a.turn - b.turn || a.at - b.at).map(({ one }) => one);
}
