// The launcher's three steps in order: dependencies, Node, run. Every failure is one sentence and its cure, exit 2.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from './cannot-start.mjs';
import { ensureInstalled } from './install.mjs';
import { chooseNode } from './node.mjs';
import { runHere, runWith } from './run.mjs';

const EXIT_CANNOT_START = 2;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Runs `FILE [args]` and never returns: the process ends with the exit code of FILE.
 * @param {readonly string[]} argv FILE (relative to the working directory) and its arguments
 */
export async function start([file, ...args]) {
  try {
    if (file === undefined) throw new CannotStart('no file to run', 'node tools/launch.mjs FILE.ts [args]');
    const target = path.resolve(file);
    await ensureInstalled(ROOT);
    const node = chooseNode(ROOT);
    if (node === process.execPath) runHere(target);
    else process.exitCode = await runWith(node, [target, ...args]);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`redress: ${error.message}\ncure: ${error.cure}`);
    process.exitCode = EXIT_CANNOT_START;
  }
}
