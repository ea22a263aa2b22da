// A person wants a platform's history read once more, from its beginning.
import type { Instant } from '../domain/kernel/instant.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { amendIndex } from './amend-index.ts';

export function requestHistory(connector: string, index: MediaIndex, now: Instant): Promise<boolean> {
  return amendIndex(connector, index, (state) => ({
    next: { ...state, requestedAt: now },
    observations: [],
  }));
}
