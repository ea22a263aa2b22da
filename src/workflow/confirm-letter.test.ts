// A letter becomes L2 by a request over its exact list, and by nothing that differs from it, came before or reaches too far.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { itemListText } from '../domain/authority/item-list.ts';
import { type HttpRequest, signatureBase } from '../domain/authority/signature-base.ts';
import { readSignatureInput } from '../domain/authority/signature-input.ts';
import { fold } from '../domain/case/case.ts';
import { authorityId } from '../domain/kernel/ids.ts';
import { SECOND } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import { AUTHORITY, locatedAs, T0 } from '../../test/support/fixtures.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { idOf, letter, open, opening, tell } from '../../test/support/open-case.ts';
import { confirmLetter } from './confirm-letter.ts';

const PAIR = newKey();
const OTHER = newKey();
const BOARD: Authority = { ...AUTHORITY, keys: [{ id: 'board/1', publicKey: PAIR.publicKey }] };
const POLICE: Authority = {
  ...AUTHORITY,
  id: authorityId('police'),
  addresses: ['p@police.example'],
  keys: [{ id: 'police/1', publicKey: OTHER.publicKey }],
};
let store: ReturnType<typeof memoryStore>;
let nonces = 0;

const start = async (...authorities: readonly Authority[]): Promise<void> => {
  store = memoryStore();
  await store.enrolments.append({ kind: 'imported', at: T0, authorities, file: 'f' }, 0);
};
beforeEach(() => start(BOARD, POLICE));

const digestOf = async (leaveOut = 0): Promise<string> => {
  const items = (await store.cases.load(idOf('a')))?.notice?.reading.items ?? [];
  return sha256Digests.sha256(itemListText(items.slice(0, items.length - leaveOut)));
};

async function requestFor(says: object, pair = PAIR, keyid = 'board/1'): Promise<HttpRequest> {
  const text = JSON.stringify({ itemsDigest: await digestOf(), statement: 'ours', ...says });
  const body = { text, sha256: createHash('sha256').update(text).digest('base64') };
  const nonce = `nonce-${String((nonces += 1)).padStart(16, '0')}`;
  const input = `s=("@method" "@target-uri" "content-digest");created=${T0 / SECOND};keyid="${keyid}";nonce="${nonce}"`;
  const headers: [string, string][] = [
    ['Host', 'desk.example'],
    ['Content-Digest', `sha-256=:${body.sha256}:`],
  ];
  const plain = { method: 'POST', target: '/confirmations', headers, body };
  const signature = sign(pair.privateKey, signatureBase(plain, readSignatureInput(input)![0]!) ?? '');
  return { ...plain, headers: [...headers, ['Signature-Input', input], ['Signature', `s=:${signature}:`]] };
}
const take = async (request: HttpRequest) => {
  const ports = { ...store, signatures: ed25519Signatures, digests: sha256Digests };
  const done = await confirmLetter(request, 'desk.example', KOREAN_LAW, T0, ports);
  return done.ok ? done.value.notice?.sender.level : done.error.code;
};
/** A letter whose From bears the mailbox of this body and proves nothing. */
const openClaim = (claimed: Authority['id'] | null) =>
  store.cases.open(letter('a'), idOf('a'), (facts) => {
    const change = opening(facts, { level: 'L0', law: KOREAN_LAW });
    const events = change.events.map((event) =>
      event.kind === 'notice-received'
        ? { ...event, notice: { ...event.notice, sender: { ...event.notice.sender, claimed } } }
        : event,
    );
    return { ...change, events };
  });
const CASE = { case: 'R-26-0001' };

describe('a letter', () => {
  test('that mail proved becomes L2, its items still wait for a person, and the proof is an event (A28)', async () => {
    await open(store, 'a', {}, { count: 3 });
    await tell(store, idOf('a'), locatedAs(1, { kind: 'gone' }));
    const request = await requestFor(CASE);
    expect(await take(request)).toBe('L2');
    const history = await store.cases.history(idOf('a'));
    const body = request.body.text;
    expect(history.at(-1)).toMatchObject({
      kind: 'letter-confirmed',
      confirmation: {
        authority: BOARD.id,
        itemsDigest: await digestOf(),
        keyId: 'board/1',
        signed: { body },
      },
    });
    const state = fold(history);
    expect(state.items.map(({ decision }) => decision)).toEqual([null, null, null]);
    expect(await take(await requestFor(CASE))).toBe('sender.already-confirmed');
  });

  test('that was only a claim becomes L2 at once, answered from then on, with its clocks confirmed (A27)', async () => {
    await openClaim(BOARD.id);
    expect((await store.cases.load(idOf('a')))?.withheld).toBe(true);
    expect(await take(await requestFor(CASE))).toBe('L2');
    expect(await store.cases.load(idOf('a'))).toMatchObject({
      withheld: false,
      notice: { sender: { level: 'L2', authority: BOARD.id, reasons: [] } },
    });
  });

  test.each([null, POLICE.id])(
    'that bears the mailbox of %s is not confirmed by the board (A26)',
    async (claimed) => {
      await openClaim(claimed);
      expect(await take(await requestFor(CASE))).toBe('confirmation.other-authority');
      expect((await store.cases.load(idOf('a')))?.notice?.sender.level).toBe('L0');
    },
  );

  test.each([1, 2])('stays what it was when the list differs by %i (A24)', async (leaveOut) => {
    await open(store, 'a', {}, { count: 3 });
    const itemsDigest = await digestOf(leaveOut);
    expect(await take(await requestFor({ ...CASE, itemsDigest }))).toBe('confirmation.other-list');
    expect((await store.cases.load(idOf('a')))?.notice?.sender.level).toBe('L1');
  });

  test('is not confirmed twice by one request, nor by another body, nor under a number of nobody (A22)', async () => {
    await open(store, 'a', {}, { count: 2 });
    expect(await take(await requestFor(CASE, OTHER, 'police/1'))).toBe('confirmation.other-authority');
    const request = await requestFor({ ...CASE, itemsDigest: '0'.repeat(64) });
    expect(await take(request)).toBe('confirmation.other-list');
    expect(await take(request)).toBe('confirmation.nonce-used');
    expect(await take(await requestFor({ case: 'R-26-0009' }))).toBe('case.unknown');
  });

  test('is found by its document number, unless several bear it (A25)', async () => {
    await open(store, 'a', {}, { documentNumber: 'No. 7' });
    await open(store, 'b', {}, { documentNumber: 'No. 8' });
    await open(store, 'c', {}, { documentNumber: 'No. 8' });
    expect(await take(await requestFor({ documentNumber: 'No. 8' }))).toBe('confirmation.case-unclear');
    expect(await take(await requestFor({ documentNumber: 'No. 7' }))).toBe('L2');
  });

  test('beyond the scope of its sender is not raised; what a scope limits must be stated', async () => {
    await start({ ...BOARD, scope: { itemsADay: 2 } });
    await open(store, 'a', {}, { count: 3 });
    expect(await take(await requestFor(CASE))).toBe('confirmation.out-of-scope');
    await start({ ...BOARD, scope: { countries: ['KR'], classes: ['intimate'] } });
    await open(store, 'a', {}, { count: 3 });
    expect(await take(await requestFor(CASE))).toBe('confirmation.out-of-scope');
    expect(await take(await requestFor({ ...CASE, country: 'KR', classes: ['intimate'] }))).toBe('L2');
  });
});
