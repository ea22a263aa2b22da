import { expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function tokenWith(...scopes: readonly string[]): Promise<string> {
  return (await yeoul.admin('POST', '/admin/v1/tokens', { name: scopes.join(' '), scopes })).json.token;
}

const DOORS = [
  ['read', 'GET', '/admin/v1/messages/1'],
  ['read', 'GET', '/admin/v1/rooms/some-room/messages/1'],
  ['read-words', 'GET', '/admin/v1/messages/1/versions'],
  ['read', 'GET', '/admin/v1/media/x'],
  ['read', 'GET', '/admin/v1/media/x/messages'],
  ['read', 'GET', '/admin/v1/media/x/uses'],
  ['read', 'GET', `/admin/v1/media?sha256=${'0'.repeat(64)}`],
  ['read', 'GET', '/admin/v1/ledger'],
  ['read', 'GET', '/admin/v1/operations/1'],
  ['read', 'GET', '/admin/v1/accounts/1'],
  ['read', 'GET', '/admin/v1/reports'],
  ['read', 'GET', '/admin/v1/reports/1'],
  ['read-keys', 'GET', '/admin/v1/reports/1/keys'],
  ['read-keys', 'GET', '/admin/v1/reports/1/keys/x/bytes'],
  ['read', 'GET', '/admin/v1/appeals'],
  ['notify', 'PUT', '/admin/v1/reports/1/state'],
  ['notify', 'POST', '/admin/v1/accounts/1/notices'],
  ['suspend', 'POST', '/admin/v1/accounts/1/suspend'],
  ['suspend', 'POST', '/admin/v1/accounts/1/unsuspend'],
  ['feed', 'GET', '/admin/v1/events'],
  ['feed', 'GET', '/admin/v1/events/stream'],
  ['faults', 'GET', '/admin/v1/faults'],
  ['faults', 'PUT', '/admin/v1/faults'],
  ['hide', 'POST', '/admin/v1/media/x/hide'],
  ['hide', 'POST', '/admin/v1/media/x/show'],
  ['hide', 'POST', '/admin/v1/messages/1/hide'],
  ['hide', 'POST', '/admin/v1/messages/1/show'],
  ['hide', 'POST', '/admin/v1/rooms/1/close'],
  ['hide', 'POST', '/admin/v1/rooms/1/open'],
  ['destroy', 'DELETE', '/admin/v1/media/x'],
  ['destroy', 'DELETE', '/admin/v1/messages/1'],
  ['tokens', 'POST', '/admin/v1/tokens'],
  ['tokens', 'DELETE', '/admin/v1/tokens/1'],
] as const;

const ALL = [
  'read',
  'read-words',
  'read-keys',
  'hide',
  'destroy',
  'notify',
  'suspend',
  'faults',
  'feed',
] as const;

it.each(DOORS)(
  'without the scope "%s" %s %s is refused, with every other scope in hand',
  async (scope, method, path) => {
    const token = await tokenWith(...ALL.filter((one) => one !== scope));
    const answer = await yeoul.ask(method, path, { token });
    expect([answer.status, answer.json.code]).toEqual([403, 'admin.scope-missing']);
  },
);

it.each(DOORS)(
  'nobody, a member and an invented token are turned away from "%s" %s %s',
  async (_scope, method, path) => {
    const member = await yeoul.person();
    for (const token of [undefined, member, 'ya_invented-token']) {
      const answer = await yeoul.ask(method, path, token === undefined ? {} : { token });
      expect([answer.status, answer.json.code]).toEqual([401, 'admin.token-unknown']);
    }
  },
);

it('a token with one scope passes that door', async () => {
  const author = await yeoul.person();
  const blob = await yeoul.upload(author, pngOf('one scope'));
  const body = { reason: 'terms' };
  const hide = await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, {
    token: await tokenWith('hide'),
    body,
  });
  expect(hide.status).toBe(202);
  const read = await yeoul.ask('GET', `/admin/v1/media/${blob}`, { token: await tokenWith('read') });
  expect(read.json).toMatchObject({ blob, hidden: true });
});

it('a revoked token opens nothing', async () => {
  const made = (await yeoul.admin('POST', '/admin/v1/tokens', { name: 'short', scopes: ['read'] })).json;
  expect((await yeoul.ask('GET', '/admin/v1/ledger', { token: made.token })).status).toBe(200);
  expect((await yeoul.admin('DELETE', `/admin/v1/tokens/${made.id}`)).status).toBe(204);
  expect((await yeoul.ask('GET', '/admin/v1/ledger', { token: made.token })).status).toBe(403);
});

it('the scope to make tokens cannot be handed on, nor can the operator’s token be revoked', async () => {
  const grant = await yeoul.admin('POST', '/admin/v1/tokens', { name: 'heir', scopes: ['tokens'] });
  expect([grant.status, grant.json.code]).toEqual([400, 'request.invalid']);
  const revoke = await yeoul.admin('DELETE', '/admin/v1/tokens/1');
  expect([revoke.status, revoke.json.code]).toEqual([404, 'token.unknown']);
});

it('a hide without a reason from the list is refused', async () => {
  const refused = await yeoul.order('POST', '/admin/v1/media/x/hide', { body: { reason: 'she asked' } });
  expect([refused.status, refused.json.code]).toEqual([400, 'request.invalid']);
});
