// How far what waits has spread since it was looked for: counted now and then, for the order of work.

export interface Spread {
  /**
   * Counts, for every case that waits, the copies of its files that the platforms told of after they were last looked for. What the history
   * of a platform shows was there before, and is none.
   * @returns of how many cases the number is another one now
   */
  count(): Promise<number>;
}
