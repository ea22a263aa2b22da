// A case keeps what its platform could do when it was located; a platform that is asked again later, and can do less, changes nothing.
import { expect, test } from 'vitest';
import { CAPABILITIES } from '../../test/support/capabilities.ts';
import { connectorTo, countOf, honestPlatform, smallDesk } from '../../test/support/fake-ports.ts';
import { decides, T0 } from '../../test/support/fixtures.ts';
import type { CapabilityRecord } from '../domain/content/capability-record.ts';
import type { Connector } from '../ports/connector.ts';
import { probePlatform } from './probe-platform.ts';

const thatCan = (record: CapabilityRecord): Connector => ({
  ...connectorTo(honestPlatform()),
  capabilities: async () => ({ ...record, rate: { perSecond: 9 }, endpoints: ['GET /anything'] }),
});

test('a later probe changes nothing in a case, from its first look to its answer', async () => {
  const desk = await smallDesk(honestPlatform());
  await probePlatform(thatCan(CAPABILITIES), desk.store.mediaIndex, T0);
  await desk.run();
  expect((await desk.state()).platforms).toEqual([CAPABILITIES]);
  const poorer: CapabilityRecord = { ...CAPABILITIES, version: '2', restore: {}, suspend: 'none' };
  await probePlatform(thatCan(poorer), desk.store.mediaIndex, T0);
  await desk.tell(decides(1, 'hide'));
  await desk.runAll();
  expect((await desk.state()).status).toBe('answered');
  expect((await desk.state()).platforms).toEqual([CAPABILITIES]);
  expect(await countOf(desk, 'platform-noted')).toBe(1);
});

test('what was probed after the item was located is noted with the first action', async () => {
  const desk = await smallDesk(honestPlatform());
  await desk.run();
  expect((await desk.state()).platforms).toEqual([]);
  await probePlatform(thatCan(CAPABILITIES), desk.store.mediaIndex, T0);
  await desk.tell(decides(1, 'hide'));
  await desk.runAll();
  const kinds = (await desk.history()).map(({ kind }) => kind);
  const at = kinds.indexOf('platform-noted');
  expect(kinds.slice(at, at + 3)).toEqual(['platform-noted', 'copy-preserved', 'action-recorded']);
});

test('what only a program needs is not kept with the case', async () => {
  const desk = await smallDesk(honestPlatform());
  await probePlatform(thatCan(CAPABILITIES), desk.store.mediaIndex, T0);
  await desk.run();
  const [noted] = (await desk.state()).platforms;
  expect(Object.keys(noted ?? {}).toSorted()).toEqual(Object.keys(CAPABILITIES).toSorted());
});
