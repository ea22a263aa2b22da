// The hasher in Node: the kernel is read from the file beside its source, once a process.

import { readFileSync } from 'node:fs';
import { createHasher, type Hasher } from './hasher.ts';

const KERNEL = new URL('../kernels/pdq.wasm', import.meta.url);
let compiled: WebAssembly.Module | undefined;

/** A new hasher, for one thread; the compiled kernel is shared between those of a process. */
export function loadHasher(): Hasher {
  compiled ??= new WebAssembly.Module(readFileSync(KERNEL));
  return createHasher(compiled);
}
