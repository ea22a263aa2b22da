// The place of a Unix socket, before a process listens there.
import { lstat, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { CommandError } from './output.ts';

/**
 * Takes away the socket that a killed process left. Anything else is left where it is: another kind of file, a socket at which somebody listens.
 * @throws CommandError `log.socket-taken`
 */
export async function freeSocket(file: string): Promise<void> {
  const there = await lstat(file).catch(() => undefined);
  if (there === undefined) return;
  if (!there.isSocket()) throw taken(file, 'a file that is no socket is there');
  if (await isAnswered(file)) throw taken(file, 'another process listens there');
  await rm(file, { force: true });
}

function isAnswered(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = connect(file, () => {
      asked.destroy();
      resolve(true);
    });
    asked.on('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
}

const taken = (file: string, why: string): CommandError =>
  new CommandError(
    'log.socket-taken',
    `${file} cannot be listened at: ${why}`,
    'name another file, or stop what listens there',
  );
