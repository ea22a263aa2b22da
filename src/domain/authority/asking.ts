// What two administrators may do to the list of enrolled bodies, each answered with an event or a refusal.
import type { DecisionId } from '../kernel/ids.ts';
import { after, HOUR, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Authority } from '../notice/authority.ts';
import {
  type AdminAct,
  type Asks,
  type Enrolment,
  type EnrolmentEvent,
  type Request,
  versionAt,
  versionsAt,
} from './enrolment.ts';

type Answer = Result<EnrolmentEvent>;

/** Time for whoever is written to at the old contact, and for every administrator, to object. */
export const WAITING_TIME = 48 * HOUR;

export function request(state: Enrolment, asks: Asks, authority: Authority, act: AdminAct): Answer {
  const known = versionAt(state, authority.id, act.at) !== undefined;
  if (asks === 'enrol' && known) return refuse('authority.exists', `${authority.id} is enrolled: change it`);
  if (asks === 'change' && !known) return refuse('authority.unknown', `${authority.id} is not enrolled`);
  if (state.requests.some((one) => one.authority.id === authority.id && isOpen(one, act.at)))
    return refuse('authority.request-open', `another request about ${authority.id} is not yet in force`);
  return (
    refuseClash(state, authority, act.at) ??
    signedOnce(state, act) ??
    ok({ kind: 'requested', asks, authority, act })
  );
}

/** The second administrator. Two names with one key are one person. */
export function confirm(state: Enrolment, id: DecisionId, act: AdminAct): Answer {
  const asked = requestOf(state, id);
  if (asked === undefined) return unknown;
  if (asked.withdrawn !== null || asked.confirmed !== null) return closed;
  if (isSameKey(asked.act.key, act.key))
    return refuse('authority.same-key', 'the key that made this request does not confirm it');
  if (asked.contact === 'owed')
    return refuse('authority.contact-not-told', 'the old contact was not written to yet');
  return (
    refuseClash(state, asked.authority, act.at) ??
    signedOnce(state, act) ??
    ok({ kind: 'confirmed', request: id, act, from: after(act.at, WAITING_TIME) })
  );
}

/** Any administrator, until it is in force. */
export function withdraw(state: Enrolment, id: DecisionId, act: AdminAct): Answer {
  const asked = requestOf(state, id);
  if (asked === undefined) return unknown;
  if (asked.withdrawn !== null) return closed;
  if (!isOpen(asked, act.at)) return refuse('authority.in-force', 'this version is in force: change it');
  return signedOnce(state, act) ?? ok({ kind: 'withdrawn', request: id, act });
}

export function requestOf({ requests }: Enrolment, id: DecisionId): Request | undefined {
  return requests.find(({ act }) => act.id === id);
}

/** True until it is in force or withdrawn. */
export function isOpen({ withdrawn, confirmed }: Request, at: Instant): boolean {
  return withdrawn === null && (confirmed === null || at < confirmed.from);
}

/** Base64 of 32 bytes leaves two bits of its last letter without meaning: four texts may be one key. */
export function isSameKey(a: string, b: string): boolean {
  return plainKey(a) === plainKey(b);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const KEY_LETTERS = 43;

function plainKey(key: string): string {
  const last = ALPHABET.indexOf(key.charAt(KEY_LETTERS - 1));
  return key.slice(0, KEY_LETTERS - 1) + String(last >> 2);
}

const unknown: Answer = refuse('authority.request-unknown', 'there is no such request');
const closed: Answer = refuse('authority.request-closed', 'this request was confirmed or withdrawn before');

const signedOnce = ({ acts }: Enrolment, { id }: AdminAct): Result<never> | undefined =>
  acts.includes(id) ? refuse('decision.replayed', 'this act was taken before') : undefined;

/** One mailbox, and one key, is one body: otherwise nobody could say who wrote. */
function refuseClash(state: Enrolment, authority: Authority, at: Instant): Result<never> | undefined {
  const others = versionsAt(state, at).filter(({ id }) => id !== authority.id);
  const pending = state.requests.filter(
    (one) => isOpen(one, at) && one.authority.id !== authority.id && one.confirmed !== null,
  );
  const all = [...others, ...pending.map((one) => one.authority)];
  const taken = all.flatMap(({ addresses }) => addresses);
  if (authority.addresses.some((address) => taken.includes(address)))
    return refuse('authority.mailbox-taken', 'another enrolled body has one of these mailboxes');
  const own = authority.keys ?? [];
  const keys = [...all.flatMap((one) => one.keys ?? [])];
  const clash = own.some((key, at_) =>
    [...keys, ...own.slice(0, at_)].some(
      (other) => other.id === key.id || isSameKey(other.publicKey, key.publicKey),
    ),
  );
  if (clash) return refuse('authority.key-taken', 'one of these keys, or its id, is enrolled already');
  const { successor } = authority;
  if (successor !== undefined && successor !== null && !others.some(({ id }) => id === successor.id))
    return refuse('authority.successor-unknown', 'enrol the successor first');
  return undefined;
}
