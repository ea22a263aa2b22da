// What a rule is to `npm run check`: a name, a sentence, and a function that looks at a tree and returns offences.

/** One breach of one rule, at a place. */
export type Offence = {
  /** File relative to the root, with forward slashes; the rule's own file when no other is to blame. */
  readonly file: string;
  readonly line?: number;
  /** The exact rule inside the check, such as `max-lines`; exceptions name it. */
  readonly rule: string;
  readonly message: string;
};

/** Something `npm run check` runs. */
export type Check = {
  readonly name: string;
  /** What it keeps, one line for `--help` and for CONTRIBUTING.md. */
  readonly keeps: string;
  readonly run: (root: string) => Promise<readonly Offence[]>;
};

/** What came of one check. */
export type Outcome = {
  readonly name: string;
  readonly offences: readonly Offence[];
  readonly excepted: number;
  readonly milliseconds: number;
};
