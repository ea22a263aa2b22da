// `npm run build:verifier [-- --out FILE]`: the verifier of tamper-evident logs as one HTML file with everything in it. It can be kept, copied and
// opened without a network. Its policy names its one script and its one style by their hashes and allows nothing else. Nothing of it is committed.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCE = path.join(ROOT, 'src/translog/browser');
const OUT = path.join(ROOT, '.redress/build/verifier/verifier.html');

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: path.join(SOURCE, 'verifier.ts'),
    platform: 'browser',
    logLevel: 'warn',
  });
  try {
    const { output } = await build.generate({ format: 'esm', minify: true });
    const [script, ...more] = output;
    if (more.length > 0)
      throw new Error(`more than one file: ${more.map(({ fileName }) => fileName).join()}`);
    return script.code;
  } finally {
    await build.close();
  }
}

/** As a browser compares it: the bytes between the tags. */
const named = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function page(script: string): string {
  const style = readFileSync(path.join(SOURCE, 'verifier.css'), 'utf8');
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('a tag inside would end it');
  const policy = `default-src 'none'; script-src ${named(script)}; style-src ${named(style)}; base-uri 'none'; form-action 'none'`;
  const parts: Readonly<Record<string, string>> = { policy, style, script };
  return readFileSync(path.join(SOURCE, 'verifier.html'), 'utf8').replaceAll(
    /\{\{(\w+)\}\}/g,
    (whole, name: string) => parts[name] ?? whole,
  );
}

const { values } = parseArgs({ options: { out: { type: 'string', default: OUT } } });
const out = path.resolve(values.out);
const html = page(await bundle());
mkdirSync(path.dirname(out), { recursive: true });
writeFileSync(out, html);
console.log(`${out}: ${Buffer.byteLength(html)} bytes, ${gzipSync(html).length} gzipped`);
