import { expect, it } from 'vitest';
import { useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger({ rates: { signInsPerMinute: 8 } });
const passphrase = '긴 암호 문구 하나';

it('an account signs in with its passphrase, typed composed or decomposed, and not with another', async () => {
  await yeoul.ask('POST', '/api/accounts', { body: { name: '조용한 해달', passphrase } });
  const signIn = (name: string, phrase: string) =>
    yeoul.ask('POST', '/api/sessions', { body: { name, passphrase: phrase } });
  const decomposed = await signIn('조용한 해달'.normalize('NFD'), passphrase.normalize('NFD'));
  expect(decomposed.status).toBe(200);
  const rooms = await yeoul.ask('POST', '/api/rooms', {
    token: decomposed.json.token,
    body: { slug: 'mine', title: '내 방', visibility: 'public' },
  });
  expect(rooms.status).toBe(201);
  const wrong = await signIn('조용한 해달', 'another passphrase');
  const unknown = await signIn('없는 사람', passphrase);
  expect([wrong.status, wrong.json.code]).toEqual([401, 'account.refused']);
  expect(unknown.body).toBe(wrong.body);
});

it('a name is taken once, whatever its case', async () => {
  await yeoul.ask('POST', '/api/accounts', { body: { name: 'Haedal', passphrase } });
  const second = await yeoul.ask('POST', '/api/accounts', { body: { name: 'haedal', passphrase } });
  expect([second.status, second.json.code]).toEqual([409, 'account.name-taken']);
});

it('guessing is slowed down', async () => {
  const tries = Array.from({ length: 10 }, () =>
    yeoul.ask('POST', '/api/sessions', { body: { name: 'Haedal', passphrase: 'guess after guess' } }),
  );
  const limited = (await Promise.all(tries)).filter((answer) => answer.status === 429);
  expect(limited.length).toBeGreaterThan(0);
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
});
