// How many bytes of mail may be in memory at once, over all connections. Beyond it a peer is asked to come again.
// Small mails are not counted: somebody who holds many large ones open must not keep ordinary letters out.

export interface ByteBudget {
  /** What one mail holds, at first nothing. */
  open(): ByteShare;
}

export interface ByteShare {
  /** Makes the share `bytes` in all. False when that is too much now; the share is then as it was. Less always succeeds. */
  resize(bytes: number): boolean;
}

/** @param total bytes for all shares; @param free bytes of each share that are not counted */
export function byteBudget(total: number, free: number): ByteBudget {
  let left = total;
  return {
    open() {
      let held = 0;
      return {
        resize(bytes) {
          const counted = Math.max(0, bytes - free);
          if (counted > held && counted - held > left) return false;
          left += held - counted;
          held = counted;
          return true;
        },
      };
    },
  };
}
