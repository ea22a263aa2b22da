// Runs inside the process that makes the proofs of senders: one raw mail at a time. It opens no document, and has no resolver of its own:
// look-ups are asked of the desk.
import { hasTooManyLines } from './mail-limits.ts';
import { NO_PROOFS, proofsOf } from './proofs.ts';
import { say, serve } from './child.ts';
import type { LookedUp } from './reading-words.ts';

interface Asked {
  readonly found: (answer: unknown) => void;
  readonly notFound: (error: Error) => void;
}

const asked = new Map<number, Asked>();
let questions = 0;

/** Serves the desk until it closes its end. */
export function serveProofs(): Promise<void> {
  return serve(async (raw, request) => {
    if (request.kind !== 'prove') return;
    const proofs = hasTooManyLines(raw) ? NO_PROOFS : await proofsOf(raw, lookUp, request.now);
    say({ kind: 'proven', proofs });
  }, heard);
}

function lookUp(name: string, type: string): Promise<unknown> {
  questions += 1;
  const question = questions;
  say({ kind: 'look-up', question, name, type });
  return new Promise((found, notFound) => asked.set(question, { found, notFound }));
}

function heard(words: LookedUp): void {
  const { found, notFound } = asked.get(words.question) ?? {};
  asked.delete(words.question);
  if (words.kind === 'found') found?.(words.answer);
  else notFound?.(Object.assign(new Error(`DNS: ${words.code}`), { code: words.code }));
}
