// Suspending accounts of the built-in messenger and telling them why: the suite for every connector that can, then what its token opens.
import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/kernel/instant.ts';
import { accountConformance, type Member, type NoticeRead } from '../conformance/accounts.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { expectStatus, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;

interface NoticeShown extends Omit<NoticeRead, 'kind' | 'what' | 'postedAt' | 'until' | 'appeal' | 'text'> {
  readonly kind: string;
  readonly what?: { readonly id: string };
  readonly when?: string;
  readonly until?: string;
  readonly appeal?: { readonly link: string };
}

const moment = (at: string | undefined) => (at === undefined ? undefined : instant(Date.parse(at)));

function readAs(notice: NoticeShown): NoticeRead {
  const { kind, what, when, until, appeal, ...rest } = notice;
  const whole = { ...rest, what: what?.id, postedAt: moment(when), until: moment(until) };
  return {
    ...(Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as typeof rest),
    kind: (kind === 'suspension' ? 'suspended' : kind) as NoticeRead['kind'],
    appeal: appeal?.link.startsWith('http') === true,
    text: JSON.stringify(notice),
  };
}

async function member(): Promise<Member> {
  const token = await yeoul.person();
  const room = await yeoul.room(token);
  const file = await yeoul.upload(token, pngOf(`of ${room}`));
  const message = await yeoul.send(token, room, undefined, [file]);
  const me = await expectStatus(200, yeoul.ask('GET', '/api/me', { token }));
  return {
    account: String(me.json.id),
    message: String(message),
    file,
    async mayPost() {
      const path = `/api/rooms/${room}/messages`;
      return (await yeoul.ask('POST', path, { token, body: { text: 'hello' } })).status === 201;
    },
    async notices() {
      const { json } = await expectStatus(200, yeoul.ask('GET', '/api/notices', { token }));
      return (json.notices as unknown as NoticeShown[]).map(readAs);
    },
  };
}

accountConformance('messenger', { ...world, member, nobody: '999999999' });

describe('a token', () => {
  const tokenFor = async (scopes: readonly string[]): Promise<string> =>
    (await expectStatus(201, yeoul.admin('POST', '/admin/v1/tokens', { name: 'some', scopes }))).json.token;

  /** Everything that was ever ordered, done or not. */
  const orders = () => world.books('select id from operation order by id');

  it.each([
    [['read', 'hide', 'suspend', 'notify'], 'direct', 'direct'],
    [['read', 'hide', 'suspend'], 'direct', 'none'],
    [['read', 'hide', 'notify'], 'none', 'direct'],
  ] as const)('with %j is found out without changing anything', async (scopes, suspend, notifyUploader) => {
    const before = await orders();
    const probed = await world.connectorWith({ adminToken: await tokenFor(scopes) }).capabilities();
    expect(probed).toMatchObject({ suspend, notifyUploader });
    expect(probed.suspendScope).toBe(suspend === 'direct' ? 'server' : undefined);
    expect(await orders()).toEqual(before);
  });

  it('that is refused leaves the look unknown, and the order to come back', async () => {
    const stranger = world.connectorWith({ adminToken: 'somebody-elses-token-for-tests' });
    expect(await stranger.verifyAccount('1')).toMatchObject({ result: 'unknown' });
    expect(await stranger.capabilities()).toMatchObject({ suspend: 'none', notifyUploader: 'none' });
  });
});
