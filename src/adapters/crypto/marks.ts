// Marks by HMAC-SHA-256 (RFC 2104), cut to 128 bits (its section 5), under a key in a file of the desk's own, outside of the database.
import { createHmac } from 'node:crypto';
import type { Marks } from '../../ports/marks.ts';

const HEX_DIGITS = 32;

/** @param key 32 bytes */
export const keyedMarks = (key: Uint8Array): Marks => ({
  mark: (text) => createHmac('sha256', key).update(text).digest('hex').slice(0, HEX_DIGITS),
});
