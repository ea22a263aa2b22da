// The world of the letter corpus: enrolled bodies with their DNS, strangers with theirs, and what a letter and its case are.
import { authorityId } from '../../../src/domain/kernel/ids.ts';
import { instant } from '../../../src/domain/kernel/instant.ts';
import type { Authority } from '../../../src/domain/notice/authority.ts';
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import { dkimKey, type Header } from '../../support/signed-mail.ts';
import { type Style, signatureField } from './sign.ts';

export const DESK = 'notices@desk.example';
export const NOW = instant(Date.parse('2026-11-20T00:00:00Z'));

const body = (id: string, domain: string, addresses: readonly string[]): Authority => ({
  id: authorityId(id),
  name: id,
  nameEn: id,
  kind: 'regulator',
  country: 'KR',
  domain,
  addresses,
});
export const MARU = 'maru-board.example';
export const SORI = 'sori-police.example';
export const SOFT = 'soft-center.example';
export const BARE = 'bare-center.example';
export const NAMU = 'notice.namu-center.example';
export const ENROLLED: readonly Authority[] = [
  body('maru-board', MARU, [`takedown@${MARU}`]),
  body('sori-police', SORI, [`cyber@${SORI}`]),
  body('soft-center', SOFT, [`desk@${SOFT}`]),
  body('bare-center', BARE, [`desk@${BARE}`]),
  body('namu-center', NAMU, [`desk@${NAMU}`]),
];

export const KEYS = {
  rsa: dkimKey(),
  rsa4096: dkimKey(4096),
  ed25519: dkimKey('ed25519'),
  weak: dkimKey(1024),
  stranger: dkimKey(),
} as const;

/** What one name answers: TXT strings, or how the name server fails. */
export type Answer = readonly string[] | { readonly error: string };
export type Zone = Readonly<Record<string, Answer>>;

/** Selectors of an enrolled body: what each publishes. The odd ones are habits and accidents of real key owners. */
const SELECTORS: Readonly<Record<string, string>> = {
  m1: KEYS.rsa.record,
  big: KEYS.rsa4096.record,
  ed: KEYS.ed25519.record,
  weak: KEYS.weak.record,
  testing: KEYS.rsa.record.replace('k=rsa', 'k=rsa; t=y'),
  exact: KEYS.rsa.record.replace('k=rsa', 'k=rsa; t=s'),
  other: KEYS.rsa.record.replace('k=rsa', 'k=rsa; s=tlsrpt'),
  email: KEYS.rsa.record.replace('k=rsa', 'k=rsa; s=email; n=mail only'),
  old: KEYS.rsa.record.replace('k=rsa', 'k=rsa; h=sha1'),
  gone: 'v=DKIM1; k=rsa; p=',
  gran: KEYS.rsa.record.replace('k=rsa', 'k=rsa; g=nobody'),
  v2: KEYS.rsa.record.replace('DKIM1', 'DKIM2'),
  kind: KEYS.rsa.record.replace('k=rsa', 'k=dsa'),
  late: KEYS.rsa.record.replace('v=DKIM1; k=rsa;', 'k=rsa;').concat('; v=DKIM1'),
  twice: `${KEYS.stranger.record}; ${KEYS.rsa.record.split('; ')[2]}`,
  huge: `v=DKIM1; k=rsa; n=${'x'.repeat(60_000)}; p=A`,
  junk: 'this is no key record',
};

const keysOf = (domain: string): Zone =>
  Object.fromEntries(
    Object.entries(SELECTORS).map(([name, text]) => [`${name}._domainkey.${domain}`, [text]]),
  );
const stranger = (domain: string): Zone => ({
  [`_dmarc.${domain}`]: ['v=DMARC1; p=reject'],
  [`m1._domainkey.${domain}`]: [KEYS.stranger.record],
});
/** Domains a forger owns, with DMARC and DKIM in good order. */
export const LOOKALIKES = [
  'maru-b0ard.example',
  'rnaru-board.example',
  'maru-board.example.stranger.example',
  'maruboard.example',
  'xn--mru-board-7fg.example',
  'maru-board.exarnple',
  'takedown-maru-board.example',
  'stranger.example',
] as const;
export const RELAY = 'lists.relay.example';

export const ZONE: Zone = {
  ...keysOf(MARU),
  ...keysOf(SORI),
  ...keysOf(SOFT),
  ...keysOf(BARE),
  ...keysOf(NAMU),
  ...keysOf(`mail.${MARU}`),
  [`_dmarc.${MARU}`]: ['v=DMARC1; p=reject'],
  [`_dmarc.${SORI}`]: ['v=DMARC1; p=quarantine; adkim=s'],
  [`_dmarc.${SOFT}`]: ['v=DMARC1; p=none'],
  '_dmarc.namu-center.example': ['v=DMARC1; p=reject; sp=reject'],
  ...Object.assign({}, ...LOOKALIKES.map(stranger)),
  ...stranger(RELAY),
};

/** A mail before it is signed. */
export interface Draft {
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly styles: readonly Style[];
  /** Lines that relays put in front, each with its line end. */
  readonly trace: string;
  /** The links written in the letter, in order. */
  readonly links: readonly string[];
}

/** A mail as it arrives, and what the guard must say of it. */
export interface Case {
  readonly kind: string;
  readonly raw: Buffer;
  /** Null: no list is promised, and a person reads the mail as it came. */
  readonly links: readonly string[] | null;
  readonly level: 'L0' | 'L1';
  /** Genuine: exactly these reasons. Hostile: one of these must be among them, when the letter it was made of reached L1. */
  readonly reasons: readonly GuardCode[];
  /** What DNS answers otherwise for this mail. */
  readonly zone: Zone;
  /** What the desk has read before this mail, and remembers the signatures of. */
  readonly before?: Buffer;
}

/** The bytes of a draft; strings hold a byte a character. */
export function sent({ headers, body, styles, trace }: Draft): Buffer {
  const signatures = styles.map((style) => signatureField(headers, body, style));
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from([trace, ...signatures, ...lines, '\r\n'].join(''), 'latin1'), body]);
}

/** The headers with some replaced, in their places; `undefined` leaves one out; a new one goes to the end. */
export function changed(
  headers: readonly Header[],
  changes: Readonly<Record<string, string | undefined>>,
): Header[] {
  const kept = headers.flatMap(([name, value]): Header[] => {
    const next = Object.hasOwn(changes, name) ? changes[name] : value;
    return next === undefined ? [] : [[name, next]];
  });
  const fresh = Object.entries(changes).flatMap(([name, value]): Header[] =>
    value === undefined || headers.some((header) => header[0] === name) ? [] : [[name, value]],
  );
  return [...kept, ...fresh];
}
