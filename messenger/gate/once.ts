// Addresses under which bytes can be read once. They live in memory, for minutes; only the hash of each is kept.
import { createHash, randomBytes } from 'node:crypto';

/** Open addresses at once; the oldest gives way. */
const MAX_OPEN = 1_000;

type Read = () => Promise<Buffer | undefined>;

export interface OnceAddresses {
  /** A new token, and a way to take it back. */
  open(read: Read, milliseconds: number): { readonly token: string; close(): void };
  /** The bytes behind a token, the first time and in time only. */
  take(token: string): Promise<Buffer | undefined>;
}

/** No addresses yet. */
export function createOnceAddresses(now: () => number = Date.now): OnceAddresses {
  const open = new Map<string, { readonly read: Read; readonly until: number }>();
  return {
    open(read, milliseconds) {
      const token = randomBytes(32).toString('base64url');
      const key = keyOf(token);
      const [oldest] = open.keys();
      if (open.size >= MAX_OPEN && oldest !== undefined) open.delete(oldest);
      open.set(key, { read, until: now() + milliseconds });
      return { token, close: () => void open.delete(key) };
    },
    async take(token) {
      const key = keyOf(token);
      const found = open.get(key);
      open.delete(key);
      return found === undefined || found.until < now() ? undefined : found.read();
    },
  };
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
