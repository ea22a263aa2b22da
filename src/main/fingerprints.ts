// The loops that look at pictures, a platform each, and what they look with; nothing where the operator turned it off.
import type { Logger } from 'pino';
import { messengerPictures } from '../adapters/connectors/messenger/pictures.ts';
import { pictureFingerprints } from '../adapters/fingerprints/picture-fingerprints.ts';
import type { Config } from '../config.ts';
import { startFingerprints } from '../entry/jobs/fingerprint.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { NearIndex } from '../ports/near-index.ts';
import type { DeskClock } from './desk-clock.ts';

const PLATFORM = 'messenger';
/** Between two looks whether there is a new picture. */
const POLL_MS = 5_000;

/** @returns what ends the loop and its decoder */
export function lookAtPictures(
  { messenger }: Config,
  { mediaIndex, near }: { readonly mediaIndex: MediaIndex; readonly near: NearIndex },
  time: DeskClock,
  log: Logger,
): () => Promise<void> {
  if (messenger.api === '' || !messenger.fingerprints) return async () => undefined;
  const fingerprinter = pictureFingerprints();
  const loop = startFingerprints({
    ...{ platform: PLATFORM, index: mediaIndex, pollMs: POLL_MS, clock: time.now },
    ports: { near, fingerprinter, source: messengerPictures(messenger) },
    running: () => performance.now(),
    tells: {
      held: (code) => log.warn({ event: 'fingerprints-held', platform: PLATFORM, code }),
      done: (files) => log.info({ event: 'fingerprints-made', platform: PLATFORM, files }),
    },
    onError: (error) =>
      log.error({ event: 'fingerprint-error', says: String((error as Error).message).slice(0, 200) }),
  });
  return async () => {
    await loop.stop();
    fingerprinter.close();
  };
}
