// Runs inside the process that reads letters: the words of one mail at a time. Before each document it says so, so that the desk knows
// which one broke it. It is asked for no proofs.
import type { AttachmentCode, WrittenLetter } from '../../domain/notice/written.ts';
import { isOverLimits } from './mail-limits.ts';
import { say, serve } from './child.ts';

/** How the words of a mail are read; `opens` is asked before each document. */
export type ReadWords = (
  raw: Buffer,
  opener: { opens(index: number): AttachmentCode | undefined },
) => Promise<WrittenLetter>;

/** Serves the desk until it closes its end. */
export function serveReadings(readWords: ReadWords): Promise<void> {
  // What reads PDF leaves promises behind that fail with nobody listening: its own answer comes all the same, or its time ends.
  process.on('unhandledRejection', () => undefined);
  return serve(async (raw, request) => {
    if (request.kind !== 'read') return;
    const { without, all } = request;
    const opens = (index: number): AttachmentCode | undefined => {
      if (!all && without[index] === undefined) say({ kind: 'opens', index });
      return without[index] ?? (all ? 'attachment.too-large' : undefined);
    };
    say({ kind: 'read', letter: isOverLimits(raw) ? null : await readWords(raw, { opens }) });
  });
}
