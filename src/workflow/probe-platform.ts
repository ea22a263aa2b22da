// Asks a platform what it can do, and keeps the answer with the index: what a search can see depends on it.
import type { Instant } from '../domain/kernel/instant.ts';
import type { Capabilities, Connector } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { amendIndex } from './amend-index.ts';

export async function probePlatform(
  connector: Connector,
  index: MediaIndex,
  now: Instant,
): Promise<Capabilities> {
  const found = await connector.capabilities();
  const { endpoints: _calls, rate: _pace, ...capabilities } = found;
  const { version, observe, find, encrypted, federation } = found;
  const probed = {
    at: now,
    version,
    follows: observe.mode !== 'none',
    history: find.backfill,
    numbered: observe.numbered,
    opaque: encrypted !== 'clear',
    federated: federation !== 'none',
    capabilities: { ...capabilities, probedAt: now },
  };
  await amendIndex(connector.platform, index, (state) => ({
    next: { ...state, probed },
    observations: [],
  }));
  return found;
}
