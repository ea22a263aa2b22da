// The proof that a log has ended, in one small file: a proof of its last entry (C2SP tlog-proof) with the entry itself in it. The log's signer is
// shown it, and whoever keeps it can prove what is signed with the log's key afterwards.

import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import type { ProofFile } from '../notes/proof-file.ts';
import type { Sha256, TreeHasher } from '../tree/hash.ts';
import { verifyInclusion } from '../tree/inclusion.ts';
import { TranslogError } from '../translog-error.ts';
import { type Ending, endingIn } from './succession.ts';

/**
 * A proof file that a log has ended: of the last entry of a signed checkpoint, with the entry as its extra.
 * @throws TranslogError `log.no-ending`, `log.bad-succession`, `log.proof-wrong`, and whatever `openCheckpoint` refuses
 */
export async function checkEnding(
  hasher: TreeHasher,
  sha256: Sha256,
  { index, proof, checkpoint, extra: entry = new Uint8Array() }: ProofFile,
  key: VerifierKey,
): Promise<Checkpoint & { readonly ending: Ending }> {
  const { origin, size, root } = await openCheckpoint(checkpoint, key);
  const ending = endingIn(sha256, entry, key);
  if (ending === undefined || index !== size - 1)
    throw new TranslogError(
      'log.no-ending',
      'the last entry does not say that the log has ended',
      'redress log end adds that entry first',
    );
  verifyInclusion(hasher, { index, size, leaf: hasher.leaf(entry), proof, root });
  return { origin, size, root, ending };
}
