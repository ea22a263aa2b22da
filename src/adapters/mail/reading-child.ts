// Runs inside the reading process: proofs and words of one mail at a time. It has no network and no resolver of its own; look-ups are
// asked of the desk. Before each document it says so, so that the desk knows which one broke it.
import type { AttachmentCode, WrittenLetter } from '../../domain/notice/written.ts';
import { hasTooManyLines, isOverLimits } from './mail-limits.ts';
import { NO_PROOFS, proofsOf } from './proofs.ts';
import { type FromProcess, framesIn, type ToProcess } from './reading-words.ts';

/** How the words of a mail are read; `opens` is asked before each document. */
export type ReadWords = (
  raw: Buffer,
  opener: { opens(index: number): AttachmentCode | undefined },
) => Promise<WrittenLetter>;

interface Asked {
  readonly found: (answer: unknown) => void;
  readonly notFound: (error: Error) => void;
}

const asked = new Map<number, Asked>();
let questions = 0;

/** Blocks until it is written: what breaks the process next must not take it along. */
function say(words: FromProcess): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

/** Serves the desk until it closes its end. */
export async function serveReadings(readWords: ReadWords): Promise<void> {
  say({ kind: 'ready' });
  let request: Extract<ToProcess, { kind: 'read' }> | undefined;
  for await (const bytes of framesIn(process.stdin)) {
    if (request !== undefined) {
      void read(bytes, request, readWords);
      request = undefined;
      continue;
    }
    const words = JSON.parse(bytes.toString('utf8')) as ToProcess;
    if (words.kind === 'read') request = words;
    else heard(words);
  }
  process.exit(0);
}

async function read(
  raw: Buffer,
  request: Extract<ToProcess, { kind: 'read' }>,
  readWords: ReadWords,
): Promise<void> {
  const { deskHost, check, without, all } = request;
  const isChecked = check && !hasTooManyLines(raw);
  const proofs = isChecked ? await proofsOf(raw, lookUp, deskHost) : NO_PROOFS;
  const opens = (index: number): AttachmentCode | undefined => {
    if (!all && without[index] === undefined) say({ kind: 'opens', index });
    return without[index] ?? (all ? 'attachment.too-large' : undefined);
  };
  say({
    kind: 'done',
    findings: { proofs, letter: isOverLimits(raw) ? null : await readWords(raw, { opens }) },
  });
}

function lookUp(name: string, type: string): Promise<unknown> {
  questions += 1;
  const question = questions;
  say({ kind: 'look-up', question, name, type });
  return new Promise((found, notFound) => asked.set(question, { found, notFound }));
}

function heard(words: Exclude<ToProcess, { kind: 'read' }>): void {
  const { found, notFound } = asked.get(words.question) ?? {};
  asked.delete(words.question);
  if (words.kind === 'found') found?.(words.answer);
  else notFound?.(Object.assign(new Error(`DNS: ${words.code}`), { code: words.code }));
}
