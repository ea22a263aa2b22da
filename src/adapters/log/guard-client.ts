// Asks those who stand guard: the log's own signer over its socket, and witnesses over HTTP. Each says which tree it signed last, and gets the
// proof from there.

import { request } from 'node:http';
import { concat, textOf, utf8 } from '../../translog/bytes.ts';
import { OtherSize } from '../../translog/log/guard.ts';
import type { SignCheckpoint } from '../../translog/log/log-writer.ts';
import { readCheckpointText } from '../../translog/notes/checkpoint.ts';
import { parseNote, parseSignature, verifyNote, writeSignature } from '../../translog/notes/note.ts';
import type { VerifierKey } from '../../translog/notes/key.ts';
import { type ProofFile, writeProofFile } from '../../translog/notes/proof-file.ts';
import { isQuorum, type Policy, type PolicyKey } from '../../translog/notes/policy.ts';
import { writeWitnessRequest } from '../../translog/notes/witness-request.ts';
import { readNumber } from '../../translog/tree/size.ts';
import type { Hash } from '../../translog/tree/hash.ts';
import { TranslogError } from '../../translog/translog-error.ts';

const LONGEST_ANSWER_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;
const [OK, CONFLICT, GONE, UNPROVEN] = [200, 409, 410, 422];
/** An old copy that grew past what was signed is refused for its proof, not for its size. */
const CURE_FOR_OTHER_HISTORY =
  'this log does not continue what was signed: it was changed, or brought back from an old copy. Bring back the newest copy of its files; ' +
  'if there is none, this log cannot go on: begin a new one with a new name and key (redress log begin --reason key-lost)';
const CURE_FOR_ENDED =
  'write to the log that follows. If this one has grown since, somebody goes on with it: keep its files, they may prove it';

type Reply = { readonly status: number; readonly body: string };

/** @param socket the path of the signer's Unix socket */
export function signerAt(socket: string): SignCheckpoint {
  return ({ old, proof, now }, text) =>
    askSigner(socket, '/sign', writeWitnessRequest({ old, proof, checkpoint: utf8(text) }), now.size);
}

/** Tells the signer that its log has ended, by the proof of its last entry with the entry in it. Once more does no harm. */
export async function endAt(socket: string, proof: ProofFile): Promise<void> {
  await askSigner(socket, '/end', writeProofFile(proof), proof.index + 1);
}

async function askSigner(
  socket: string,
  path: '/sign' | '/end',
  asked: Uint8Array,
  size: number,
): Promise<Uint8Array> {
  const { status, body } = await postToSocket(socket, path, asked);
  if (status === OK) return utf8(body);
  if (status === CONFLICT)
    throw new OtherSize(readNumber(body.trim(), 'the size that the signer names'), size);
  if (status === GONE)
    throw new TranslogError('log.ended', `the signer says: ${body.trim().slice(0, 300)}`, CURE_FOR_ENDED);
  throw new TranslogError(
    'log.signer-refused',
    `the signer answered ${status}: ${body.trim().slice(0, 300)}`,
    status === UNPROVEN ? CURE_FOR_OTHER_HISTORY : 'read what the signer says',
  );
}

function postToSocket(socketPath: string, path: string, body: Uint8Array): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method: 'POST', timeout: LONGEST_ANSWER_MS }, (reply) => {
      let said = '';
      reply.setEncoding('utf8');
      reply.on('data', (text: string) => {
        said = (said + text).slice(0, MOST_ANSWER_BYTES);
      });
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, body: said });
      });
      reply.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', ({ message }) => {
      reject(
        new TranslogError(
          'log.no-signer',
          `the signer cannot be reached: ${message}`,
          'start it: redress log signer --help',
        ),
      );
    });
    asked.end(body);
  });
}

export type Cosigned = {
  /** The checkpoint with the cosignatures that came. */
  readonly note: Uint8Array;
  readonly signedBy: readonly string[];
  readonly failed: readonly { readonly witness: string; readonly why: string }[];
  /** Whether they are enough by the policy. */
  readonly isQuorum: boolean;
};

/**
 * Asks all witnesses of the policy that have an address, at the same time. One that is away or refuses is named and does not stop the others.
 * @param known the size that each witness signed last, as far as it is known; kept up to date
 */
export async function collectCosignatures(
  policy: Policy,
  checkpoint: Uint8Array,
  proofFrom: (size: number) => Promise<readonly Hash[]>,
  known: Map<string, number>,
): Promise<Cosigned> {
  const asked = [...policy.witnesses].filter(([, { url }]) => url !== undefined);
  const answers = await Promise.allSettled(
    asked.map(([name, witness]) => cosignature(witness, checkpoint, proofFrom, name, known)),
  );
  const lines = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = answers.flatMap((one, at) =>
    one.status === 'rejected' ? [{ witness: asked[at]?.[0] ?? '', why: String(one.reason) }] : [],
  );
  return {
    note: concat(checkpoint, ...lines.map(({ line }) => utf8(line))),
    signedBy: lines.map(({ name }) => name),
    failed,
    isQuorum: isQuorum(
      policy,
      lines.map(({ key }) => key),
    ),
  };
}

async function cosignature(
  { key, url = '' }: PolicyKey,
  checkpoint: Uint8Array,
  proofFrom: (size: number) => Promise<readonly Hash[]>,
  name: string,
  known: Map<string, number>,
): Promise<{ readonly name: string; readonly key: VerifierKey; readonly line: string }> {
  const { size } = readCheckpointText(parseNote(checkpoint).text);
  const ask = async (old: number): Promise<Reply> =>
    post(url, writeWitnessRequest({ old, proof: old === 0 ? [] : await proofFrom(old), checkpoint }));
  let answer = await ask(known.get(name) ?? 0);
  if (answer.status === CONFLICT) {
    const old = readNumber(answer.body.trim(), 'the size that the witness names');
    if (old > size) throw new OtherSize(old, size);
    answer = await ask(old);
  }
  if (answer.status !== OK)
    throw new Error(`it answered ${answer.status}: ${answer.body.trim().slice(0, 300)}`);
  const line = await ownLine(answer.body, checkpoint, key);
  known.set(name, size);
  return { name, key, line };
}

/** Of the lines that a witness sent, the one that its key made, and that holds. */
async function ownLine(body: string, checkpoint: Uint8Array, key: VerifierKey): Promise<string> {
  const { text } = parseNote(checkpoint);
  const signatures = body.trimEnd().split('\n').map(parseSignature);
  const own = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  await verifyNote({ text, signatures: own }, [key]);
  const [first] = own;
  return first === undefined ? '' : writeSignature(first);
}

async function post(url: string, body: Uint8Array): Promise<Reply> {
  const reply = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: Uint8Array.from(body),
    redirect: 'error',
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of reply.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MOST_ANSWER_BYTES) throw new Error('its answer has no end');
    parts.push(part as Uint8Array);
  }
  return { status: reply.status, body: textOf(concat(...parts)) };
}
