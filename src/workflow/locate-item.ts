// Finds out where a listed link leads and where else the same file stands. Nothing is fetched but what the platform knows.
import type { Location } from '../domain/case/command.ts';
import type { Item } from '../domain/case/case.ts';
import type { Connector } from '../ports/connector.ts';
import type { Outcome } from './outcome.ts';

/** A link on a platform this desk is not connected to is answered `not_ours`, never guessed at. */
export async function locateItem(item: Item, connector: Connector | undefined): Promise<Outcome> {
  if (item.status !== 'received') return { kind: 'nothing-to-do' };
  if (connector === undefined) return record(item, { kind: 'not-ours' });
  const located = await connector.locate(item.listed.locator);
  return located.kind === 'retry' ? located : record(item, located);
}

function record(item: Item, location: Location): Outcome {
  return { kind: 'record', command: { kind: 'record-location', item: item.index, location } };
}
