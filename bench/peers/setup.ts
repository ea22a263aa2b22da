// The peers, from PyPI at pinned versions, in a Python environment of the bench's own. Each is installed by itself: what
// cannot be had is named with its reason, and the bench goes on without it.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type MetaPdq, setUpMetaPdq } from './meta-pdq.ts';

const run = promisify(execFile);
const LONGEST_INSTALL_MS = 15 * 60 * 1000;
const MOST_OUTPUT = 64 * 2 ** 20;
const LONGEST_REASON = 300;
const FFMPEG_HEADERS =
  'it is built from source, with the headers of FFmpeg (Debian: libavdevice-dev, libavfilter-dev), a C++ compiler and CMake';

export type Missing = { readonly name: string; readonly why: string };
export type Peers = {
  readonly python: string | undefined;
  /** Meta's C++ by itself. */
  readonly metaPdq?: MetaPdq;
  /** As pinned: name and version of each that is here. */
  readonly here: readonly string[];
  readonly missing: readonly Missing[];
};

/** Installs what is not there yet. @param folder the bench's own, under .redress/ */
export async function setUpPeers(folder: string, say: (line: string) => void): Promise<Peers> {
  const wanted = pins();
  const environment = path.join(folder, 'venv');
  const python = path.join(environment, 'bin', 'python');
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(python))
      await run('python3', ['-m', 'venv', environment], { timeout: LONGEST_INSTALL_MS });
  } catch (error) {
    return { python: undefined, here: [], missing: wanted.map((name) => ({ name, why: reasonOf(error) })) };
  }
  const here: string[] = [];
  const missing: Missing[] = [];
  for (const pin of wanted) {
    const why = await install(environment, python, pin, say);
    if (why === undefined) here.push(pin);
    else missing.push({ name: pin, why: pin.startsWith('vpdq') ? `${FFMPEG_HEADERS}. ${why}` : why });
  }
  const vpdq = wanted.find((pin) => pin.startsWith('vpdq')) ?? '';
  try {
    const metaPdq = await setUpMetaPdq(folder, python, vpdq);
    return { python, metaPdq, here, missing };
  } catch (error) {
    return { python, here, missing: [...missing, { name: "Meta's C++ PDQ", why: reasonOf(error) }] };
  }
}

const pins = (): readonly string[] =>
  readFileSync(new URL('./requirements.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');

/** @returns why it cannot be had, or undefined */
async function install(environment: string, python: string, pin: string, say: (line: string) => void) {
  const stamp = path.join(environment, `${pin}.installed`);
  if (existsSync(stamp)) return undefined;
  say(`installing ${pin} into the bench's own environment`);
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', pin];
  try {
    await run(python, words, { timeout: LONGEST_INSTALL_MS, maxBuffer: MOST_OUTPUT });
  } catch (error) {
    return reasonOf(error);
  }
  writeFileSync(stamp, '');
  return undefined;
}

function reasonOf(error: unknown): string {
  const { stderr = '', message = String(error) } = error as { stderr?: string; message?: string };
  const telling = stderr.split('\n').filter((line) => /error|not found/i.test(line));
  return (telling[0] ?? message).trim().slice(0, LONGEST_REASON);
}
