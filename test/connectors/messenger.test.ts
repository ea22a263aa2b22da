// The connector to the built-in messenger against a real one: the suite for every connector, then what only this one has.
import { describe, expect, it } from 'vitest';
import { messengerClient } from '../../src/adapters/connectors/messenger/client.ts';
import { connectorRegistry } from '../../src/adapters/connectors/registry.ts';
import { type Copy, layersOf } from '../../src/domain/content/copy.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import { connectorConformance, copiesOf, everywhere, sights } from '../conformance/connector.ts';
import { ADMIN_TOKEN, pngOf } from '../messenger/messenger-under-test.ts';
import { expectStatus, linkTo, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;
const order = { key: 'a', reason: 'intimate-image' } as const;

connectorConformance('messenger', world);

async function copiesIn(visibility: 'public' | 'invite', outsider?: 'outsider'): Promise<readonly Copy[]> {
  const { locator } = await world.stageIn(visibility, outsider);
  return copiesOf(await world.connector().locate(locator));
}

async function one(visibility: 'public' | 'invite', outsider?: 'outsider'): Promise<Copy> {
  const [copy] = await copiesIn(visibility, outsider);
  if (copy === undefined) throw new Error('nothing was staged');
  return copy;
}

describe('an invitation-only room', () => {
  it('keeps strangers out and shows a member what is there', async () => {
    const verdicts = await world.connector().verify(await one('invite'), REQUIRED_VIEWS.hide);
    expect(sights(verdicts)).toEqual([
      'anonymous blob: restricted',
      'anonymous reference: restricted',
      'member blob: present',
      'member reference: present',
    ]);
    expect(judge(verdicts, 'hide')).toBe('still-there');
  });

  it('after hiding is gone for the member, who was there to see it', async () => {
    const copy = await one('invite');
    await world.connector().hide(copy, { ...order, key: 'invite' });
    const verdicts = await world.connector().verify(copy, REQUIRED_VIEWS.hide);
    expect(sights(verdicts)).toContain('member reference: absent');
    expect(judge(verdicts, 'hide')).toBe('gone');
  });

  it('that the desk’s account is no member of leaves the desk unable to tell', async () => {
    const copy = await one('invite', 'outsider');
    await world.connector().hide(copy, { ...order, key: 'outside' });
    const verdicts = await world.connector().verify(copy, REQUIRED_VIEWS.hide);
    expect(sights(verdicts).filter((sight) => sight.startsWith('member'))).toEqual([
      'member blob: unknown',
      'member reference: unknown',
    ]);
    expect(judge(verdicts, 'hide')).toBe('cannot-tell');
  });

  it.each(['/i/some-invitation', '/r/some-room'])('a link %s names a container', async (path) => {
    expect(await world.connector().locate(linkTo(path))).toEqual({ kind: 'container' });
  });
});

describe('a public room', () => {
  it('is seen by the desk’s account as by any other that is signed in, member or not', async () => {
    const copy = await one('public', 'outsider');
    expect(sights(await world.connector().verify(copy, REQUIRED_VIEWS.hide))).toEqual(everywhere('present'));
    await world.connector().hide(copy, { ...order, key: 'not-joined' });
    expect(judge(await world.connector().verify(copy, REQUIRED_VIEWS.hide), 'hide')).toBe('gone');
  });
});

describe('a file that no open message shows', () => {
  it('is not gone: nobody sees it now, and it may be shown again at any time', async () => {
    const [copy, ...others] = await copiesIn('public');
    if (copy === undefined) throw new Error('nothing was staged');
    const hide = { body: { reason: 'intimate-image' } };
    for (const { message } of [copy, ...others])
      await expectStatus(202, yeoul.order('POST', `/admin/v1/messages/${message}/hide`, hide));
    const verdicts = await world.connector().verify(copy, REQUIRED_VIEWS.hide);
    expect(sights(verdicts)).toEqual(everywhere('absent'));
    expect(judge(verdicts, 'hide')).toBe('still-there');
  });
});

describe('a member token', () => {
  it.each(['public', 'invite'] as const)(
    'that is refused has seen nothing in a room that is %s',
    async (visibility) => {
      const copy = await one(visibility);
      await world.connector().hide(copy, { ...order, key: `refused-${visibility}` });
      for (const memberToken of ['no-such-session', '']) {
        const verdicts = await world.connectorWith({ memberToken }).verify(copy, REQUIRED_VIEWS.hide);
        expect(
          sights(verdicts).filter((sight) => sight.startsWith('member')),
          memberToken,
        ).toEqual(['member blob: unknown', 'member reference: unknown']);
        expect(judge(verdicts, 'hide')).toBe('cannot-tell');
      }
    },
  );
});

describe('an admin token', () => {
  it('that is refused is a reason to come back, and changes nothing', async () => {
    const { locator } = await world.stageIn('public');
    const [copy] = copiesOf(await world.connector().locate(locator));
    const stranger = world.connectorWith({ adminToken: 'somebody-elses-token-for-tests' });
    const refused = { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    expect(await stranger.locate(locator)).toEqual(refused);
    if (copy === undefined) throw new Error('nothing was staged');
    expect(await stranger.hide(copy, { ...order, key: 'stranger' })).toEqual(refused);
    expect(await world.effects('stranger')).toEqual([]);
  });

  it('without the scope to destroy hides, and destroys nothing', async () => {
    const made = await expectStatus(
      201,
      yeoul.admin('POST', '/admin/v1/tokens', { name: 'hider', scopes: ['read', 'hide'] }),
    );
    const hider = world.connectorWith({ adminToken: made.json.token });
    const copy = await one('public');
    expect(await hider.hide(copy, { ...order, key: 'hider' })).toMatchObject({ kind: 'accepted' });
    const destroyed = await hider.destroy(copy, { ...order, key: 'hider-2', decision: 'd' as never });
    expect(destroyed).toMatchObject({ kind: 'retry', code: 'connector.token-refused' });
    expect(await world.effects('hider-2')).toEqual([]);
  });
});

describe('an order', () => {
  it('that reuses the key of another is refused for good', async () => {
    const [first, second] = [await one('public'), await one('public')];
    await world.connector().hide(first, { ...order, key: 'reused' });
    expect(await world.connector().hide(second, { ...order, key: 'reused' })).toEqual({
      kind: 'refused',
      code: 'connector.refused',
    });
  });

  it('hides the file before the message', async () => {
    const copy = await one('public');
    await world.connector().hide(copy, { ...order, key: 'in-order' });
    expect(await world.effects('in-order')).toEqual([
      `hide media ${copy.blob}`,
      `hide message ${copy.message}`,
    ]);
  });

  it('tells the platform a code as its reason, and nothing else', async () => {
    const copy = await one('public');
    await world.connector().hide(copy, { key: 'reason', reason: 'other-illegal' });
    const { json } = await yeoul.admin('GET', '/admin/v1/ledger?limit=200');
    expect(json.entries.filter(({ key }) => key.startsWith('reason/')).map(({ reason }) => reason)).toEqual([
      'other-illegal',
      'other-illegal',
    ]);
  });
});

describe('a message of words alone', () => {
  it('is one copy without a file, and hidden and verified by its page', async () => {
    const author = await yeoul.person();
    const room = await yeoul.room(author);
    const id = await yeoul.send(author, room, 'a home address');
    await world.stage();
    const [copy] = copiesOf(await world.connector().locate(linkTo(`/r/${room}/m/${id}`)));
    if (copy === undefined) throw new Error('nothing found');
    expect(copy).toMatchObject({ message: String(id), blob: '', via: 'link' });
    expect(judge(await world.connector().verify(copy, REQUIRED_VIEWS.hide), 'hide')).toBe('still-there');
    await world.connector().hide(copy, { ...order, key: 'words' });
    expect(await world.effects('words')).toEqual([`hide message ${id}`]);
    expect(judge(await world.connector().verify(copy, REQUIRED_VIEWS.hide), 'hide')).toBe('gone');
    await world.connector().restore(copy, { ...order, key: 'words-back' });
    const back = await world.connector().verify(copy, REQUIRED_VIEWS.restore);
    expect(judge(back, 'restore', layersOf(copy))).toBe('still-there');
  });
});

describe('a message that shows other files as well', () => {
  it('keeps them, unless it is the one that was named: there only the reported file goes', async () => {
    const author = await yeoul.person();
    const [room, other] = [await yeoul.room(author), await yeoul.room(author)];
    const [reported, neighbour] = [pngOf(`reported in ${room}`), pngOf(`neighbour in ${room}`)];
    const blob = await yeoul.upload(author, reported);
    const album = [await yeoul.upload(author, reported), await yeoul.upload(author, neighbour)];
    const named = await yeoul.send(author, room, undefined, [blob]);
    const mixed = await yeoul.send(author, other, undefined, album);
    const copies = copiesOf(await world.connector().locate(linkTo(`/r/${room}/m/${named}`)));
    expect(copies.map(({ message, whole }) => [message, whole])).toEqual([
      [String(named), true],
      [String(mixed), false],
    ]);
    for (const copy of copies) await world.connector().hide(copy, { ...order, key: `album-${copy.message}` });
    expect(await world.effects(`album-${mixed}`)).toEqual([`hide media ${album[0]}`]);
    const looks = [
      `/r/${other}/m/${mixed}`,
      `/media/${album[1]}`,
      `/media/${album[0]}`,
      `/r/${room}/m/${named}`,
    ];
    const seen = await Promise.all(looks.map((path) => yeoul.ask('GET', path)));
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 404, 404]);
    for (const copy of copies) {
      const restored = { ...order, key: `album-back-${copy.message}` };
      await world.connector().restore(copy, restored);
      const verdicts = await world.connector().verify(copy, REQUIRED_VIEWS.restore);
      expect(judge(verdicts, 'restore', layersOf(copy))).toBe('still-there');
    }
  });
});

