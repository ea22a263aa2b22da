// What the gate stopped, and what waits for a person, as JSON: the same for the command line and the API. No hash, and no picture.
import type { Likeness } from '../content/gate.ts';
import { type Instant, utc } from '../kernel/instant.ts';

interface Stopped {
  readonly id: string;
  readonly connector: string;
  readonly uploader: string;
  readonly at: Instant;
  readonly verdict: 'refuse' | 'hold';
  readonly like: Likeness;
}

/** @param number of the case whose picture it is, or looks like */
export const stopJson = ({ id, connector, uploader, at, verdict, like }: Stopped, number: string | null) => ({
  ...{ id, platform: connector, case: number, verdict },
  ...{ distance: like.distance, uploader, at: utc(at) },
});

interface Held {
  readonly platform: string;
  readonly file: { readonly blob: string; readonly mime: string; readonly uploader: string };
  /** Left out where this desk did not hold it. */
  readonly stop?: Pick<Stopped, 'at' | 'like'> | undefined;
  readonly number: string | null;
}

export const heldJson = ({ platform, file: { blob, mime, uploader }, stop, number }: Held) => ({
  ...{ platform, file: blob, kind: mime, uploader, case: number },
  distance: stop?.like.distance ?? null,
  since: stop === undefined ? null : utc(stop.at),
});
