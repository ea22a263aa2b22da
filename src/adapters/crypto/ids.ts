// Ids that sort by the time they were made, with 74 random bits (UUID version 7, RFC 9562).
import { randomBytes } from 'node:crypto';
import type { Ids } from '../../ports/ids.ts';

export const uuidV7: Ids = {
  fresh() {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
};
