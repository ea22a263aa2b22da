// What is found on the way through a mail, part after part.
import type { UnreadFile, WrittenPart } from '../../domain/notice/written.ts';

export interface Findings {
  readonly parts: WrittenPart[];
  readonly unread: UnreadFile[];
  isDamaged: boolean;
  /** Documents opened so far: the same letter counts them the same way each time. */
  documents: number;
  /** Rows of documents read so far. */
  rows: number;
}