describe('what stands in front of a file, and at another server', () => {
  const calm = { staleCdnMs: 0, staleShare: 1, peer: 0 };
  const faults = (how: object) => expectStatus(200, yeoul.admin('PUT', '/admin/v1/faults', how));
  const verdictsOf = (copy: Copy) => world.connector().verify(copy, REQUIRED_VIEWS.hide);
  const looks = async (copy: Copy) => judge(await verdictsOf(copy), 'hide');

  it('a stale cache is told from the file, and waited for until it has run out', async () => {
    const copy = await one('public');
    await faults({ ...calm, staleCdnMs: 5_000 });
    await world.connector().hide(copy, { ...order, key: 'stale' });
    expect(await looks(copy)).toBe('cached');
    await faults(calm);
    await expect.poll(() => looks(copy), { timeout: 20_000, interval: 500 }).toBe('gone');
  });

  it('a peer that keeps a copy of its own is seen, and hiding here is told apart from it', async () => {
    const copy = await one('public');
    await faults({ ...calm, peer: 1 });
    const atPeer = async () => (await verdictsOf(copy)).filter(({ view }) => view === 'peerServer');
    await expect.poll(atPeer, { timeout: 20_000, interval: 300 }).toMatchObject([{ result: 'present' }]);
    await faults(calm);
    expect(await looks(copy)).toBe('still-there');
    await world.connector().hide(copy, { ...order, key: 'at-peer' });
    expect(await looks(copy)).toBe('at-peer');
  });
});

