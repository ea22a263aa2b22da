// Receipts form a chain: each event that holds what a platform answered, and what was seen there, carries its own digest and that of the
// one before it. Whoever changes, adds or takes out one of them has to change all that follow. Of the newest alone it shows only a change
// that left its digest as it was: what was cut off at the end is seen by whoever kept the last digest.
import type { CaseEvent, ChainLink, Recorded } from './event.ts';

const KINDS = ['copy-preserved', 'action-recorded', 'copy-verified', 'copy-rechecked'] as const;
type LinkEvent = Extract<CaseEvent, { readonly kind: (typeof KINDS)[number] }>;

const FIRST_PREV = '0'.repeat(64);

/** @returns 64 hex digits of the text's UTF-8 bytes */
type Sha256 = (text: string) => string;

const isLink = (event: Recorded): event is Recorded<LinkEvent> => KINDS.some((kind) => kind === event.kind);

/** The digest of the last link after an event. */
export const headAfter = (head: string | null, event: Recorded): string | null =>
  isLink(event) ? (event.link?.digest ?? head) : head;

/**
 * New events with their links, in order.
 * @param head the digest of the case's last link; null: there is none
 */
export function linked(
  events: readonly Recorded[],
  head: string | null,
  sha256: Sha256,
): readonly Recorded[] {
  let prev = head ?? FIRST_PREV;
  return events.map((event) => {
    if (!isLink(event)) return event;
    const link = { prev, digest: sha256(linkText(event, prev)) };
    prev = link.digest;
    return { ...event, link };
  });
}

export type ChainReport =
  /** `unlinked`: from before there was a chain. `head`: the last digest, or null. */
  | {
      readonly kind: 'whole';
      readonly links: number;
      readonly unlinked: number;
      readonly head: string | null;
    }
  /** `changed`: it is not what its digest says. `out-of-place`: it does not follow from the link before it. `unlinked`: it has none. */
  | { readonly kind: 'broken'; readonly seq: number; readonly why: 'changed' | 'out-of-place' | 'unlinked' };

/** Computes the chain of a case anew; the first event that does not fit is named. */
export function checkChain(events: readonly Recorded[], sha256: Sha256): ChainReport {
  let [head, links, unlinked]: [string | null, number, number] = [null, 0, 0];
  for (const event of events.filter(isLink)) {
    const why =
      event.link === undefined ? (links > 0 ? 'unlinked' : null) : faultOf(event, event.link, head, sha256);
    if (why !== null) return { kind: 'broken', seq: event.seq, why };
    if (event.link === undefined) unlinked += 1;
    else [head, links] = [event.link.digest, links + 1];
  }
  return { kind: 'whole', links, unlinked, head };
}

function faultOf(
  event: Recorded<LinkEvent>,
  { prev, digest }: ChainLink,
  head: string | null,
  sha256: Sha256,
): 'changed' | 'out-of-place' | null {
  if (sha256(linkText(event, prev)) !== digest) return 'changed';
  return prev === (head ?? FIRST_PREV) ? null : 'out-of-place';
}

/** The event as one text, whatever the order of its members, with its number, its time, its actor and the digest before it. */
const linkText = ({ link: _, ...event }: Recorded<LinkEvent>, prev: string): string =>
  sorted({ ...event, prev });

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${sorted(part)}`).join(',')}}`;
}
