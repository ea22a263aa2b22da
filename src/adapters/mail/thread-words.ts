// What the desk and its reading thread say to each other. Plain data: both sides get copies.
import type { ParsedLetter } from '../../domain/notice/letter.ts';
import type { Proofs } from './proofs.ts';

/** The part of a reading that happens inside the thread. */
export interface Findings {
  readonly proofs: Proofs;
  readonly letter: ParsedLetter | null;
}

export type ToThread =
  | { readonly kind: 'read'; readonly raw: Uint8Array; readonly deskHost: string; readonly check: boolean }
  | { readonly kind: 'found'; readonly question: number; readonly answer: unknown }
  | { readonly kind: 'not-found'; readonly question: number; readonly code: string };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'look-up'; readonly question: number; readonly name: string; readonly type: string }
  | { readonly kind: 'done'; readonly findings: Findings };
