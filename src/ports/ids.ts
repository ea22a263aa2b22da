// Fresh identifiers. Randomness is the outside world: the core takes it as a parameter.
export interface Ids {
  /** A new unguessable id, unique without asking anybody. */
  fresh(): string;
}
