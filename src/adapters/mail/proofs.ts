// The sender's proofs: DKIM and DMARC, checked on the raw bytes. Not SPF: the desk sees the last relay's address, not the sender's.
import { dkimVerify, type DkimResult, dmarc, type DmarcResult } from 'mailauth/lib/mailauth.js';
import type { Signature } from '../../domain/notice/sender.ts';
import { headerCounts, type RawMail } from './raw-headers.ts';
import type { Resolve } from './resolver.ts';

export interface Proofs {
  readonly dmarc: string;
  readonly signatures: readonly Signature[];
  /** A look-up or the check itself failed for now: no proof either way. */
  readonly dnsFailed: boolean;
}

export const NO_PROOFS: Proofs = { dmarc: 'none', signatures: [], dnsFailed: false };

const MIN_RSA_BITS = 2_048;
const MAX_SIGNATURES = 5;
const MAX_DNS_MS = 10_000;
const CR = 0x0d;
const LF = 0x0a;
/** Clocks differ; the same day that a letter's own date may be ahead. */
const MAX_AHEAD_MS = 86_400_000;

/** A mail of bad form, or with more signatures than any honest one, proves nothing and is not checked: a check costs time. */
export function isWorthChecking({ formOk, headers }: Pick<RawMail, 'formOk' | 'headers'>): boolean {
  return formOk && (headerCounts(headers)['dkim-signature'] ?? 0) <= MAX_SIGNATURES;
}

/** Checks a mail; ten seconds at most, and then `dnsFailed`. @param now the desk's time in milliseconds, which `t=` and `x=` are judged by */
export async function proofsOf(raw: Buffer, resolve: Resolve, now: number): Promise<Proofs> {
  const dns = watched(resolve);
  const found = await inTime(checked(raw, dns.resolve, now));
  dns.close();
  if (found === undefined) return { ...NO_PROOFS, dnsFailed: true };
  const isExact = !hasBareLineFeed(raw);
  // An unsigned mail gets one result that says "none": no signature, not a bad one.
  const signatures = found.results
    .filter(({ status }) => status.result !== 'none')
    .map((result) => signatureOf(result, isExact, now));
  return { dmarc: dmarcOf(found.policy, signatures), signatures, dnsFailed: dns.failed() };
}

interface Checked {
  readonly results: readonly DkimResult[];
  /** False when nobody can be said to be the author. */
  readonly policy: DmarcResult | false;
}

/** DKIM, then DMARC by the signatures that hold. */
async function checked(raw: Buffer, resolver: Resolve, now: number): Promise<Checked> {
  // The RFCs to the letter: no missing or doubled tags, no rsa-sha1, no other v=, no i= outside d=.
  const options = { resolver, strict: true };
  const { headerFrom, fromFields, results } = await dkimVerify(raw, {
    ...options,
    minBitLength: MIN_RSA_BITS,
    curTime: new Date(now),
  });
  const dkimDomains = results
    .filter(({ status }) => status.result === 'pass')
    .map(({ id, signingDomain, status: { aligned, underSized } }) => ({
      id,
      domain: signingDomain,
      aligned,
      underSized,
    }));
  const policy = await dmarc({ ...options, headerFrom, fromFields, spfDomains: [], dkimDomains });
  return { results, policy };
}

/** DMARC passes here by DKIM or not at all: never by a signature that does not hold for us. */
function dmarcOf(policy: DmarcResult | false, signatures: readonly Signature[]): string {
  if (!policy) return 'none';
  const { result } = policy.status;
  return result === 'pass' && !signatures.some(({ passed }) => passed) ? 'fail' : result;
}

/** Undefined when the check itself failed or took too long. */
async function inTime(check: Promise<Checked>): Promise<Checked | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((give) => {
    timer = setTimeout(() => give(undefined), MAX_DNS_MS);
  });
  const found = check.catch(() => undefined);
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

interface Watched {
  readonly resolve: Resolve;
  readonly failed: () => boolean;
  /** From now on every look-up fails at once: a check that was late must not go on beside the next mail. */
  readonly close: () => void;
}

/** Notices look-ups that failed for now, as opposed to names that do not exist. */
function watched(resolve: Resolve): Watched {
  let failed = false;
  let closed = false;
  return {
    failed: () => failed,
    close: () => {
      closed = true;
    },
    resolve: async (name, type) => {
      if (closed) throw Object.assign(new Error('DNS: too late'), { code: 'ECANCELLED' });
      try {
        return await resolve(name, type);
      } catch (error) {
        if (!['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) failed = true;
        throw error;
      }
    },
  };
}

/** RFC 5322, 2.3: CR and LF only together. The check reads a bare LF as CRLF; then what was signed are not the bytes that came. */
function hasBareLineFeed(raw: Buffer): boolean {
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) if (raw[at - 1] !== CR) return true;
  return false;
}

/** RFC 6376, 3.6.1: who tests its keys (`t=y`) is treated as if it had not signed. 3.5: nothing is signed in the future. */
function holds({ status, signTime }: DkimResult, now: number): boolean {
  const isAhead = Date.parse(signTime ?? '') > now + MAX_AHEAD_MS;
  return status.result === 'pass' && status.testing !== true && !isAhead;
}

function signatureOf(result: DkimResult, isExact: boolean, now: number): Signature {
  return {
    id: result.id,
    domain: (result.signingDomain ?? '').toLowerCase(),
    passed: isExact && holds(result, now),
    algorithm: result.algo ?? '',
    keyBits: result.modulusLength ?? 0,
    hasLengthTag: result.canonBodyLengthLimited === true,
    covers: (result.signingHeaders?.keys ?? '').split(':').map((name) => name.trim().toLowerCase()),
  };
}
