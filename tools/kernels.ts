// `npm run kernels`: compiles the AssemblyScript sources of src/matching/kernels/ to the .wasm files beside them. The
// compiled files are committed, so that nobody who runs the desk needs a compiler; `npm run check` compiles them again
// and compares every byte.

import path from 'node:path';
import { compileKernels, KERNELS } from './kernels/compile.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

try {
  for (const { wasm, bytes } of await compileKernels(ROOT, path.join(ROOT, KERNELS)))
    console.log(`${wasm}  ${bytes.length} bytes`);
} catch (error) {
  console.error(`kernels: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
