// With which status each code of a refusal comes. The words for people are in http/codes.ts.
import type { Code } from '../http/codes.ts';

const BY_STATUS = {
  400: ['request.invalid', 'idempotency.missing', 'idempotency.too-long', 'media.empty'],
  401: ['account.refused', 'account.sign-in', 'admin.token-unknown', 'passkey.refused'],
  403: [
    'account.suspended',
    'admin.scope-missing',
    'form.cross-site',
    'message.not-yours',
    'room.not-a-member',
    'room.not-an-owner',
  ],
  404: [
    'account.unknown',
    'address.unknown',
    'invite.unknown',
    'media.unknown',
    'message.unknown',
    'notice.unknown',
    'operation.unknown',
    'passkey.unknown',
    'peer.unknown',
    'report.unknown',
    'room.unknown',
    'token.unknown',
  ],
  409: [
    'account.name-taken',
    'gate.not-held',
    'idempotency.refused',
    'idempotency.reused',
    'media.deleted',
    'media.has-thumbnail',
    'message.deleted',
    'message.edited-too-often',
    'message.forwarded',
    'notice.appeal-over',
    'notice.appealed',
    'notice.no-appeal',
    'passkey.last',
    'passkey.too-many',
    'room.last-owner',
    'room.slug-taken',
  ],
  410: ['message.moved', 'room.moved'],
  413: ['request.too-large'],
  415: ['media.kind-mismatch', 'request.media-type'],
  416: ['media.range'],
  422: [
    'account.name-refused',
    'account.oneself',
    'media.not-a-picture',
    'media.refused',
    'message.empty',
    'notice.not-theirs',
    'report.link-foreign',
    'room.encrypted',
    'room.not-encrypted',
  ],
  429: ['rate.limited'],
  500: ['server.unexpected'],
  503: [
    'feed.too-many-streams',
    'gate.unavailable',
    'server.database',
    'server.unavailable',
    'stream.too-many',
  ],
} as const satisfies Readonly<Record<number, readonly Code[]>>;

export type DocumentedCode = (typeof BY_STATUS)[keyof typeof BY_STATUS][number];

/** The codes of a list by the status they come with, statuses ascending. */
export function byStatus(
  codes: readonly DocumentedCode[],
): readonly (readonly [string, readonly DocumentedCode[]])[] {
  return Object.entries(BY_STATUS).flatMap(([status, all]) => {
    const here = all.filter((code) => codes.includes(code));
    return here.length === 0 ? [] : [[status, here] as const];
  });
}

/** Every code that has a status. */
export function documentedCodes(): readonly DocumentedCode[] {
  return Object.values(BY_STATUS).flat();
}
