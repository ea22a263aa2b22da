// The gate in front of a platform's uploads: what it is asked, and what it answers. A file that a person decided to take down is not
// stored again; one that only looks like it is held until a person has said. Nothing else is stopped, and nothing is kept of it.
import type { CaseId } from '../kernel/ids.ts';

/** A file that somebody is uploading. */
export interface Upload {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** As the uploader says. */
  readonly mime: string;
  /** The account, as the platform names it. */
  readonly uploader: string;
  /** Where its bytes can be read once, while the question is open. */
  readonly address: string;
}

/** A picture that was taken down, and how far the upload is from it: bits of 256, 0 for the very same bytes. */
export interface Likeness {
  readonly case: CaseId;
  readonly distance: number;
}

/** What is done about uploads that look like a picture that was taken down; the very same bytes are always refused. */
export type Alike = 'hold' | 'allow';

/** Larger files are asked for by their bytes alone: reading them would take longer than the platform waits. */
const MOST_BYTES = 25 * 1024 * 1024;

/** Whether its bytes are worth reading: of a picture of a usual size. What a clip looks like is found after it is stored. */
export function mayBeRead({ mime, bytes }: Upload): boolean {
  return mime.startsWith('image/') && bytes <= MOST_BYTES;
}
