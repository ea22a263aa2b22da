// Keys of logs and witnesses, as files and as text.
import { chmod, open, readFile, stat } from 'node:fs/promises';
import {
  makeSignerKey,
  readSignerKey,
  readVerifierKey,
  type SignerKey,
  type VerifierKey,
  writeSignerKey,
  writeVerifierKey,
} from '../../translog/notes/key.ts';
import type { LogParts } from './log-parts.ts';
import { CommandError, EXIT, type Output } from './output.ts';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
const SEED_BYTES = 32;

/** Prints the public key: it is what others are given. */
export async function makeKey(
  { sha256, random }: LogParts,
  name: string,
  out: string,
  isWitness: boolean,
  output: Output,
): Promise<void> {
  const key = await makeSignerKey(sha256, name, isWitness ? 'cosignature' : 'note', random(SEED_BYTES));
  const file = await open(out, 'wx', OWNER_ONLY).catch((error: unknown) => {
    throw new CommandError(
      'key.exists',
      `${out} cannot be made: ${String(error)}`,
      'choose another file: a key is never replaced',
    );
  });
  try {
    await file.writeFile(`${writeSignerKey(key)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(out, OWNER_ONLY);
  const publicKey = writeVerifierKey(key);
  output.note(`the private key is in ${out}; the public key, for everybody:`);
  output.result({ name, publicKey, file: out }, [publicKey]);
}

/** A file that anybody else can read is refused. */
export async function signerKey({ sha256 }: LogParts, file: string): Promise<SignerKey> {
  const text = await textOf(file);
  const { mode } = await stat(file);
  if ((mode & OTHERS) !== 0)
    throw new CommandError('key.readable', `${file} can be read by others`, `chmod 600 ${file}`, EXIT.usage);
  return readSignerKey(sha256, text);
}

/** @param fileOrKey the key itself, or a file that holds it in its first line */
export async function verifierKey({ sha256 }: LogParts, fileOrKey: string): Promise<VerifierKey> {
  return readVerifierKey(sha256, fileOrKey.split('+').length >= 3 ? fileOrKey : await textOf(fileOrKey));
}

async function textOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(
      'key.missing',
      `${file} cannot be read: ${String(error)}`,
      'redress log keygen makes a key',
      EXIT.missing,
    );
  });
  return text.split('\n')[0] ?? '';
}
