// The library of encrypted rooms alone: what is sealed opens in its place and nowhere else.
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../messenger/crypto/bytes.ts';
import { SealRefusal } from '../../messenger/crypto/refusal.ts';
import { keyOfFragment, linkWithKey, newRoomKey } from '../../messenger/crypto/room-key.ts';
import { openFile, sealFile } from '../../messenger/crypto/sealed-files.ts';
import { openMessage, sealMessage } from '../../messenger/crypto/sealed-messages.ts';

const PLACE = { room: 7, author: 3 };
const BYTES = new Uint8Array(100_000).map((_byte, at) => at % 251);

const faultOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof SealRefusal ? error.fault : String(error)),
  );

async function picture() {
  const { ciphertext, file } = await sealFile(BYTES);
  return { ciphertext, file: { ...file, blob: 'abcdefgh12345678', mime: 'image/png' as const } };
}

/** One bit of the last byte. */
function changed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1);
}

it('words and the keys of files come back as they were sealed', async () => {
  const key = newRoomKey();
  const { file } = await picture();
  const small = (await picture()).file;
  const message = {
    text: '강가에서 다섯 시',
    files: [{ ...file, width: 4, height: 3, thumbnail: { ...small, mime: 'image/webp' as const } }],
  };
  const opened = await openMessage(key, PLACE, await sealMessage(key, PLACE, message));
  expect(opened).toMatchObject({ text: message.text, files: [{ blob: file.blob, width: 4, height: 3 }] });
  expect(opened.files[0]?.thumbnail?.key).toBe(small.key);
});

it('a seal opens in its own room, by its own author, with its own key only', async () => {
  const key = newRoomKey();
  const sealed = await sealMessage(key, PLACE, { text: 'here', files: [] });
  const [head, nonce, body = ''] = sealed.split('.');
  const damaged = `${head}.${nonce}.${toBase64url(changed(fromBase64url(body) ?? new Uint8Array(1)))}`;
  expect(await faultOf(openMessage(key, PLACE, sealed))).toBe('opened');
  expect(await faultOf(openMessage(newRoomKey(), PLACE, sealed))).toBe('broken');
  expect(await faultOf(openMessage(key, { ...PLACE, room: 8 }, sealed))).toBe('broken');
  expect(await faultOf(openMessage(key, { ...PLACE, author: 4 }, sealed))).toBe('broken');
  expect(await faultOf(openMessage(key, PLACE, damaged))).toBe('broken');
  expect(await faultOf(openMessage(key, PLACE, 'just words'))).toBe('form');
  expect(await faultOf(openMessage('short', PLACE, sealed))).toBe('key');
});

it('a file opens with its own key; changed ciphertext is refused', async () => {
  const { ciphertext, file } = await picture();
  expect(await openFile(ciphertext, file)).toEqual(BYTES);
  expect(await faultOf(openFile(changed(ciphertext), file))).toBe('broken');
  expect(await faultOf(openFile(ciphertext.slice(0, -1), file))).toBe('broken');
  expect(await faultOf(openFile(ciphertext, { ...file, key: 'short' }))).toBe('key');
  expect(await faultOf(openFile(ciphertext, { ...file, iv: 'short' }))).toBe('key');
});

it('the same file sealed twice has nothing in common', async () => {
  const [once, again] = [await picture(), await picture()];
  expect(once.file.key).not.toBe(again.file.key);
  expect(once.file.sha256).not.toBe(again.file.sha256);
});

it.each([
  ['a kind that runs as a page', { mime: 'text/html' }],
  ['an address instead of a blob', { blob: '../../admin/v1/x' }],
  ['a short key', { key: 'abc' }],
  ['a digest that is none', { sha256: 'abc' }],
])('%s inside a seal is refused, though a member sealed it', async (_what, part) => {
  const key = newRoomKey();
  const { file } = await picture();
  const message = { files: [{ ...file, ...part }] } as never;
  expect(await faultOf(openMessage(key, PLACE, await sealMessage(key, PLACE, message)))).toBe('form');
});

it('the room key travels behind the # of a link and nowhere else', () => {
  const key = newRoomKey();
  const link = linkWithKey('http://yeoul.example/i/yi_abc#old', key);
  expect(keyOfFragment(new URL(link).hash)).toBe(key);
  expect(new URL(link).pathname + new URL(link).search).not.toContain(key);
  expect(keyOfFragment('#yk1.short')).toBeUndefined();
  expect(keyOfFragment('')).toBeUndefined();
});
