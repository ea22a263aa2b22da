// The worker that hashes, so that the page stays awake. One file at a time, in the order asked: memory is a phone's.

import { hashToText } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Hasher } from '../pdq/hasher.ts';
import { hashPicture } from './hash-picture.ts';
import { loadBrowserHasher } from './kernel.ts';
import type { Asked, Told } from './messages.ts';

let hasher: Promise<Hasher> | undefined;
let line: Promise<void> = Promise.resolve();

async function told({ id, file }: Asked): Promise<Told> {
  try {
    hasher ??= loadBrowserHasher();
    const { hash, ...rest } = await hashPicture(await hasher, file);
    return { id, kind: 'hashed', pdq: hashToText(hash), ...rest };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof MatchingError)
      return { id, kind: 'refused', code: error.code, message, cure: error.cure };
    return {
      id,
      kind: 'refused',
      code: 'matching.browser-failed',
      message,
      cure: 'try again, or another browser',
    };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  line = line.then(async () => self.postMessage(await told(data)));
});
