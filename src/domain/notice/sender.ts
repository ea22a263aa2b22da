// Who really sent this letter? The mail guard of docs/adr/0006: every rule must hold, anything else stays a claim (L0).
// A refusal here never drops a letter and never delays its clock; it only withholds power.
import type { AuthorityId } from '../kernel/ids.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { type Authority, authorityOf, type Level } from './authority.ts';

export type GuardCode =
  | 'guard.header-form'
  | 'guard.header-count'
  | 'guard.from-form'
  | 'guard.not-enrolled'
  | 'guard.dmarc'
  | 'guard.dkim-none'
  | 'guard.dkim-invalid'
  | 'guard.dkim-weak-key'
  | 'guard.dkim-domain'
  | 'guard.dkim-length-tag'
  | 'guard.dkim-coverage'
  | 'guard.wrong-recipient'
  | 'guard.date'
  | 'guard.replay'
  | 'guard.dns'
  | 'guard.signing-habit'
  | ScopeCode;

/** The sender is who it says, and asks more than it was enrolled for. */
export type ScopeCode =
  | 'guard.scope-items'
  | 'guard.scope-measure'
  | 'guard.scope-country'
  | 'guard.scope-class';

export interface Signature {
  /** SHA-256 of the decoded signature bytes: what the replay memory keeps. */
  readonly id: string;
  readonly domain: string;
  readonly passed: boolean;
  readonly algorithm: string;
  readonly keyBits: number;
  readonly hasLengthTag: boolean;
  /** Header names covered by `h=`, lower case. */
  readonly covers: readonly string[];
}

/** What was observed about a mail, before anybody judges it. */
export interface SenderFacts {
  readonly headerFormOk: boolean;
  /** How often each header occurs, names in lower case. */
  readonly headers: Readonly<Record<string, number>>;
  /** The one plain mailbox of From in lower case, or null for any other form. */
  readonly from: string | null;
  readonly to: readonly string[];
  readonly date: Instant | null;
  readonly dmarc: string;
  readonly signatures: readonly Signature[];
  readonly dnsFailed: boolean;
  /** True when the replay memory already knows one of the passing signatures. */
  readonly replayed: boolean;
}

export interface Sender {
  readonly level: Level;
  readonly authority: AuthorityId | null;
  /** At L0 the enrolled body whose mailbox stands in From: the claim sets its laws going and gives it no power. */
  readonly claimed?: AuthorityId | null;
  /** Every rule that failed; empty above L0. */
  readonly reasons: readonly GuardCode[];
}

const MAX_AGE = 7 * DAY;
/** Clocks of mail servers differ; a letter from slightly ahead is still today's letter. */
const MAX_AHEAD = DAY;
const MIN_RSA_BITS = 2_048;
const EXACTLY_ONCE = ['from', 'to', 'date', 'message-id'];
const AT_MOST_ONCE = ['subject', 'sender', 'reply-to', 'cc', 'mime-version'];
const ALWAYS_COVERED = ['from', 'to', 'subject', 'date', 'message-id'];
const COVERED_IF_PRESENT = ['cc', 'reply-to', 'sender', 'mime-version'];

/**
 * Judges who sent a letter.
 * @param facts what was observed (DKIM and DMARC by RFC 6376 and 9989; raw header form). SPF is not asked: DMARC passes by DKIM or not at all
 * @param enrolled the authorities known to this desk
 * @param desk this desk's own address, lower case: a letter to another desk is not a letter to us
 */
