// The fault switches by name: ways in which a real platform misbehaves, what each may be set to, and named sets of them.
import { type TSchema, Type } from 'typebox';
import { closed, oneOf } from '../http/schemas.ts';

/** The longest an answer may be held back. */
const MAX_DELAY_MS = 15_000;
/** The longest an effect, a stale copy or a removal at the peer may take. */
const MAX_LATE_MS = 600_000;

const NO_FAULTS = {
  // Orders.
  rateLimit: 0,
  failBeforeCommit: 0,
  failAfterCommit: 0,
  okButNothing: 0,
  keyRefused: 0,
  delayMs: 0,
  delayShare: 1,
  // Every admin call.
  tokenRefused: 0,
  // Reads.
  readRateLimit: 0,
  readFail: 0,
  readDelayMs: 0,
  readDelayShare: 1,
  // Effects that come later, and what is told of them.
  lateMs: 0,
  lateShare: 1,
  statusLost: 0,
  statusLostAfterRestart: 0,
  // Caches.
  staleThumbMs: 0,
  staleCdnMs: 0,
  staleShare: 1,
  // Feed and lists.
  feedDuplicate: 0,
  feedReorder: 0,
  shiftingPages: 0,
  // The peer.
  peer: 0,
  peerDelayMs: 0,
  peerRefuse: 0,
  // Ids and names.
  moveMessages: 0,
  moveRooms: 0,
  reassignNames: 0,
  /** Start of every random sequence. The same seed and the same order of calls give the same faults. */
  seed: 1,
} as const;

export type Setting = keyof typeof NO_FAULTS;
export type FaultSettings = Readonly<Record<Setting, number>>;
export type Share = Exclude<Setting, 'seed' | `${string}Ms`>;

const ORDERS = { rateLimit: 0.05, failBeforeCommit: 0.05, failAfterCommit: 0.05, okButNothing: 0.05 };
const CREDENTIALS = { keyRefused: 0.05, tokenRefused: 0.05 };
const SLOW_ORDERS = { delayMs: MAX_DELAY_MS, delayShare: 0.01 };
const READS = { readRateLimit: 0.05, readFail: 0.05, readDelayMs: MAX_DELAY_MS, readDelayShare: 0.005 };
const LATE = { lateMs: 5_000, lateShare: 0.3, statusLost: 0.05, statusLostAfterRestart: 0.5 };
const STALE = { staleThumbMs: 10_000, staleCdnMs: 10_000, staleShare: 0.3 };
const FEED = { feedDuplicate: 0.1, feedReorder: 0.2, shiftingPages: 0.5 };
const IDENTITY = { moveMessages: 0.01, moveRooms: 0.002, reassignNames: 0.01 };
const PEER = { peer: 0.1, peerDelayMs: 3_000, peerRefuse: 0.2 };

/** Named sets. Each says only what it turns on. */
const PROFILES = {
  off: {},
  orders: { ...ORDERS, ...CREDENTIALS, ...SLOW_ORDERS },
  reads: READS,
  late: { ...LATE, ...STALE },
  feed: FEED,
  identity: IDENTITY,
  peer: PEER,
  all: {
    ...ORDERS,
    ...CREDENTIALS,
    ...SLOW_ORDERS,
    ...READS,
    ...LATE,
    ...STALE,
    ...FEED,
    ...IDENTITY,
    ...PEER,
  },
} as const satisfies Readonly<Record<string, Partial<FaultSettings>>>;

export type Profile = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly Profile[];

/** The settings a profile stands for: everything else is off. */
export function settingsOf(profile: Profile): FaultSettings {
  return { ...NO_FAULTS, ...PROFILES[profile] };
}

/** What one setting may be. */
function schemaOf(setting: Setting): TSchema {
  if (setting === 'seed') return Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 });
  if (setting === 'delayMs' || setting === 'readDelayMs') {
    return Type.Integer({ minimum: 0, maximum: MAX_DELAY_MS });
  }
  if (setting.endsWith('Ms')) return Type.Integer({ minimum: 0, maximum: MAX_LATE_MS });
  return Type.Number({ minimum: 0, maximum: 1 });
}

const SETTINGS = Object.keys(NO_FAULTS) as readonly Setting[];

/** All settings, as they are answered. */
export const Faults = Type.Object(Object.fromEntries(SETTINGS.map((name) => [name, schemaOf(name)])));

/** A change: any of them, and a profile to begin with. */
export const FaultChange = closed({
  profile: Type.Optional(oneOf(PROFILE_NAMES)),
  ...Object.fromEntries(SETTINGS.map((name) => [name, Type.Optional(schemaOf(name))])),
});

export type Change = Partial<FaultSettings> & { readonly profile?: Profile };
