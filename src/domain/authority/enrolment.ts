// Who is enrolled, as events that are never changed: the first file, then requests that two administrators signed. The fold.
import type { AuthorityId, DecisionId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Authority } from '../notice/authority.ts';

/** What an administrator signed. Her key is kept with it: names may be given to another, keys tell people apart. */
export interface AdminAct {
  readonly id: DecisionId;
  readonly by: PersonId;
  /** Her public key at that time, raw 32 bytes in base64. */
  readonly key: string;
  readonly at: Instant;
  /** Ed25519 over a text of payload.ts, base64. */
  readonly signature: string;
}

/** To enrol a body that is not, or to put a new version in the place of one that is. */
export type Asks = 'enrol' | 'change';

export type EnrolmentEvent =
  /** How a desk starts: the operator's file, once, when nothing is enrolled yet. In force for every letter there is. */
  | {
      readonly kind: 'imported';
      readonly at: Instant;
      readonly authorities: readonly Authority[];
      /** SHA-256 of the file, hex. */
      readonly file: string;
    }
  | {
      readonly kind: 'requested';
      readonly asks: Asks;
      readonly authority: Authority;
      readonly act: AdminAct;
    }
  /** The old contact was written to. `messageId` null: its mail server refused for good, which is known and on record. */
  | {
      readonly kind: 'contact-told';
      readonly request: DecisionId;
      readonly at: Instant;
      readonly messageId: string | null;
    }
  | {
      readonly kind: 'confirmed';
      readonly request: DecisionId;
      readonly act: AdminAct;
      /** In force from then on. */
      readonly from: Instant;
    }
  | { readonly kind: 'withdrawn'; readonly request: DecisionId; readonly act: AdminAct };

export interface Request {
  readonly asks: Asks;
  readonly authority: Authority;
  /** The version in force when it was asked; its first mailbox is the old contact. */
  readonly replaces: Authority | null;
  readonly act: AdminAct;
  readonly contact: 'nobody' | 'owed' | 'told' | 'refused';
  readonly confirmed: { readonly act: AdminAct; readonly from: Instant } | null;
  readonly withdrawn: AdminAct | null;
}

export interface Enrolment {
  /** How many events there are. */
  readonly version: number;
  readonly imported: { readonly at: Instant; readonly file: string } | null;
  /** What the first file said. */
  readonly first: readonly Authority[];
  readonly requests: readonly Request[];
  /** Ids of all signed acts: none counts twice. */
  readonly acts: readonly DecisionId[];
}

export const NOBODY_ENROLLED: Enrolment = { version: 0, imported: null, first: [], requests: [], acts: [] };

/** Folds a whole history. */
export function foldEnrolment(events: readonly EnrolmentEvent[]): Enrolment {
  return events.reduce(applyEnrolment, NOBODY_ENROLLED);
}

/** One step of the fold; what is recorded has happened. */
export function applyEnrolment(state: Enrolment, event: EnrolmentEvent): Enrolment {
  const acts = 'act' in event ? [...state.acts, event.act.id] : state.acts;
  const next = { ...state, version: state.version + 1, acts };
  switch (event.kind) {
    case 'imported':
      return { ...next, imported: { at: event.at, file: event.file }, first: event.authorities };
    case 'requested': {
      const replaces = versionAt(state, event.authority.id, event.act.at) ?? null;
      const { asks, authority, act } = event;
      const contact = replaces === null ? 'nobody' : 'owed';
      const request = { asks, authority, act, replaces, contact, confirmed: null, withdrawn: null } as const;
      return { ...next, requests: [...state.requests, request] };
    }
    case 'contact-told':
      return changed(next, event.request, { contact: event.messageId === null ? 'refused' : 'told' });
    case 'confirmed':
      return changed(next, event.request, { confirmed: { act: event.act, from: event.from } });
    case 'withdrawn':
      return changed(next, event.request, { withdrawn: event.act });
  }
}

function changed(state: Enrolment, id: DecisionId, change: Partial<Request>): Enrolment {
  const requests = state.requests.map((one) => (one.act.id === id ? { ...one, ...change } : one));
  return { ...state, requests };
}

/** The version of a body that is in force at a moment, whatever its own dates say; undefined where it is not enrolled yet. */
export function versionAt(state: Enrolment, id: AuthorityId, at: Instant): Authority | undefined {
  const inForce = state.requests.filter(
    ({ authority, confirmed, withdrawn }) =>
      authority.id === id && withdrawn === null && confirmed !== null && confirmed.from <= at,
  );
  const latest = inForce.toSorted((a, b) => (a.confirmed?.from ?? 0) - (b.confirmed?.from ?? 0)).at(-1);
  return latest?.authority ?? state.first.find((authority) => authority.id === id);
}

/** Every body that is enrolled at a moment, in the version of then. */
export function versionsAt(state: Enrolment, at: Instant): readonly Authority[] {
  const ids = [...state.first.map(({ id }) => id), ...state.requests.map(({ authority }) => authority.id)];
  return [...new Set(ids)].flatMap((id) => versionAt(state, id, at) ?? []);
}
