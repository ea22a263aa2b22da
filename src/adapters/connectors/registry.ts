// The connectors of this desk, by platform. A platform without one is answered honestly: not on our service.
import type { Connector, Connectors } from '../../ports/connector.ts';

/** Throws when two connectors claim the same platform: a wiring mistake. */
export function connectorRegistry(connectors: readonly Connector[]): Connectors {
  const byPlatform = new Map(connectors.map((connector) => [connector.platform, connector]));
  if (byPlatform.size !== connectors.length) throw new Error('two connectors for one platform');
  return { for: (platform) => byPlatform.get(platform) };
}
