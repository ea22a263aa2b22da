// Judges what a hostile file came to on a machine that others share: what may be the machine's doing and not the file's, such
// as a limit of time, is asked again and counts only if it comes again. Everything else counts at once.

/** `code`: `hashed`, a code of docs/errors.md, or what went wrong in words. */
export type Outcome = { readonly code: string; readonly ms: number };

export type Rules = {
  /** Codes that a machine under load can bring about. */
  readonly doubtful: readonly string[];
  readonly isFine: (code: string) => boolean;
  /** By the clock. */
  readonly longestMs: number;
};

export type Verdict = {
  readonly outcome: Outcome;
  readonly isFinding: boolean;
  readonly askedAgain: boolean;
};

/** @param ask hashes the file; asked once, or twice if the first outcome is in doubt */
export async function verdictOf(ask: () => Promise<Outcome>, rules: Rules): Promise<Verdict> {
  const first = await ask();
  if (!isDoubtful(first, rules))
    return { outcome: first, isFinding: !rules.isFine(first.code), askedAgain: false };
  const second = await ask();
  const isFinding = isDoubtful(second, rules) || !rules.isFine(second.code);
  return { outcome: second, isFinding, askedAgain: true };
}

const isDoubtful = ({ code, ms }: Outcome, { doubtful, longestMs, isFine }: Rules): boolean =>
  doubtful.includes(code) || (isFine(code) && ms > longestMs);
