// `npm run build:matching [-- --out FOLDER]`: the matching library for browsers, one script for pages, one for its worker, and
// the example page. Nothing of it is committed. Prints what a visitor has to load.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCE = path.join(ROOT, 'src/matching/browser');
const OUT = path.join(ROOT, '.redress/build/matching');

/** What the built files are called, and what each begins with. */
const ENTRIES = {
  matching: 'device-hasher.ts',
  worker: 'worker.ts',
  example: 'example.ts',
  video: 'video-frames.ts',
} as const;

/** Bundles each entry by itself, so that a page that wants one loads no more than that. */
async function bundle(name: string, entry: string, out: string): Promise<void> {
  const build = await rolldown({
    input: path.join(SOURCE, entry),
    platform: 'browser',
    moduleTypes: { '.wasm': 'binary' },
    logLevel: 'warn',
  });
  try {
    await build.write({ file: path.join(out, `${name}.js`), format: 'esm', minify: true });
  } finally {
    await build.close();
  }
}

function sizes(out: string): string[] {
  return readdirSync(out).map((file) => {
    const bytes = readFileSync(path.join(out, file));
    return `${file.padEnd(14)} ${String(bytes.length).padStart(7)} bytes, ${gzipSync(bytes).length} gzipped`;
  });
}

const { values } = parseArgs({ options: { out: { type: 'string', default: OUT } } });
const out = path.resolve(values.out);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, entry] of Object.entries(ENTRIES)) await bundle(name, entry, out);
cpSync(path.join(SOURCE, 'example.html'), path.join(out, 'example.html'));
console.log(sizes(out).join('\n'));
