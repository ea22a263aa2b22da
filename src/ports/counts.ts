// What the order of work needs of a case that stands in other rows: counted now and then, and read beside the case.

export interface Counts {
  /**
   * Counts anew for every case that waits. New copies: of its files, those that the platforms told of after they were last looked for; what
   * the history of a platform shows was there before, and is none. Earlier: in how many other cases something of the same account was hidden.
   * @returns of how many cases a number is another one now
   */
  count(): Promise<number>;
}
