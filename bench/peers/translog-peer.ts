// The peers of the tamper-evident log: a Go program of ours around Go's sumdb/tlog and Tessera, whose modules come from Go's module proxy at
// the versions and checksums of translog/go.sum. Nothing of them is kept in this project.

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = path.join(import.meta.dirname, 'translog');
const LONGEST_MS = 10 * 60 * 1000;
const LONGEST_REASON = 300;
/** As found on the path, and where Go's own installer puts it: a distribution's may be too old. */
const PLACES = ['go', '/usr/local/go/bin/go'];

export type TranslogPeer = {
  readonly program: string | undefined;
  /** What it is made of: Go and the modules, with their versions. */
  readonly here: readonly string[];
  readonly missing?: string;
};

/** Compiles it, or says why not. @param folder the bench's own */
export async function setUpTranslogPeer(folder: string): Promise<TranslogPeer> {
  const program = path.join(folder, 'translog-peer');
  const pins = readFileSync(path.join(SOURCES, 'go.mod'), 'utf8');
  const needed = /^go (\S+)$/m.exec(pins)?.[1] ?? '';
  const modules = [...pins.matchAll(/^\t(\S+) (v\S+)$/gm)].map(([, name, version]) => `${name} ${version}`);
  const reasons: string[] = [];
  for (const go of PLACES)
    try {
      mkdirSync(folder, { recursive: true });
      await run(go, ['build', '-o', program, '.'], { cwd: SOURCES, timeout: LONGEST_MS });
      const { stdout } = await run(go, ['version'], { cwd: SOURCES });
      return { program, here: [stdout.trim().split(' ')[2] ?? 'go', ...modules] };
    } catch (error) {
      reasons.push(`${go}: ${reasonOf(error)}`);
    }
  const missing = `needs Go ${needed} (https://go.dev/dl/) and its module proxy. ${reasons.join('; ')}`;
  return { program: undefined, here: [], missing };
}

function reasonOf(error: unknown): string {
  const { stderr = '', message = String(error) } = error as { stderr?: string; message?: string };
  const telling = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('go: downloading'));
  return (telling[0] ?? message).trim().slice(0, LONGEST_REASON);
}
