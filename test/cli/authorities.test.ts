// Who is enrolled, from the command line: the file once, two people, a withdrawal; and a letter confirmed by a captured request.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { AUTHORITY } from '../support/fixtures.ts';
import { open, type Store } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const PAIR = newKey();
const BOARD = {
  id: AUTHORITY.id,
  name: '한빛위원회',
  nameEn: 'Hanbit Board',
  kind: 'regulator',
  country: 'KR',
  domain: 'hanbit.example',
  addresses: ['notice@hanbit.example'],
  keys: [{ id: 'board/1', publicKey: PAIR.publicKey }],
};
const CENTRE = {
  ...BOARD,
  id: 'centre',
  addresses: ['c@centre.example'],
  domain: 'centre.example',
  keys: [],
};

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-authorities-'));
  await write('authorities.json', { authorities: [BOARD] });
  config = await configFile({
    data: folder,
    database: { url: desk.url },
    desk: { address: 'notices@desk.example' },
    authorities: path.join(folder, 'authorities.json'),
    log: { level: 'silent' },
  });
  for (const name of ['mina', 'sora']) await ask('people', 'add', name);
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const write = async (name: string, value: unknown): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};
const ask = (...args: string[]) => redressJson([...args, '--config', config.file], {}, redressHere);
const authorities = (...args: string[]) => ask('authorities', ...args);
interface Shown {
  readonly id: string;
  readonly stage: string;
  readonly contact: string;
}
const request = async (...args: string[]): Promise<Shown> =>
  (await authorities(...args)).json['request'] as Shown;
const refusal = async (...args: string[]) => (await ask(...args)).json.error?.code;

describe('authorities', () => {
  it('start from the file, once; another file later is told of and not read (A1)', async () => {
    expect((await authorities('list')).json).toMatchObject({ authorities: [BOARD], fileIgnored: false });
    await write('authorities.json', { authorities: [CENTRE] });
    const { json } = await authorities('list');
    expect(json).toMatchObject({ authorities: [{ id: BOARD.id }], fileIgnored: true });
    const said = await redressHere(['authorities', 'list', '--lang', 'ko', '--config', config.file]);
    expect(said.stdout).toContain('한빛위원회');
    expect(said.stdout).toContain('redress authorities change');
  });

  it('are enrolled by two people; who asked does not confirm; in force later; any of them withdraws', async () => {
    const file = await write('centre.json', CENTRE);
    const asked = await request('enrol', file, '--as', 'sora');
    expect(asked).toMatchObject({ stage: 'waiting', contact: 'nobody' });
    expect(await refusal('authorities', 'confirm', asked.id, '--as', 'sora')).toBe('authority.same-key');
    expect(await request('confirm', asked.id, '--as', 'mina')).toMatchObject({ stage: 'confirmed' });
    expect((await authorities('list')).json).toMatchObject({
      authorities: [{ id: BOARD.id }],
      requests: [{ id: asked.id, stage: 'confirmed' }],
    });
    expect((await authorities('show', 'centre')).json).toMatchObject({ authority: null });
    expect(await request('withdraw', asked.id, '--as', 'sora')).toMatchObject({ stage: 'withdrawn' });
    expect((await authorities('list')).json).toMatchObject({ requests: [] });
  });

  it('are changed only after the old contact was written to', async () => {
    const file = await write('board.json', { ...BOARD, aliases: ['Old Board'] });
    const asked = await request('change', BOARD.id, file, '--as', 'sora');
    expect(asked.contact).toBe('owed');
    expect(await refusal('authorities', 'confirm', asked.id, '--as', 'mina')).toBe(
      'authority.contact-not-told',
    );
    const { length } = await store.enrolments.history();
    const told = {
      kind: 'contact-told',
      request: decisionId(asked.id),
      at: instant(Date.now()),
      messageId: '<m>',
    };
    await store.enrolments.append(told as never, length);
    expect(await request('confirm', asked.id, '--as', 'mina')).toMatchObject({ stage: 'confirmed' });
  });

  it.each([
    [{ ...BOARD, scope: { itemsADay: 0 } }, 'authorities.invalid'],
    [{ ...BOARD, scope: { perDay: 1 } }, 'authorities.invalid'],
    [{ ...BOARD, validUntil: '2027-01-01' }, 'authorities.invalid'],
    [{ ...BOARD, validUntil: '2027-02-30T00:00:00Z' }, 'authorities.invalid'],
    [{ ...BOARD, keys: [{ id: 'k', publicKey: `${'A'.repeat(42)}B=` }] }, 'authorities.invalid'],
    [CENTRE, 'authority.unknown'],
  ])('are not changed by %j', async (body, code) => {
    const file = await write('odd.json', body);
    expect(await refusal('authorities', 'change', BOARD.id, file, '--as', 'sora')).toBe(code);
  });
});

describe('confirm-letter', () => {
  it('takes a captured request over the list that item-list prints, once', async () => {
    await open(store, 'a', {}, { count: 2 });
    const { itemsDigest } = (await ask('item-list', 'R-26-0001')).json as { itemsDigest?: string };
    const text = JSON.stringify({ case: 'R-26-0001', itemsDigest, statement: 'ours' });
    const digest = createHash('sha256').update(text).digest('base64');
    const created = Math.floor(Date.now() / 1_000);
    const input = `("@method" "@authority" "@path" "content-digest");created=${created};keyid="board/1";nonce="0123456789abcdef"`;
    const base = [
      '"@method": POST',
      '"@authority": desk.example',
      '"@path": /confirmations',
      `"content-digest": sha-256=:${digest}:`,
      `"@signature-params": ${input}`,
    ].join('\n');
    const captured = [
      'POST /confirmations HTTP/1.1',
      'Host: desk.example',
      `Content-Digest: sha-256=:${digest}:`,
      `Signature-Input: sig=${input}`,
      `Signature: sig=:${sign(PAIR.privateKey, base)}:`,
      '',
      text,
    ].join('\r\n');
    const file = await write('confirm.http', captured);
    expect(await refusal('confirm-letter', await write('no.http', text))).toBe('confirmation.not-a-request');
    expect(await refusal('confirm-letter', await write('more.http', `${captured}\n`))).toBe(
      'confirmation.digest',
    );
    expect((await ask('confirm-letter', file)).json).toMatchObject({ number: 'R-26-0001', level: 'L2' });
    expect(await refusal('confirm-letter', file)).toBe('confirmation.nonce-used');
  });
});
