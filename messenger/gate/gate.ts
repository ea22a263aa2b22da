// The gate in front of uploads: before a file is stored, somebody the operator chose may say no, or say later.
// It sees digest, size, kind and uploader's number, and may read the bytes once.
import { randomUUID } from 'node:crypto';
import { REASONS, type Reason } from '../admin/reasons.ts';
import { Problem } from '../http/problems.ts';
import type { Queryable } from '../store/database.ts';
import { callHook } from './call.ts';
import { createOnceAddresses, type OnceAddresses } from './once.ts';
import { type GateSettings, readGate } from './settings.ts';

/** Questions at once: each holds the bytes of its file in memory. One more counts as not answered. */
const MAX_OPEN = 16;
const RETRY_AFTER_S = 30;

export interface Upload {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  readonly uploader: number;
  readonly content: Buffer;
}

/** `free`: stored and shown. `held`: stored, and shown to nobody until it is decided. `missed`: as `free`, but nobody answered. */
export type Passage = 'free' | 'held' | 'missed';

export interface Gate {
  /** Asks about an upload. Throws 422 `media.refused`, or 503 `gate.unavailable` when a closed gate does not answer. */
  pass(upload: Upload): Promise<Passage>;
  /** Answers since the start. */
  readonly asked: Readonly<Record<'allow' | 'refuse' | 'defer' | 'failed', number>>;
  readonly privateAllowed: boolean;
  readonly addresses: OnceAddresses;
}

export interface GateParts {
  readonly database: Queryable;
  /** Public address of this server, without a trailing slash. */
  readonly origin: () => string;
  readonly privateAllowed: boolean;
}

type Verdict =
  | { readonly verdict: 'allow' | 'defer' }
  | { readonly verdict: 'refuse'; readonly code: Reason };

/** The gate of one server. */
export function createGate({ database, origin, privateAllowed }: GateParts): Gate {
  const asked = { allow: 0, refuse: 0, defer: 0, failed: 0 };
  const addresses = createOnceAddresses();
  let open = 0;

  async function ask(settings: GateSettings, { content, ...facts }: Upload): Promise<Verdict | undefined> {
    if (open >= MAX_OPEN) return undefined;
    open += 1;
    const once = addresses.open(async () => content, settings.budgetMs);
    const address = addressOf(origin(), once.token);
    const question = { id: randomUUID(), ...facts, address, at: new Date().toISOString() };
    try {
      return verdictOf(await callHook({ ...settings, privateAllowed }, JSON.stringify(question)));
    } catch {
      // Why it failed may hold what the other side sent; that it failed is counted.
      return undefined;
    } finally {
      once.close();
      open -= 1;
    }
  }

  return {
    asked,
    privateAllowed,
    addresses,
    async pass(upload) {
      const settings = await readGate(database);
      if (settings === undefined) return 'free';
      const answer = await ask(settings, upload);
      asked[answer?.verdict ?? 'failed'] += 1;
      if (answer === undefined) return missed(settings);
      if (answer.verdict === 'refuse') throw refused(answer.code);
      return answer.verdict === 'defer' ? 'held' : 'free';
    },
  };
}

/** Where bytes can be read once. */
export function addressOf(origin: string, token: string): string {
  return `${origin}/gate/bytes/${token}`;
}

/** Undefined for everything that is no verdict. A refusal whose code we do not know is a refusal by the terms. */
function verdictOf(text: string): Verdict | undefined {
  const { verdict, code } = (JSON.parse(text) ?? {}) as { verdict?: unknown; code?: unknown };
  if (verdict === 'allow' || verdict === 'defer') return { verdict };
  if (verdict !== 'refuse') return undefined;
  return { verdict, code: REASONS.find((reason) => reason === code) ?? 'terms' };
}

function missed({ onError }: GateSettings): Passage {
  if (onError === 'open') return 'missed';
  throw new Problem(503, 'gate.unavailable', 'Files cannot be checked now. Try again soon.', RETRY_AFTER_S);
}

function refused(reason: Reason): Problem {
  return new Problem(422, 'media.refused', 'This file is not taken here. Nothing was stored.', undefined, {
    reason,
  });
}
