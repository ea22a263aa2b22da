// SHA-256 from node:crypto.
import { createHash } from 'node:crypto';
import type { Digests } from '../../ports/digests.ts';

export const sha256Digests: Digests = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
};
