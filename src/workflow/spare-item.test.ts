// A notice that speaks of somebody under age: its places are spared with the first look for them, so that nothing there is fetched or hashed.
// Any other notice spares nothing.
import { expect, test } from 'vitest';
import { connectorTo, honestPlatform, smallDesk } from '../../test/support/fake-ports.ts';
import { MINUTE } from '../domain/kernel/instant.ts';
import { REPORT } from '../../test/support/fixtures.ts';
import type { Connector } from '../ports/connector.ts';

const SPOT = 'm/7';

/** What is spared once the item was looked for. */
async function spared(options: Parameters<typeof smallDesk>[1]) {
  const platform = honestPlatform();
  const connector: Connector = { ...connectorTo(platform), spotOf: () => SPOT };
  const desk = await smallDesk(platform, options);
  const looks = (await desk.store.outbox.claim(desk.now, 10, MINUTE)).filter(
    ({ work }) => work.kind === 'locate',
  );
  for (const task of looks) expect(await desk.runOne(task, { for: () => connector })).toBe('recorded');
  expect(looks).toHaveLength(1);
  return desk.store.near.spared;
}

test.each([
  ['a letter', { dangers: ['minor'] }],
  ['a letter that speaks of a threat too', { dangers: ['threat', 'minor'] }],
  ['a report', { report: { ...REPORT, reasons: ['minor'] } }],
] as const)('%s that names somebody under age spares what it lists', async (_, options) => {
  expect(await spared(options)).toEqual([{ what: 'spot', key: SPOT }]);
});

test.each([
  ['a letter', {}],
  ['a letter that speaks of a threat', { dangers: ['threat'] }],
  ['a report', { report: REPORT }],
] as const)('%s that names nobody under age spares nothing', async (_, options) => {
  expect(await spared(options)).toEqual([]);
});