export function judgeSender(
  facts: SenderFacts,
  enrolled: readonly Authority[],
  desk: string,
  now: Instant,
): Sender {
  const authority = facts.from === null ? undefined : authorityOf(facts.from, enrolled);
  const reasons = [
    ...headerReasons(facts),
    ...(facts.from === null ? (['guard.from-form'] as const) : []),
    ...(authority === undefined ? (['guard.not-enrolled'] as const) : []),
    ...(facts.dnsFailed ? (['guard.dns'] as const) : []),
    ...(facts.dmarc === 'pass' ? [] : (['guard.dmarc'] as const)),
    ...signatureReasons(facts, authority),
    ...(authority?.signing === 'to-unsigned' ? (['guard.signing-habit'] as const) : []),
    ...(facts.to.includes(desk) ? [] : (['guard.wrong-recipient'] as const)),
    ...(isRecent(facts.date, now) ? [] : (['guard.date'] as const)),
    ...(facts.replayed ? (['guard.replay'] as const) : []),
  ];
  if (authority === undefined || reasons.length > 0)
    return { level: 'L0', authority: null, claimed: authority?.id ?? null, reasons };
  return { level: 'L1', authority: authority.id, reasons: [] };
}

/**
 * Whether the signature that proves the sender covers these fields too, each of which stands in the header at most once. Another good
 * signature proves nothing of them: anybody may add one.
 * @param names lower case
 */
export function provesFields(
  facts: Omit<SenderFacts, 'replayed'>,
  enrolled: readonly Authority[],
  names: readonly string[],
): boolean {
  const authority = facts.from === null ? undefined : authorityOf(facts.from, enrolled);
  if (authority === undefined || names.some((name) => (facts.headers[name] ?? 0) > 1)) return false;
  return facts.signatures.some(
    (signature) =>
      signature.passed &&
      faultsOf(signature, facts.headers, authority).length === 0 &&
      names.every((name) => signature.covers.includes(name)),
  );
}

function headerReasons({ headerFormOk, headers }: SenderFacts): GuardCode[] {
  const countsOk =
    EXACTLY_ONCE.every((name) => headers[name] === 1) &&
    Object.entries(headers).every(([name, count]) => count <= 1 || !isAtMostOnce(name));
  return [
    ...(headerFormOk ? [] : (['guard.header-form'] as const)),
    ...(countsOk ? [] : (['guard.header-count'] as const)),
  ];
}

const isAtMostOnce = (name: string): boolean => AT_MOST_ONCE.includes(name) || name.startsWith('content-');

/** One signature must satisfy all the rules by itself: two half-good ones prove nothing. */
function signatureReasons(facts: SenderFacts, authority: Authority | undefined): GuardCode[] {
  if (facts.signatures.length === 0) return ['guard.dkim-none'];
  const passing = facts.signatures.filter((signature) => signature.passed);
  if (passing.length === 0) return ['guard.dkim-invalid'];
  const faults = passing.map((signature) => faultsOf(signature, facts.headers, authority));
  return faults.reduce((best, next) => (next.length < best.length ? next : best));
}

function faultsOf(
  signature: Signature,
  headers: SenderFacts['headers'],
  authority: Authority | undefined,
): GuardCode[] {
  return [
    ...(authority !== undefined && signature.domain !== authority.domain
      ? (['guard.dkim-domain'] as const)
      : []),
    ...(isStrong(signature) ? [] : (['guard.dkim-weak-key'] as const)),
    ...(signature.hasLengthTag ? (['guard.dkim-length-tag'] as const) : []),
    ...(mustCover(headers).every((name) => signature.covers.includes(name))
      ? []
      : (['guard.dkim-coverage'] as const)),
  ];
}

/** RFC 8301 forbids rsa-sha1; an algorithm nobody named here proves nothing. */
function isStrong({ algorithm, keyBits }: Signature): boolean {
  return algorithm === 'ed25519-sha256' || (algorithm === 'rsa-sha256' && keyBits >= MIN_RSA_BITS);
}

function mustCover(headers: SenderFacts['headers']): string[] {
  const present = Object.keys(headers).filter(
    (name) => COVERED_IF_PRESENT.includes(name) || name.startsWith('content-'),
  );
  return [...ALWAYS_COVERED, ...present];
}

function isRecent(date: Instant | null, now: Instant): boolean {
  return date !== null && now - date <= MAX_AGE && date - now <= MAX_AHEAD;
}
