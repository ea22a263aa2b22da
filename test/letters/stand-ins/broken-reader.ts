// Stands in for a process of words that one mail breaks, and every other one does not.
import { serveReadings } from '../../../src/adapters/mail/words-child.ts';

await serveReadings(async (raw) => {
  if (raw.includes('break the words')) process.exit(3);
  return {
    subject: 'read',
    isAutomatic: false,
    report: null,
    date: null,
    parts: [],
    unread: [],
    isDamaged: false,
  };
});
