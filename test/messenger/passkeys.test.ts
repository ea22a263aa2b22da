import { describe, expect, it } from 'vitest';
import { useMessenger } from './messenger-under-test.ts';
import { type Lies, softwareAuthenticator } from './software-authenticator.ts';

const ORIGIN = 'https://yeoul.example';
const yeoul = useMessenger({ origin: ORIGIN, rates: { signInsPerMinute: 10_000 } });
type Authenticator = ReturnType<typeof softwareAuthenticator>;

let made = 0;

async function options(path: string, ask: { token?: string; body?: object } = {}) {
  const answer = await yeoul.ask('POST', `${path}/options`, ask);
  return { answer, options: JSON.parse(answer.body) };
}

async function signUp(authenticator: Authenticator, name = `열쇠 ${(made += 1)}`, lies: Lies = {}) {
  const asked = await options('/api/accounts/passkey', { body: { name } });
  const response = authenticator.create(asked.options, lies);
  return yeoul.ask('POST', '/api/accounts/passkey', { body: { response } });
}

async function signIn(authenticator: Authenticator, lies: Lies = {}, which = authenticator.kept[0]) {
  const asked = await options('/api/sessions/passkey');
  const response = authenticator.get(asked.options, which, lies);
  const body = { response };
  return { body, answer: await yeoul.ask('POST', '/api/sessions/passkey', { body }) };
}

async function add(authenticator: Authenticator, token: string, lies: Lies = {}) {
  const asked = await options('/api/passkeys', { token });
  const body = { response: authenticator.create(asked.options, lies), label: '휴대전화' };
  return yeoul.ask('POST', '/api/passkeys', { token, body });
}

const codes = (answer: { status: number; json: { code: string } }) => [answer.status, answer.json.code];
const REFUSED = [401, 'passkey.refused'];

describe('an account with a passkey', () => {
  it('is made without a passphrase, and signed into without a name', async () => {
    const authenticator = softwareAuthenticator(ORIGIN);
    const account = await signUp(authenticator, '열쇠만 있는 사람');
    expect(account.status).toBe(201);
    const { answer } = await signIn(authenticator);
    expect(answer.json.accountId).toBe(account.json.accountId);
    const me = await yeoul.ask('GET', '/api/me', { token: answer.json.token });
    expect(me.json).toMatchObject({ name: '열쇠만 있는 사람' });
  });

  it('has no passphrase that fits, whatever is tried', async () => {
    const name = '열쇠뿐';
    await signUp(softwareAuthenticator(ORIGIN), name);
    for (const passphrase of ['nobody', 'null', ' ', 'correct horse battery']) {
      const answer = await yeoul.ask('POST', '/api/sessions', { body: { name, passphrase } });
      expect(codes(answer)).toEqual([401, 'account.refused']);
    }
  });

  it('takes the name of nobody else', async () => {
    const name = '같은 이름';
    const first = await options('/api/accounts/passkey', { body: { name } });
    await yeoul.person(name);
    const body = { response: softwareAuthenticator(ORIGIN).create(first.options) };
    expect(codes(await yeoul.ask('POST', '/api/accounts/passkey', { body }))).toEqual([
      409,
      'account.name-taken',
    ]);
    expect(codes((await options('/api/accounts/passkey', { body: { name } })).answer)).toEqual([
      409,
      'account.name-taken',
    ]);
  });
});

