// Runs inside a thread: proofs and parsing of one mail at a time. It has no resolver of its own; look-ups are asked of the
// desk, so that this code needs no network. Started by thread-host.ts, which ends it when a mail takes too much.
import { parentPort } from 'node:worker_threads';
import { useLeanBlobs } from './lean-blob.ts';
import { hasTooManyLines } from './mail-limits.ts';
import { parseLetter } from './parse-letter.ts';
import { NO_PROOFS, proofsOf } from './proofs.ts';
import type { FromThread, ToThread } from './thread-words.ts';

interface Asked {
  readonly found: (answer: unknown) => void;
  readonly notFound: (error: Error) => void;
}

useLeanBlobs();
const asked = new Map<number, Asked>();
let questions = 0;
const say = (words: FromThread): void => parentPort?.postMessage(words);

function lookUp(name: string, type: string): Promise<unknown> {
  questions += 1;
  const question = questions;
  say({ kind: 'look-up', question, name, type });
  return new Promise((found, notFound) => asked.set(question, { found, notFound }));
}

async function read({ raw, deskHost, check }: Extract<ToThread, { kind: 'read' }>): Promise<void> {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const isChecked = check && !hasTooManyLines(mail);
  const proofs = isChecked ? await proofsOf(mail, lookUp, deskHost) : NO_PROOFS;
  say({ kind: 'done', findings: { proofs, letter: await parseLetter(mail) } });
}

function heard(words: ToThread): void {
  if (words.kind === 'read') return void read(words);
  const { found, notFound } = asked.get(words.question) ?? {};
  asked.delete(words.question);
  if (words.kind === 'found') found?.(words.answer);
  else notFound?.(Object.assign(new Error(`DNS: ${words.code}`), { code: words.code }));
}

parentPort?.on('message', heard);
say({ kind: 'ready' });
