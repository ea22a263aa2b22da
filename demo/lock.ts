// One demo a folder: who runs it, and which programs it started, so that a killed demo's programs do not stay for ever.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DemoError } from './options.ts';

interface Mark {
  readonly pid: number;
}

/** Refuses while another demo runs in the folder. The mark of a dead one is replaced. */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'running.json');
  await makeFolder(folder);
  const earlier = await readMark(file);
  if (earlier !== undefined && isAlive(earlier.pid)) {
    throw new DemoError(
      'demo.running',
      `a demo is running in ${folder} (process ${earlier.pid})`,
      'stop it with Ctrl-C, or give this one --folder and --port',
    );
  }
  await writeFile(file, JSON.stringify({ pid: process.pid } satisfies Mark));
  return () => rm(file, { force: true });
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    await writeFile(path.join(folder, '.writable'), '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      throw new DemoError(
        'demo.disk-full',
        `no space left for ${folder}`,
        'free about 200 MB and start again',
      );
    throw new DemoError(
      'demo.no-permission',
      `cannot write to ${folder}: ${message}`,
      'give a folder of your own: npm run demo -- --folder DIR',
    );
  }
}

async function readMark(file: string): Promise<Mark | undefined> {
  return readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Mark,
    () => undefined,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
