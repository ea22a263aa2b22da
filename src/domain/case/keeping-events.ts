// What becomes of what is kept of an item: it is kept longer, once, or no longer. Until when it is kept is said when it begins.
import type { LetterId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** @typeParam Act a signed act. `letter`: the joined letter that asks for it; null where somebody asked in another way. */
export type KeepingEvent<Act> =
  | {
      readonly kind: 'preservation-extended';
      readonly item: number;
      readonly until: Instant;
      readonly letter: LetterId | null;
      readonly act: Act;
    }
  | {
      readonly kind: 'preservation-released';
      readonly item: number;
      readonly letter: LetterId | null;
      readonly act: Act;
    };
