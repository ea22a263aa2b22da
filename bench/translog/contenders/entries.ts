// Entries that both sides make alike, and what both report of themselves.

import { readFileSync } from 'node:fs';

const KIB_PER_MIB = 1024;

/** Its index in eight bytes, then zeroes. */
export function entryAt(index: number, bytes: number): Uint8Array {
  const entry = new Uint8Array(bytes);
  new DataView(entry.buffer).setBigUint64(0, BigInt(index));
  return entry;
}

/** The most memory that this process has held; 0 where the system does not tell. */
export function peakMiB(): number {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number(kib ?? 0) / KIB_PER_MIB;
  } catch {
    return 0;
  }
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
