// What the tests of published vectors share: the hash, the few keys that others print with their tests, and the answer of our library as
// one word. Where each vector comes from, and which are not run, is in test/vectors/translog/README.md.

import { createHash } from 'node:crypto';
import { utf8 } from '../../../src/translog/bytes.ts';
import { readSignerKey } from '../../../src/translog/notes/key.ts';
import { TranslogError } from '../../../src/translog/translog-error.ts';
import { treeHasher } from '../../../src/translog/tree/hash.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest());
export const hasher = treeHasher(sha256);
export const hex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'));
/** 32 bytes of which only the first few are given: sigsum-go writes its hashes, keys and seeds so. */
export const beginning = (...bytes: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => bytes[at] ?? 0);

/** The example key of Go's package, and what its seed is. */
export const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
export const PETER_SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
export const peter = await readSignerKey(sha256, PETER_SECRET);
/** Go's checksum database signs with a key whose name is not the log's origin. The key is in every Go toolchain. */
export const SUM_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
export const SUM_ORIGIN = 'go.sum database tree';
/** What the go command got from the database on 2026-11-30. */
export const SUM_LATEST = utf8(
  `${SUM_ORIGIN}\n72097574\nTN5X3MLGTDFnVRn7RF0+aSqn9MdPDdly11pPObF1Ti8=\n\n` +
    '— sum.golang.org Az3grqWEGn3sDlsyQ9ppBk0lZ6N+PyvyN98h/w05RN0Kd0gEPt5lnWXQ0GU4cdmhWiTJp6w7TVjS+LEx1xKeKQ+9EAk=\n',
);

/** `accepted`, or the code of the refusal. Anything else that is thrown is a fault and stays one. */
export async function answerOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'accepted';
  } catch (error) {
    if (error instanceof TranslogError) return error.code;
    throw error;
  }
}

/** What stands for a published text that is made here and not copied: SHA-256 of it, in hexadecimal. */
export const digestOf = (...texts: readonly (string | Uint8Array)[]): string =>
  createHash('sha256')
    .update(Buffer.concat(texts.map((text) => Buffer.from(text))))
    .digest('hex');
