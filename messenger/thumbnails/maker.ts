// Makes thumbnails one after the other in a process of its own. No thumbnail is an answer too: a file is never refused for it.
import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { findPackageJSON } from 'node:module';
import { type Made, type Size, THUMBNAIL } from './job.ts';
import { posterFrame } from './poster.ts';

export interface Thumbnail extends Size {
  readonly content: Buffer;
  /** Size of the picture itself; unknown for a video. */
  readonly original?: Size;
}

export interface ThumbnailMaker {
  /** The thumbnail of a picture, or of a video's first frame; undefined when it cannot be made in time, or nothing can. */
  make(mime: string, file: Buffer): Promise<Thumbnail | undefined>;
  close(): void;
}

const PROGRAM = join(import.meta.dirname, 'maker-process.ts');

/** A maker whose process starts with the first picture. */
export function createThumbnailMaker(): ThumbnailMaker {
  let child: ChildProcess | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let jobs = 0;

  const shrink = async (picture: Buffer): Promise<Made | undefined> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) child = startChild();
    jobs += 1;
    return oneJob(child, jobs, picture);
  };
  const make = async (mime: string, file: Buffer): Promise<Thumbnail | undefined> => {
    const video = mime.startsWith('video/');
    const picture = video ? await posterFrame(mime, file) : file;
    const made = picture === undefined ? undefined : await shrink(picture);
    if (made === undefined) return undefined;
    const { width, height, original } = made;
    return { content: Buffer.from(made.content), width, height, ...(video ? {} : { original }) };
  };
  return {
    async make(mime, file) {
      if (waiting >= THUMBNAIL.waiting) return undefined;
      waiting += 1;
      const mine = turn.then(() => make(mime, file).catch(() => undefined));
      turn = mine;
      return mine.finally(() => (waiting -= 1));
    },
    close: () => void child?.kill('SIGKILL'),
  };
}

function startChild(): ChildProcess {
  const code = [join(import.meta.dirname, '..'), ...packageFolders()].map(
    (folder) => `--allow-fs-read=${folder}`,
  );
  const child = fork(PROGRAM, [], {
    execArgv: ['--permission', '--allow-addons', '--disable-warning=SecurityWarning', ...code],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}

/** Waits for the answer to one picture, and kills the process when it does not come in time or is none. */
function oneJob(child: ChildProcess, id: number, picture: Buffer): Promise<Made | undefined> {
  return new Promise((resolve) => {
    const end = (made?: Made) => {
      clearTimeout(timer);
      child.off('message', answer);
      child.off('exit', gone);
      resolve(made);
    };
    const answer = (said: unknown) => {
      const made = said as Partial<Made>;
      if (made?.id === id) end(made.content instanceof Uint8Array ? (made as Made) : undefined);
    };
    const gone = () => end();
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end();
    }, THUMBNAIL.pictureMs);
    child.on('message', answer);
    child.once('exit', gone);
    child.send({ id, picture }, (error) => {
      if (error !== null) end();
    });
  });
}

/** Where sharp and its native parts lie. */
function packageFolders(): readonly string[] {
  const found = findPackageJSON('sharp', import.meta.url);
  return found === undefined ? [] : [join(dirname(found), '..')];
}
