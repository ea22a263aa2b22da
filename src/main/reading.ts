// The process in which letters and the files in them are read: nothing but this, so that it can be killed at any moment. Started shut in by
// src/adapters/mail/reading-process.ts; ends with its stdin.
import { readMail } from '../adapters/documents/read-mail.ts';
import { serveReadings } from '../adapters/mail/words-child.ts';

await serveReadings(readMail);
