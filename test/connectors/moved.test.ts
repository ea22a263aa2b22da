// Ids that move: a message under a new number is acted on, looked at and indexed where it stands now.
import { expect, it } from 'vitest';
import { memoryMediaIndex } from '../../src/adapters/store/memory/media-index.ts';
import { layersOf } from '../../src/domain/content/copy.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { copiesOf } from '../conformance/connector.ts';
import { expectStatus, linkTo, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const now = () => instant(Date.now());

it('a message that moved after it was found is hidden, seen to be gone, and indexed under its new number', async () => {
  await world.stage();
  const [connector, index] = [world.connector(), memoryMediaIndex()];
  await probePlatform(connector, index, now());
  await observeFeed(connector, index, now(), 0);
  const { locator, places } = await world.stage();
  const copy = copiesOf(await connector.locate(locator)).find(({ via }) => via === 'link');
  if (copy === undefined) throw new Error('nothing was staged');
  const moved = await expectStatus(
    201,
    world.yeoul.admin('POST', '/admin/v1/faults/moves', { kind: 'message', id: Number(copy.message) }),
  );
  const { to } = moved.json as unknown as { readonly to: number };
  const judged = async () => judge(await connector.verify(copy, REQUIRED_VIEWS.hide), 'hide', layersOf(copy));
  expect(await judged()).toBe('still-there');
  const order = { key: 'moved', reason: 'intimate-image' } as const;
  expect(await connector.hide(copy, order)).toMatchObject({ kind: 'accepted' });
  expect(await world.effects('moved')).toEqual([`hide media ${copy.blob}`, `hide message ${to}`]);
  expect(await judged()).toBe('gone');
  for (let page = 0; page < 20; page += 1) {
    const observing = await observeFeed(connector, index, now(), 9);
    if (observing.kind === 'taken' && !observing.more) break;
  }
  const spots = await index.spots('messenger', { blobs: [copy.blob] }, { after: '', limit: 9 });
  const standing = spots.filter(({ deleted }) => !deleted).map(({ message }) => message);
  const forward = places[1]?.split(' ')[0];
  expect(standing.toSorted()).toEqual([String(to), forward].toSorted());
});

it('a message of words that moved and was not hidden is still there', async () => {
  const author = await world.yeoul.person();
  const room = await world.yeoul.room(author);
  const id = await world.yeoul.send(author, room, 'a home address');
  await world.stage();
  const [copy] = copiesOf(await world.connector().locate(linkTo(`/r/${room}/m/${id}`)));
  if (copy === undefined) throw new Error('nothing was found');
  await expectStatus(201, world.yeoul.admin('POST', '/admin/v1/faults/moves', { kind: 'message', id }));
  const verdicts = await world.connector().verify(copy, REQUIRED_VIEWS.hide);
  expect(judge(verdicts, 'hide', layersOf(copy))).toBe('still-there');
});
