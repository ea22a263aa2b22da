// Result: what a function answers when refusing is a normal outcome. Bugs throw; refusals are values.
import type { Refusal, RefusalCode } from './errors.ts';

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wraps a stable code and one sentence of detail as a refusal. The code is looked up in docs/errors.md. */
export function refuse(code: RefusalCode, detail: string): Result<never> {
  return { ok: false, error: { code, detail } };
}
