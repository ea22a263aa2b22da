import { beforeAll, describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const REASON = { reason: 'intimate-image' };

describe('an idempotency key', () => {
  let blob = '';
  beforeAll(async () => {
    const author = await yeoul.person();
    blob = await yeoul.upload(author, pngOf('key'));
    await yeoul.send(author, await yeoul.room(author), undefined, [blob]);
  });
  const hide = (key: string, body: object = REASON) =>
    yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { key, body });
  const show = () => yeoul.order('POST', `/admin/v1/media/${blob}/show`);
  const linesOf = async (key: string) => {
    const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
    return entries.filter((entry) => entry.key === key).length;
  };

  it('gives a repeat the same answer and no second effect', async () => {
    const first = await hide('same');
    await show();
    const second = await hide('same');
    expect(second.json).toEqual(first.json);
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(200);
    expect(await linesOf('same')).toBe(1);
  });

  it('acts once when the same request arrives ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => hide('storm')));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await linesOf('storm')).toBe(1);
    await show();
  });

  it('is refused for another request', async () => {
    await hide('reused');
    const otherReason = await hide('reused', { reason: 'terms' });
    const otherVerb = await yeoul.order('POST', `/admin/v1/media/${blob}/show`, { key: 'reused' });
    expect([otherReason.status, otherReason.json.code]).toEqual([409, 'idempotency.reused']);
    expect([otherVerb.status, otherVerb.json.code]).toEqual([409, 'idempotency.reused']);
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
    await show();
  });

  it('is required, and has at most 200 characters', async () => {
    const without = await yeoul.admin('POST', `/admin/v1/media/${blob}/hide`, REASON);
    expect([without.status, without.json.code]).toEqual([400, 'idempotency.missing']);
    const long = await hide('k'.repeat(201));
    expect([long.status, long.json.code]).toEqual([400, 'idempotency.too-long']);
    expect((await hide('k'.repeat(200))).status).toBe(202);
    await show();
  });

  it('says "none" for an order that finds nothing left to do, and writes no line', async () => {
    await hide('first');
    const again = await hide('other key');
    expect(again.json.operation.effect).toBe('none');
    expect(await linesOf('other key')).toBe(0);
    await show();
  });

  it('is not used up by an order that was refused', async () => {
    const path = '/admin/v1/media/nosuchblob/hide';
    const refused = await yeoul.order('POST', path, { key: 'spare', body: REASON });
    expect([refused.status, refused.json.code]).toEqual([404, 'media.unknown']);
    expect((await hide('spare')).status).toBe(202);
    await show();
  });

  it('belongs to the token it came with', async () => {
    const scopes = ['hide'];
    const { token } = (await yeoul.admin('POST', '/admin/v1/tokens', { name: 'second desk', scopes })).json;
    await hide('shared');
    await show();
    const other = await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, {
      key: 'shared',
      token,
      body: REASON,
    });
    expect(other.json.operation.effect).toBe('hidden');
    await show();
  });

  it('lets the operation be asked for later', async () => {
    const { operation } = (await hide('later')).json;
    const asked = await yeoul.admin('GET', `/admin/v1/operations/${operation.id}`);
    expect(asked.json.operation).toEqual(operation);
    await show();
  });
});
