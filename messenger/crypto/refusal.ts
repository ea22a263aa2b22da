// Why something sealed was not opened.

/** `key`: not a key of the right form. `form`: not what this version writes. `broken`: changed on the way, moved here from
 * another place, or sealed with another key; nobody can tell these apart. */
export type SealFault = 'key' | 'form' | 'broken';

/** Thrown instead of ever showing something that cannot be trusted. */
export class SealRefusal extends Error {
  readonly fault: SealFault;

  constructor(fault: SealFault) {
    super(`The seal was refused: ${fault}.`);
    this.fault = fault;
  }
}
