// Where the programs lie that look at mail, each in a process of its own.
import path from 'node:path';
import type { MailPrograms } from '../adapters/mail/mail-reader.ts';

export const MAIL_PROGRAMS: MailPrograms = {
  proofs: path.join(import.meta.dirname, 'proving.ts'),
  words: path.join(import.meta.dirname, 'reading.ts'),
};