describe('a file that stands in very many places', () => {
  it('is found in all of them, page after page', async () => {
    const author = await yeoul.person();
    const room = await yeoul.room(author);
    const blob = await yeoul.upload(
      author,
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('many')]),
    );
    const sending = Array.from({ length: 205 }, () => yeoul.send(author, room, undefined, [blob]));
    const ids = (await Promise.all(sending)).toSorted((a, b) => a - b);
    const copies = copiesOf(await world.connector().locate(linkTo(`/r/${room}/m/${ids[0]}`)));
    expect(copies.map(({ message }) => Number(message)).toSorted((a, b) => a - b)).toEqual(ids);
  });
});

describe('the client', () => {
  const client = () => messengerClient({ api: yeoul.url, adminToken: ADMIN_TOKEN, memberToken: '' });

  it.each(['', '.', '..'])('refuses the path segment %j before anything is sent', async (id) => {
    await expect(
      client().call({ endpoint: 'GET /admin/v1/messages/:id', params: { id }, as: 'admin' }),
    ).rejects.toThrow(TypeError);
  });

  it.each(['../../health', '1/../../health', '1?x=1', '1#x', '%2e%2e/health'])(
    'keeps %j inside its path segment',
    async (id) => {
      const answer = await client().call({
        endpoint: 'GET /admin/v1/messages/:id',
        params: { id },
        as: 'admin',
      });
      expect(answer).toMatchObject({ kind: 'answered', status: expect.toSatisfy((status) => status >= 400) });
    },
  );
});

it('one platform has one connector', () => {
  const connector = world.connectorWith({});
  expect(connectorRegistry([connector]).for('messenger')).toBe(connector);
  expect(connectorRegistry([connector]).for('telegram')).toBeUndefined();
  expect(() => connectorRegistry([connector, connector])).toThrow(/two connectors/);
});
