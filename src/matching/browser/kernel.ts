// The hash kernel in a browser: compiled from the bytes that the bundler put beside this code.

import bytes from '../kernels/pdq.wasm';
import { createHasher, type Hasher } from '../pdq/hasher.ts';
import { missingInBrowser } from './missing.ts';

/** @throws MatchingError `matching.browser-missing` where there is no WebAssembly with SIMD */
export async function loadBrowserHasher(): Promise<Hasher> {
  try {
    return createHasher(await WebAssembly.compile(bytes));
  } catch (error) {
    throw missingInBrowser(`WebAssembly with SIMD (${(error as Error).message})`);
  }
}
