// What the bench asks its contenders: ours (contenders/ours.ts) and the peers (../peers/translog/) answer the same questions in the same form.

export type Kind = 'inclusion' | 'consistency';

/** `at` is the leaf's index, or the size of the older tree; `leaf` its hash, or that tree's root. Hashes in base64. */
export type Proof = { readonly at: number; readonly leaf: string; readonly hashes: readonly string[] };

/** Callers with one entry each on its way, so long; a fifth of that before it counts. */
export type Appends = {
  readonly do: 'appends';
  readonly folder: string;
  readonly bytes: number;
  readonly waiting: number;
  readonly seconds: number;
};
/** Acknowledged within the time; the size of the log at the end, and its public key. */
export type Appended = {
  readonly appended: number;
  readonly seconds: number;
  readonly size: number;
  readonly key: string;
};

/** One log that grows from question to question. */
export type Write = {
  readonly do: 'write';
  readonly folder: string;
  readonly bytes: number;
  readonly waiting: number;
  readonly size: number;
};
/** Until all was durable, and until a signed checkpoint held it; the most memory so far. */
export type Written = {
  readonly seconds: number;
  readonly publishedSeconds: number;
  readonly rssMiB: number;
  readonly key: string;
};

export type Verify = { readonly do: 'verify'; readonly folder: string; readonly key: string };
export type VerifiedFolder = {
  readonly entries: number;
  readonly tiles: number;
  readonly root: string;
  readonly seconds: number;
  readonly rssMiB: number;
};

/** A tree in memory that grows from question to question. */
export type Grow = { readonly do: 'grow'; readonly size: number; readonly bytes: number };
export type Grown = { readonly entries: number; readonly seconds: number; readonly root: string };

/** Makes proofs in that tree; the first `times` of them come back. */
export type Prove = {
  readonly do: 'prove';
  readonly what: Kind;
  readonly size: number;
  readonly at: readonly number[];
  readonly times: number;
};
/** The same out of tile files. @param reader which of the peers: Go's own or Tessera's client */
export type ProveFiles = Omit<Prove, 'do'> & {
  readonly do: 'proveFiles';
  readonly folder: string;
  readonly root: string;
  readonly reader?: 'tlog' | 'tessera';
};
/** Microseconds of a proof. */
export type Proved = { readonly us: number; readonly proofs: readonly Proof[] };

/** Verifies these proofs so many times. */
export type Check = {
  readonly do: 'check';
  readonly what: Kind;
  readonly size: number;
  readonly root: string;
  readonly proofs: readonly Proof[];
  readonly times: number;
};
export type OpenCheckpoint = {
  readonly do: 'checkpoint';
  readonly note: string;
  readonly key: string;
  readonly times: number;
};
/** The hash of two hashes, one after another. */
export type HashPair = { readonly do: 'hash'; readonly times: number };
export type Checked = { readonly us: number };

export type Question =
  | Appends
  | Write
  | Verify
  | Grow
  | Prove
  | ProveFiles
  | Check
  | OpenCheckpoint
  | HashPair;
