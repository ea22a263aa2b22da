// The line of each entry of a list, in four bytes: a list may have a hundred million, and an array of numbers takes eight
// bytes of the heap for each, which has a limit of its own.

const FIRST_ROOM = 4096;

export class LineNumbers {
  #count = 0;
  #lines = new Uint32Array(FIRST_ROOM);

  add(line: number): void {
    if (this.#count === this.#lines.length) {
      const wider = new Uint32Array(2 * this.#lines.length);
      wider.set(this.#lines);
      this.#lines = wider;
    }
    this.#lines[this.#count++] = line;
  }

  /** @param entry counted from 0; 0 where there is none */
  of(entry: number): number {
    return this.#lines[entry] ?? 0;
  }
}
