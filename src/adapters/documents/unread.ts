// Why a document was not read: thrown by its reader, and caught once, where a letter's documents are opened.
import type { AttachmentCode } from '../../domain/notice/written.ts';

export class Unread extends Error {
  readonly code: AttachmentCode;
  constructor(code: AttachmentCode, why: string) {
    super(why);
    this.code = code;
  }
}

export const encrypted = (why: string): Unread => new Unread('attachment.encrypted', why);
export const unreadable = (why: string): Unread => new Unread('attachment.unreadable', why);
export const tooLarge = (why: string): Unread => new Unread('attachment.too-large', why);
