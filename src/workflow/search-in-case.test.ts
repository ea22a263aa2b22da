// A case with the index beside the platform: what only the index knows is hidden too, and the record and the answer say what was not seen.
import { expect, test } from 'vitest';
import { honestPlatform, smallDesk } from '../../test/support/fake-ports.ts';
import { copy, decides, T0 } from '../../test/support/fixtures.ts';
import { messageSpot, shownFile } from '../../test/support/observations.ts';
import { type IndexState, NOTHING_INDEXED } from '../domain/content/index-state.ts';
import type { Observation } from '../domain/content/observation.ts';

const WHO = 'messenger';
const PROBED = {
  at: T0,
  version: '1',
  follows: true,
  history: true,
  numbered: true,
  opaque: false,
  federated: true,
};
const WHOLE: IndexState = {
  ...NOTHING_INDEXED,
  probed: PROBED,
  since: T0,
  caughtUpAt: T0,
  readAt: T0,
  upTo: 1,
  cursor: '1',
};

/** The file of the fixtures' copy, in another message. */
const elsewhere: Observation = {
  kind: 'shown',
  spot: messageSpot(2),
  files: [{ ...shownFile('m/2', 0), blob: copy('c1').blob }],
  order: 1,
  at: T0,
};

test('a copy that only the index knows, posted since, is hidden before anything is called removed', async () => {
  const desk = await smallDesk(honestPlatform());
  await desk.run();
  const { mediaIndex } = desk.store;
  await mediaIndex.write(WHO, { seen: NOTHING_INDEXED, next: WHOLE, observations: [elsewhere] });
  await desk.tell(decides(1, 'hide'));
  while ((await desk.run()).length > 0);
  const [item] = (await desk.state()).items;
  expect(item?.result?.word).toBe('removed');
  expect(item?.copies.map(({ copy: { id, via }, status }) => [id, via, status])).toEqual([
    ['c1', 'link', 'gone'],
    ['test/m/2/b/b0', 'index', 'gone'],
  ]);
});

test('every search is recorded with what it could not see, and the answer says it once', async () => {
  const desk = await smallDesk(honestPlatform());
  const { mediaIndex } = desk.store;
  const gap = { ...WHOLE, holes: [{ from: 1, to: 2 }] };
  await mediaIndex.write(WHO, { seen: NOTHING_INDEXED, next: gap, observations: [] });
  await desk.run();
  await desk.tell(decides(1, 'hide'));
  while ((await desk.run()).length > 0);
  const history = await desk.history();
  const searches = history.filter(({ kind }) => kind === 'item-located' || kind === 'item-swept');
  expect(searches.map((event) => ('coverage' in event ? event.coverage?.complete : undefined))).toEqual([
    false,
    false,
  ]);
  expect((await desk.state()).items[0]?.coverage?.blind).toEqual([
    'e2ee',
    'remoteServers',
    'feedGap',
    'altered',
  ]);
  const { text } = desk.mailer.letters[0] ?? { text: '' };
  expect(text.match(/우리가 찾아볼 수 없는 곳: .*플랫폼의 기록이 빠진 구간/g)).toHaveLength(1);
});

test('what is answered as not found was searched too: the record says where nobody could look', async () => {
  const desk = await smallDesk({ ...honestPlatform(), locate: () => ({ kind: 'not-found' }) });
  await desk.run();
  const [item] = (await desk.state()).items;
  expect(item).toMatchObject({ result: { word: 'not_found' }, coverage: { complete: false } });
});
