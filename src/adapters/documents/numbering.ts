// Numbers that a document gives its paragraphs by itself: one counter a list and level; a higher level begins the lower ones anew.

const MAX_LEVELS = 10;

export class Numbering {
  readonly #counts = new Map<string, (number | undefined)[]>();

  /** The number that the next paragraph of this list and level shows. */
  next(list: string, level: number, start: number): number | null {
    if (!(level >= 0 && level < MAX_LEVELS)) return null;
    const counts = this.#counts.get(list) ?? [];
    this.#counts.set(list, counts);
    const before = counts[level];
    const value = before === undefined ? start : before + 1;
    counts.length = level;
    counts[level] = value;
    return value;
  }
}
