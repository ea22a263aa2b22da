// A proof that can be checked without asking anybody (C2SP tlog-proof): where the entry is, the way to the root, and the checkpoint.

import { concat, fromBase64, textOf, toBase64, utf8 } from '../bytes.ts';
import type { Hash } from '../tree/hash.ts';
import { readNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';
import { MOST_PROOF_LINES, readHash } from './witness-request.ts';

const HEAD = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';

export type ProofFile = {
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The note, byte for byte. */
  readonly checkpoint: Uint8Array;
  /** Whatever the writer liked. Nothing vouches for it. */
  readonly extra?: Uint8Array;
};

export function writeProofFile({ index, proof, checkpoint, extra }: ProofFile): Uint8Array {
  const more = extra === undefined ? '' : `${EXTRA}${toBase64(extra)}\n`;
  const lines = proof.map((hash) => `${toBase64(hash)}\n`).join('');
  return concat(utf8(`${HEAD}\n${more}${INDEX}${index}\n${lines}\n`), checkpoint);
}

/** @throws TranslogError `log.bad-proof-file`, `log.bad-number`, `log.not-base64`, `log.not-text` */
export function readProofFile(bytes: Uint8Array): ProofFile {
  const text = textOf(bytes);
  const split = text.indexOf('\n\n');
  const [head, ...lines] = text.slice(0, Math.max(0, split)).split('\n');
  if (split < 0 || head !== HEAD) throw badProofFile(`it does not begin with ${HEAD}`);
  const extra = lines[0]?.startsWith(EXTRA) === true ? lines.shift()?.slice(EXTRA.length) : undefined;
  const index = lines.shift() ?? '';
  if (!index.startsWith(INDEX)) throw badProofFile('it does not say which entry it is of');
  if (lines.length > MOST_PROOF_LINES) throw badProofFile('it is longer than any tree is high');
  return {
    index: readNumber(index.slice(INDEX.length), 'the index'),
    proof: lines.map((line) => readHash(line, badProofFile)),
    checkpoint: utf8(text.slice(split + 2)),
    ...(extra === undefined ? {} : { extra: fromBase64(extra) }),
  };
}

const badProofFile = (why: string): TranslogError =>
  new TranslogError('log.bad-proof-file', `not a proof: ${why}`, 'get the file again');
