// A signed request, taken to pieces: the example of RFC 9421, then everything that must make a confirmation worth nothing.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newKey, sign } from '../../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../../adapters/crypto/signatures.ts';
import { authorityId } from '../kernel/ids.ts';
import { after, type Instant, instant, MINUTE, SECOND } from '../kernel/instant.ts';
import type { Authority } from '../notice/authority.ts';
import { checkConfirmation } from './confirmation.ts';
import { type HttpRequest, signatureBase } from './signature-base.ts';
import { readSignatureInput } from './signature-input.ts';

const body = (text: string) => ({ text, sha256: createHash('sha256').update(text).digest('base64') });

describe('the example B.2.6 of RFC 9421', () => {
  const INPUT =
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const KEY = 'JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=';
  const SIGNATURE =
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
  const REQUEST: HttpRequest = {
    method: 'POST',
    target: '/foo?param=Value&Pet=dog',
    headers: [
      ['Host', 'example.com'],
      ['Date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['Content-Type', 'application/json'],
      ['Content-Length', '18'],
    ],
    body: body('{"hello": "world"}'),
  };
  const input = readSignatureInput(INPUT)?.[0];
  const holds = (request: HttpRequest): boolean =>
    ed25519Signatures.verify(KEY, signatureBase(request, input!) ?? '', SIGNATURE);

  test('gives its signature base, and its signature holds (A18)', () => {
    expect(signatureBase(REQUEST, input!)?.split('\n')).toEqual([
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@method": POST',
      '"@path": /foo',
      '"@authority": example.com',
      '"content-type": application/json',
      '"content-length": 18',
      `"@signature-params": ${INPUT.slice('sig-b26='.length)}`,
    ]);
    expect(holds(REQUEST)).toBe(true);
  });

  test('holds for no other method, path, host or date', () => {
    const [, ...rest] = REQUEST.headers;
    const others = [
      { ...REQUEST, method: 'PUT' },
      { ...REQUEST, target: '/fo' },
      { ...REQUEST, headers: [['Host', 'example.org'] as const, ...rest] },
      { ...REQUEST, headers: [...REQUEST.headers, ['date', 'again'] as const] },
    ];
    expect(others.map(holds)).toEqual([false, false, false, false]);
  });
});

describe('the field Signature-Input', () => {
  test.each([
    'sig=("@method" "@method");created=1',
    'sig=("@method");created=1;created=2',
    'sig=("content-digest";req);created=1',
    'sig=("@method");created=1.5',
    'sig=("@method");created=1,sig=("@path");created=1',
    'sig=("@Method");created=1',
    'sig=("@method")created=1',
    'sig=();keyid="a',
    'sig',
  ])('%s is not read', (field) => {
    expect(readSignatureInput(field)).toBeNull();
  });

  test('keeps commas and quotes in strings apart from those between members', () => {
    expect(readSignatureInput(String.raw`a=("@method");keyid="x,\"y";created=-5, b=()`)).toEqual([
      {
        label: 'a',
        covers: ['@method'],
        params: [
          ['keyid', 'x,"y'],
          ['created', -5],
        ],
      },
      { label: 'b', covers: [], params: [] },
    ]);
  });
});

const NOW = instant(Date.UTC(2026, 10, 30));
const PAIR = newKey();
const BOARD = {
  id: authorityId('board'),
  keys: [{ id: 'board/1', publicKey: PAIR.publicKey }],
} as unknown as Authority;
const SAYS = { case: 'R-26-0001', itemsDigest: 'a'.repeat(64), statement: 'this list is ours' };

interface Made {
  readonly covers?: string;
  readonly created?: Instant;
  readonly nonce?: string;
  readonly more?: string;
  readonly says?: object;
  readonly keyid?: string;
  readonly method?: string;
  readonly host?: string;
  readonly privateKey?: string;
}

/** A request as an authority would make it. */
function made({
  covers,
  created = NOW,
  nonce = 'n'.repeat(16),
  more = '',
  says = SAYS,
  ...other
}: Made = {}): HttpRequest {
  const { keyid = 'board/1', method = 'POST', host = 'desk.example', privateKey = PAIR.privateKey } = other;
  const content = body(JSON.stringify(says));
  const params = `(${covers ?? '"@method" "@target-uri" "content-digest"'});created=${created / SECOND};keyid="${keyid}";nonce="${nonce}"${more}`;
  const plain = {
    method,
    target: '/confirmations',
    headers: [
      ['Host', host],
      ['Content-Digest', `sha-256=:${content.sha256}:`],
    ] as const,
    body: content,
  };
  const base = signatureBase(plain, readSignatureInput(`s=${params}`)![0]!) ?? '';
  const signature = sign(privateKey, base);
  return {
    ...plain,
    headers: [...plain.headers, ['Signature-Input', `s=${params}`], ['Signature', `s=:${signature}:`]],
  };
}
const answer = (request: HttpRequest, now = NOW, enrolled: readonly Authority[] = [BOARD]): string => {
  const checked = checkConfirmation(request, enrolled, 'desk.example', now, ed25519Signatures.verify);
  return checked.ok ? 'ok' : checked.error.code;
};

describe('a confirmation', () => {
  test('holds, and says who confirmed which list', () => {
    const checked = checkConfirmation(made(), [BOARD], 'desk.example', NOW, ed25519Signatures.verify);
    expect(checked).toMatchObject({
      ok: true,
      value: { ...SAYS, authority: 'board', keyId: 'board/1', created: NOW },
    });
    expect(answer(made({ covers: '"@method" "@authority" "@path" "content-digest"' }))).toBe('ok');
  });

  test.each<[string, string, Made]>([
    ['another host', 'confirmation.wrong-desk', { host: 'other.example' }],
    ['a key nobody enrolled', 'confirmation.unknown-key', { keyid: 'board/2' }],
    ["another's key", 'confirmation.signature', { privateKey: newKey().privateKey }],
    ['no digest among what is signed', 'confirmation.coverage', { covers: '"@method" "@target-uri"' }],
    ['no target', 'confirmation.coverage', { covers: '"@method" "@path" "content-digest"' }],
    ['no method', 'confirmation.coverage', { covers: '"@target-uri" "content-digest"' }],
    ['a short nonce', 'confirmation.coverage', { nonce: 'short' }],
    ['another algorithm', 'confirmation.coverage', { more: ';alg="rsa-pss-sha512"' }],
    ['its own end', 'confirmation.stale', { more: `;expires=${NOW / SECOND - 1}` }],
    ['no statement', 'confirmation.body', { says: { ...SAYS, statement: '' } }],
    ['no digest of a list', 'confirmation.body', { says: { ...SAYS, itemsDigest: 'A'.repeat(64) } }],
    ['two cases', 'confirmation.body', { says: { ...SAYS, documentNumber: '1' } }],
    ['another method', 'confirmation.body', { method: 'PUT' }],
  ])('with %s is worth nothing (A19)', (_, code, changes) => {
    expect(answer(made(changes))).toBe(code);
  });

  test('is worth nothing with another body, or with a digest of it that was not signed (A21)', () => {
    const request = made();
    const other = body(JSON.stringify({ ...SAYS, itemsDigest: 'b'.repeat(64) }));
    expect(answer({ ...request, body: other })).toBe('confirmation.digest');
    const headers = request.headers.map(([name, value]) =>
      name === 'Content-Digest' ? ([name, `sha-256=:${other.sha256}:`] as const) : ([name, value] as const),
    );
    expect(answer({ ...request, headers, body: other })).toBe('confirmation.signature');
    const unsigned = request.headers.filter(([name]) => name !== 'Signature-Input');
    expect(answer({ ...request, headers: unsigned })).toBe('confirmation.unsigned');
  });

  test('lives five minutes to either side, and no longer than its key (A20)', () => {
    const at = (minutes: number): Instant => after(NOW, minutes * MINUTE);
    expect([-5, 5].map((minutes) => answer(made(), at(minutes)))).toEqual(['ok', 'ok']);
    expect([-6, 6].map((minutes) => answer(made(), at(minutes)))).toEqual([
      'confirmation.stale',
      'confirmation.stale',
    ]);
    expect(answer(made(), NOW, [{ ...BOARD, keys: [] }])).toBe('confirmation.unknown-key');
  });
});
