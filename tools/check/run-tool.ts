// Runs a command-line tool of node_modules on the Node we run on, and gives back what it said.

import { spawn } from 'node:child_process';
import path from 'node:path';

const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
const TIME_LIMIT_MS = 900_000;

/** What a tool said; `code` is -1 when a signal or our time limit ended it. */
export type ToolOutput = { readonly code: number; readonly stdout: string; readonly stderr: string };

/**
 * Runs `node_modules/<script> args` in `root`.
 * @param script path inside node_modules, such as `typescript/bin/tsc`
 * @throws Error when the tool cannot be started or says more than the output limit
 */
export function runTool(root: string, script: string, args: readonly string[]): Promise<ToolOutput> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIME_LIMIT_MS,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let size = 0;
  const collect = (into: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size > OUTPUT_LIMIT_BYTES) child.kill();
    else into.push(chunk);
  };
  child.stdout.on('data', collect(stdout));
  child.stderr.on('data', collect(stderr));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
      resolve({ code: code ?? -1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

/**
 * Reads a tool's JSON; a tool that broke instead of answering is an error, never "no offences".
 * @throws Error with what the tool said instead
 */
export function jsonOf<T>(tool: string, output: ToolOutput): T {
  try {
    return JSON.parse(output.stdout) as T;
  } catch {
    const said = (output.stderr || output.stdout).trim().slice(0, 2_000);
    throw new Error(`${tool} gave no JSON (exit ${output.code}): ${said}`);
  }
}
