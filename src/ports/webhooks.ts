// Programs that are told of cases, and what must still be told to each. Rows are the truth; they are written with the events of their case.
import type { SignedAct } from '../domain/case/event.ts';
import type { CaseId, CaseNumber, PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly addedAt: Instant;
  readonly addedBy: PersonId;
}

/** One event for one receiver. */
export interface DeliveryKey {
  readonly webhook: string;
  readonly case: CaseId;
  /** Number of the event in its case. */
  readonly seq: number;
}

export interface Delivery extends DeliveryKey {
  /** The bytes that are sent, each time the same. */
  readonly body: string;
  /** 1 on the first try. Once another took it over, this claim is worth nothing. */
  readonly attempt: number;
}

/** How it stands with one receiver. */
export interface WebhookState extends Webhook {
  readonly waiting: number;
  /** Given up, until a person sends them again. */
  readonly dead: number;
}

export interface DeadDelivery extends DeliveryKey {
  readonly number: CaseNumber;
  readonly code: string;
  readonly deadAt: Instant;
  readonly attempts: number;
}

export interface Webhooks {
  /** It is told what happens from now on. @param sealed its secret. @returns false when the name was used before */
  add(webhook: Webhook, sealed: Uint8Array, signature: string): Promise<boolean>;
  /** All that are told something, by name. */
  list(): Promise<readonly WebhookState[]>;
  /** What waits for it is forgotten. @returns false when it was removed before */
  remove(id: string, act: SignedAct): Promise<boolean>;
  sealedSecret(id: string): Promise<Uint8Array | undefined>;
  /** Up to `limit` that are ready, for `leaseMs`: of each case the first that waits, and no other before it was delivered or given up. */
  claim(id: string, now: Instant, limit: number, leaseMs: number): Promise<readonly Delivery[]>;
  delivered(claim: Delivery): Promise<void>;
  retry(claim: Delivery, at: Instant, code: string): Promise<void>;
  giveUp(claim: Delivery, at: Instant, code: string): Promise<void>;
  /** Given up, the first first, behind `after`; at most `limit`. */
  dead(id: string, limit: number, after?: DeliveryKey): Promise<readonly DeadDelivery[]>;
  /** Puts all that were given up back in line. @returns how many */
  again(id: string, at: Instant): Promise<number>;
  /** How many were given up until `at`, and nobody was told of it yet. */
  untold(id: string, at: Instant): Promise<number>;
  told(id: string, at: Instant): Promise<void>;
}

/** What a receiver answered. `gone`: it wants nothing any more (410). */
export type Answered =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly gone: boolean;
      /** It asked to be left alone for so long, in milliseconds; 0: it did not. */
      readonly afterMs: number;
    };

/** Tells one receiver one thing. Never throws. */
export type CallWebhook = (
  to: { readonly url: string; readonly secret: string },
  message: { readonly id: string; readonly body: string; readonly at: Instant },
) => Promise<Answered>;
