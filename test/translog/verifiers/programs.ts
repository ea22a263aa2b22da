// Two programs that check a log and share no code with ours nor with each other: verify.py, and go/main.go on the library of Go's checksum
// database. Both print the same kinds of lines: how many of each thing held, `wrong: …` for what did not, and `accepted` or `refused`.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { missingPackages } from '../../../tools/test/system-packages.ts';

const PACKAGES = ['golang-go', 'golang-golang-x-mod-dev', 'python3-nacl'];
/** Debian's own, whatever else is installed beside it: the libraries are Debian's. */
const [GO, PYTHON] = ['/usr/bin/go', '/usr/bin/python3'];

/** @param log the folder of public files, `key` its verifier key, `saved` a folder of checkpoints */
type Question = { readonly log: string; readonly key: string; readonly saved: string } & Partial<Follows>;
/** The public files and the key of a log that follows. Only the Python program knows of it. */
type Follows = { readonly next: string; readonly nextKey: string };
export type Verdict = { readonly isAccepted: boolean; readonly lines: readonly string[] };
export type Program = (question: Question) => Promise<Verdict>;

/** @param folder for what is built @throws when a system package is missing, with the cure */
export async function independentPrograms(
  folder: string,
): Promise<Readonly<Record<'go' | 'python', Program>>> {
  const missing = missingPackages().filter((sentence) =>
    PACKAGES.some((name) => sentence.startsWith(`${name} `)),
  );
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const built = path.join(folder, 'verify');
  await promisify(execFile)(GO, ['build', '-o', built, 'main.go'], {
    cwd: path.join(import.meta.dirname, 'go'),
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      GOCACHE: path.join(folder, 'go-cache'),
      GOPATH: '/usr/share/gocode',
      GO111MODULE: 'off',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
    },
  });
  return {
    go: ({ log, key, saved }) => run(built, [log, key, saved]),
    python: ({ log, key, saved, next, nextKey }) => {
      const after = next === undefined || nextKey === undefined ? [] : [next, nextKey];
      return run(PYTHON, ['-I', path.join(import.meta.dirname, 'verify.py'), log, key, saved, ...after]);
    },
  };
}

/** A program that breaks down has not refused: its exit status may be the same, but its last line is not. */
function run(program: string, args: readonly string[]): Promise<Verdict> {
  const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
  execFile(program, args, (error, stdout, stderr) => {
    const lines = stdout.split('\n').slice(0, -1);
    const isAccepted = error === null;
    if (lines.at(-1) === (isAccepted ? 'accepted' : 'refused') && stderr === '')
      resolve({ isAccepted, lines });
    else reject(new Error(`${program} broke down: ${stderr}${stdout}`));
  });
  return promise;
}
