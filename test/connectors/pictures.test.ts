// A file that stands in no message: found through the index, hidden, verified and destroyed as somebody's avatar or a room's picture.
import { describe, expect, it } from 'vitest';
import { memoryMediaIndex } from '../../src/adapters/store/memory/media-index.ts';
import { type Copy, layersOf } from '../../src/domain/content/copy.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { searchCopies } from '../../src/workflow/search-copies.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { expectStatus, linkTo, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;
const now = () => instant(Date.now());
const order = (key: string) => ({ key, reason: 'intimate-image' }) as const;

/** A message with a picture that is also its author's avatar and the picture of her room, the same bytes each under its own id. */
async function pictured(visibility: 'public' | 'invite'): Promise<readonly Copy[]> {
  await world.stage();
  const [connector, index] = [world.connector(), memoryMediaIndex()];
  await probePlatform(connector, index, now());
  await observeFeed(connector, index, now(), 0);
  const author = await yeoul.person();
  const room = await yeoul.room(author, visibility);
  const checker = await yeoul.ask('POST', '/api/sessions', {
    body: { name: 'checker', passphrase: 'correct horse battery' },
  });
  const invite = await expectStatus(201, yeoul.ask('POST', `/api/rooms/${room}/invites`, { token: author }));
  await expectStatus(
    200,
    yeoul.ask('POST', `/api/invites/${invite.json.token}/join`, { token: checker.json.token }),
  );
  const bytes = pngOf(`face ${room}`);
  const [sent, face, cover] = [
    await yeoul.upload(author, bytes),
    await yeoul.upload(author, bytes),
    await yeoul.upload(author, bytes),
  ];
  const id = await yeoul.send(author, room, undefined, [sent]);
  await expectStatus(204, yeoul.ask('PUT', '/api/me/avatar', { token: author, body: { blob: face } }));
  await expectStatus(
    204,
    yeoul.ask('PUT', `/api/rooms/${room}/picture`, { token: author, body: { blob: cover } }),
  );
  for (let page = 0; page < 20; page += 1) {
    const observing = await observeFeed(connector, index, now(), 9);
    if (observing.kind === 'taken' && !observing.more) break;
  }
  const searched = await searchCopies(linkTo(`/r/${room}/m/${id}`), connector, index, now());
  if (searched.kind !== 'found') throw new Error(searched.kind);
  expect(searched.copies.map(({ as, via, blob }) => [as, via, blob])).toEqual([
    [undefined, 'link', sent],
    ['avatar', 'index', face],
    ['picture', 'index', cover],
  ]);
  return searched.copies.filter(({ as }) => as !== undefined);
}

describe.each(['public', 'invite'] as const)('an avatar and a picture of a room that is %s', (visibility) => {
  it('are seen, hidden, seen to be gone, and told apart from destroyed', async () => {
    for (const copy of await pictured(visibility)) {
      const judged = async (power: 'hide' | 'destroy') =>
        judge(await world.connector().verify(copy, REQUIRED_VIEWS[power]), power, layersOf(copy));
      expect(await judged('hide'), copy.id).toBe('still-there');
      const hidden = await world.connector().hide(copy, order(`${copy.id}/h`));
      expect(hidden.kind).toBe('accepted');
      expect(await world.effects(`${copy.id}/h`)).toEqual([`hide media ${copy.blob}`]);
      expect(await judged('hide'), copy.id).toBe('gone');
      expect(await judged('destroy'), copy.id).toBe('hidden');
      await world.connector().destroy(copy, { ...order(`${copy.id}/d`), decision: decisionId('d') });
      expect(await judged('destroy'), copy.id).toBe('gone');
    }
  });
});

it('an avatar of somebody whom the desk’s account does not see is gone to nobody’s knowledge', async () => {
  const [avatar] = await pictured('invite');
  if (avatar === undefined) throw new Error('nothing was found');
  await world.connector().hide(avatar, order('unseen'));
  const stranger = await yeoul.person();
  const verdicts = await world.connectorWith({ memberToken: stranger }).verify(avatar, REQUIRED_VIEWS.hide);
  expect(judge(verdicts, 'hide', layersOf(avatar))).toBe('cannot-tell');
});
