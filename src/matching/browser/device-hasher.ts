// The door for pages: hashes files on the device, in a worker. A page needs this file and worker.js beside it, nothing else:
// no shared memory, no special headers, no network once loaded.

import { MatchingError } from '../matching-error.ts';
import type { Asked, Told } from './messages.ts';
import { missingInBrowser } from './missing.ts';

/** `pdq` as 64 hex digits; quality 0 to 100, under 50 is not worth comparing; size in pixels, the right way up. */
export type DevicePicture = Omit<Extract<Told, { kind: 'hashed' }>, 'id' | 'kind'>;

export type DeviceHasher = {
  /** @throws MatchingError `matching.picture-*`, `matching.browser-missing`, `matching.browser-failed` */
  hash(file: Blob): Promise<DevicePicture>;
  /** Ends the worker; what still waits, and what comes after, is refused with `matching.picture-closed`. */
  close(): void;
};

type Waiting = { readonly settle: (hash: DevicePicture) => void; readonly fail: (why: Error) => void };

/** Starts the worker. @throws MatchingError `matching.browser-missing` where there are no module workers */
export function createDeviceHasher(worker: URL = new URL('./worker.js', import.meta.url)): DeviceHasher {
  if (typeof Worker !== 'function') throw missingInBrowser('Worker');
  const running = new Worker(worker, { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: MatchingError | undefined;
  running.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (asked !== undefined) answer(asked, data);
  });
  const end = (why: MatchingError): void => {
    broken = why;
    for (const { fail } of waiting.values()) fail(why);
    waiting.clear();
  };
  // A script that does not come at all says nothing; one that this browser does not understand says why.
  running.addEventListener('error', ({ message }) =>
    end(message === undefined ? notLoaded(worker) : missingInBrowser(`working module worker (${message})`)),
  );
  return {
    hash: (file) =>
      new Promise((settle, fail) => {
        if (broken !== undefined) return fail(broken);
        const id = ++last;
        waiting.set(id, { settle, fail });
        running.postMessage({ id, file } satisfies Asked);
      }),
    close() {
      running.terminate();
      end(closed());
    },
  };
}

const notLoaded = ({ pathname }: URL): MatchingError =>
  new MatchingError(
    'matching.browser-failed',
    `the script ${pathname} cannot be loaded`,
    'put it beside the script of the page, and load the page again',
  );

const closed = (): MatchingError =>
  new MatchingError(
    'matching.picture-closed',
    'this hasher is closed',
    'make another with createDeviceHasher',
  );

function answer({ settle, fail }: Waiting, told: Told): void {
  if (told.kind === 'refused') return fail(new MatchingError(told.code, told.message, told.cure));
  const { pdq, quality, width, height } = told;
  settle({ pdq, quality, width, height });
}
