// A signed checkpoint for both sides to verify.

import { sha256 } from '../../src/adapters/log/sha256.ts';
import { checkpointText } from '../../src/translog/notes/checkpoint.ts';
import { makeSignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../src/translog/notes/note.ts';

const SEED_BYTES = 32;
const SIZE = 123_456_789;

export async function someCheckpoint(): Promise<{ readonly note: string; readonly key: string }> {
  const key = await makeSignerKey(sha256, 'bench.example/log', 'note', new Uint8Array(SEED_BYTES).fill(7));
  const text = checkpointText({ origin: key.name, size: SIZE, root: sha256(new Uint8Array()) });
  const note = writeNote({ text, signatures: [await signText(text, key)] });
  return { note: Buffer.from(note).toString(), key: writeVerifierKey(key) };
}
