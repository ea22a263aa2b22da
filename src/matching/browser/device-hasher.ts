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
  running.addEventListener('error', ({ message }) => {
    broken = missingInBrowser(`working module worker (${message})`);
    for (const { fail } of waiting.values()) fail(broken);
    waiting.clear();
  });
  return {
    hash: (file) =>
      new Promise((settle, fail) => {
        if (broken !== undefined) return fail(broken);
        const id = ++last;
        waiting.set(id, { settle, fail });
        running.postMessage({ id, file } satisfies Asked);
      }),
    close: () => running.terminate(),
  };
}

function answer({ settle, fail }: Waiting, told: Told): void {
  if (told.kind === 'refused') return fail(new MatchingError(told.code, told.message, told.cure));
  const { pdq, quality, width, height } = told;
  settle({ pdq, quality, width, height });
}
