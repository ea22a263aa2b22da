// Gives what was found out or done the platform's capabilities as they were last probed, so that the case can note them once.
import type { Case } from '../domain/case/case.ts';
import type { Connector } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { Outcome } from './outcome.ts';

/** Asks nobody: what the last probe said is kept with the index. */
export async function withCapabilities(
  outcome: Outcome,
  { platforms }: Pick<Case, 'platforms'>,
  connector: Connector | undefined,
  index: MediaIndex,
): Promise<Outcome> {
  if (outcome.kind !== 'record' || connector === undefined) return outcome;
  const { command } = outcome;
  if (command.kind !== 'record-location' && command.kind !== 'record-action') return outcome;
  if (platforms.some(({ platform }) => platform === connector.platform)) return outcome;
  const { probed } = await index.state(connector.platform);
  return probed?.capabilities === undefined
    ? outcome
    : { ...outcome, command: { ...command, capabilities: probed.capabilities } };
}