describe('a passkey', () => {
  it('is added to an account with a passphrase, beside others, and removed', async () => {
    const token = await yeoul.person();
    const [phone, key] = [softwareAuthenticator(ORIGIN), softwareAuthenticator(ORIGIN)];
    const first = await add(phone, token);
    expect(first.status).toBe(201);
    const asked = await options('/api/passkeys', { token });
    expect(asked.options.excludeCredentials).toMatchObject([{ id: phone.kept[0]?.id.toString('base64url') }]);
    await add(key, token);
    expect((await signIn(phone)).answer.status).toBe(200);
    expect((await signIn(key)).answer.status).toBe(200);
    const list = async () =>
      (await yeoul.ask('GET', '/api/passkeys', { token })).body.match(/휴대전화/g)?.length;
    expect(await list()).toBe(2);
    const path = `/api/passkeys/${key.kept[0]?.id.toString('base64url')}`;
    expect(codes(await yeoul.ask('DELETE', path, { token: await yeoul.person() }))).toEqual([
      404,
      'passkey.unknown',
    ]);
    expect((await yeoul.ask('DELETE', path, { token })).status).toBe(204);
    expect(await list()).toBe(1);
    expect(codes((await signIn(key)).answer)).toEqual(REFUSED);
  });

  it('that is the only way in is not removed', async () => {
    const authenticator = softwareAuthenticator(ORIGIN);
    const { token } = (await signUp(authenticator)).json;
    const path = `/api/passkeys/${authenticator.kept[0]?.id.toString('base64url')}`;
    expect(codes(await yeoul.ask('DELETE', path, { token }))).toEqual([409, 'passkey.last']);
    await add(softwareAuthenticator(ORIGIN), token);
    expect((await yeoul.ask('DELETE', path, { token })).status).toBe(204);
  });

  it('is asked for with finger, face or PIN, kept by the device, and named by a handle that tells nothing', async () => {
    const token = await yeoul.person();
    const one = (await options('/api/passkeys', { token })).options;
    const two = (await options('/api/passkeys', { token })).options;
    expect(one.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      userVerification: 'required',
    });
    expect(one.user.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(two.user.id).toBe(one.user.id);
    expect(two.challenge).not.toBe(one.challenge);
  });
});

describe('an answer that does not hold', () => {
  it.each<[string, Lies]>([
    ['from another site', { origin: 'https://yeoul.example.evil.example' }],
    ['to a question nobody asked', { challenge: Buffer.from('never asked').toString('base64url') }],
    ['without finger, face or PIN', { unverified: true }],
    ['signed with another key', { otherKey: true }],
    ['for another account', { handle: Buffer.from('somebody else 16').toString('base64url') }],
  ])('%s opens nothing', async (_what, lies) => {
    const authenticator = softwareAuthenticator(ORIGIN);
    await signUp(authenticator);
    expect(codes((await signIn(authenticator, lies)).answer)).toEqual(REFUSED);
    expect((await signIn(authenticator)).answer.status).toBe(200);
  });

  it('is one given twice, or one whose count of uses went back: a copied key', async () => {
    const authenticator = softwareAuthenticator(ORIGIN);
    await signUp(authenticator);
    const { body, answer } = await signIn(authenticator, { uses: 9 });
    expect(answer.status).toBe(200);
    expect(codes(await yeoul.ask('POST', '/api/sessions/passkey', { body }))).toEqual(REFUSED);
    expect(codes((await signIn(authenticator, { uses: 8 })).answer)).toEqual(REFUSED);
  });

  it.each<[string, Lies]>([
    ['from another site', { origin: 'http://yeoul.example' }],
    ['without finger, face or PIN', { unverified: true }],
  ])('%s makes no account', async (_what, lies) => {
    expect(codes(await signUp(softwareAuthenticator(ORIGIN), undefined, lies))).toEqual(REFUSED);
  });

  it('is one for another purpose, or another person', async () => {
    const authenticator = softwareAuthenticator(ORIGIN);
    const [mine, other] = [await yeoul.person(), await yeoul.person()];
    const asked = await options('/api/passkeys', { token: mine });
    const body = { response: authenticator.create(asked.options), label: 'x' };
    expect(codes(await yeoul.ask('POST', '/api/passkeys', { token: other, body }))).toEqual(REFUSED);
    const again = await options('/api/passkeys', { token: mine });
    const response = authenticator.create(again.options);
    expect(codes(await yeoul.ask('POST', '/api/accounts/passkey', { body: { response } }))).toEqual(REFUSED);
  });
});
