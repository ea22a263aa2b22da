// The desk and its watchdog at another time: the same programs under `faketime`, so many milliseconds ahead of this machine.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { type Line, type Program, startProgram } from './program.ts';
import type { Scene } from './scene.ts';

const START_LIMIT_MS = 60_000;
const DESK = 'src/main.ts';

export interface FakedDesk {
  readonly program: Program;
  readonly heard: readonly { readonly at: number; readonly line: Line }[];
}

const ahead = (milliseconds: number): readonly string[] => [
  'faketime',
  '-m',
  '--exclude-monotonic',
  '-f',
  `+${(milliseconds / 1_000).toFixed(3)}s`,
];

/** Starts the desk and waits until it serves. */
export async function startFakedDesk(scene: Scene, aheadMs: number): Promise<FakedDesk> {
  const desk = startFaked(scene, aheadMs, ['serve']);
  await untilServing(desk);
  return desk;
}

/** Waits until a desk that was started serves; one that does not is ended. */
export async function untilServing({ program }: FakedDesk): Promise<void> {
  const ready = await program.until((line) => line['event'] === 'ready', START_LIMIT_MS);
  if (ready !== undefined) return;
  await program.kill('SIGKILL');
  throw new Error(`the desk did not start: ${program.errors()}`);
}

/** Starts any command; what it says on standard output is kept with the moment it came. */
export function startFaked(scene: Scene, aheadMs: number, args: readonly string[]): FakedDesk {
  return startUnder(scene, ahead(aheadMs), args);
}

/** The same under any other program. */
export function startUnder(scene: Scene, under: readonly string[], args: readonly string[]): FakedDesk {
  const program = startProgram(DESK, [...args, '--config', scene.configFile, '--json'], under);
  const heard: { at: number; line: Line }[] = [];
  program.onLine((line) => {
    heard.push({ at: Date.now(), line });
    appendFileSync(path.join(scene.folder, 'desk.log'), `${JSON.stringify({ command: args[0], ...line })}\n`);
  });
  return { program, heard };
}
