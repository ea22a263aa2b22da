// Where the programs lie that look at mail: two in processes of their own, one in threads of the desk.
import path from 'node:path';
import type { MailPrograms } from '../adapters/mail/mail-reader.ts';

export const MAIL_PROGRAMS: MailPrograms = {
  proofs: path.join(import.meta.dirname, 'proving.ts'),
  words: path.join(import.meta.dirname, 'reading.ts'),
};

/** What understands the words. */
export const LETTER_PROGRAM = path.join(import.meta.dirname, 'understanding.ts');
