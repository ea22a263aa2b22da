// What each address is for, who may call it, and with which codes it refuses besides those that its kind always can. The shapes of
// requests and answers are not here: they come from the schemas of the routes.
import type { DocumentedCode } from './statuses.ts';

export interface Address {
  readonly does: string;
  /** Who: anybody; a member; a member or anybody, who sees less; an admin token. */
  readonly by: 'anybody' | 'member' | 'either' | 'admin';
  readonly codes?: readonly DocumentedCode[];
  /** What comes where a route has no schema of its answer. Nothing (204) unless said. */
  readonly gives?: 'bytes' | 'events' | 'page';
}

const member = (does: string, ...codes: readonly DocumentedCode[]): Address => ({
  does,
  by: 'member',
  codes,
});
const either = (does: string, ...codes: readonly DocumentedCode[]): Address => ({
  does,
  by: 'either',
  codes,
});
const anybody = (does: string, ...codes: readonly DocumentedCode[]): Address => ({
  does,
  by: 'anybody',
  codes,
});
const admin = (does: string, ...codes: readonly DocumentedCode[]): Address => ({ does, by: 'admin', codes });
const ORDER = [
  'idempotency.missing',
  'idempotency.too-long',
  'idempotency.reused',
  'idempotency.refused',
] as const;
const order = (does: string, ...codes: readonly DocumentedCode[]): Address => admin(does, ...ORDER, ...codes);
const bytes = (address: Address): Address => ({ ...address, gives: 'bytes' });
const events = (address: Address): Address => ({ ...address, gives: 'events' });
const page = (does: string, ...codes: readonly DocumentedCode[]): Address => ({
  ...either(does, ...codes),
  gives: 'page',
});

const NOT_A_MEMBER = ['room.not-a-member'] as const;
const NOT_AN_OWNER = ['room.not-a-member', 'room.not-an-owner'] as const;
const CONTENT = ['message.empty', 'media.unknown', 'room.encrypted', 'room.not-encrypted'] as const;

/** By method and address, as the routes name them. */
export const ADDRESSES: Readonly<Record<string, Address>> = {
  'POST /api/accounts': anybody(
    'Makes an account with a passphrase.',
    'account.name-taken',
    'account.name-refused',
  ),
  'POST /api/sessions': anybody('Signs in with a passphrase.', 'account.refused'),
  'DELETE /api/sessions/current': member('Signs out.'),
  'GET /api/me': member('Who is signed in.'),
  'POST /api/accounts/passkey/options': anybody(
    'Begins an account with a passkey.',
    'account.name-taken',
    'account.name-refused',
  ),
  'POST /api/accounts/passkey': anybody(
    'Makes an account with a passkey.',
    'passkey.refused',
    'account.name-taken',
  ),
  'POST /api/sessions/passkey/options': anybody('Begins signing in with a passkey.'),
  'POST /api/sessions/passkey': anybody('Signs in with a passkey.', 'passkey.refused'),
  'GET /api/passkeys': member('One’s own passkeys.'),
  'POST /api/passkeys/options': member('Begins another passkey.', 'passkey.too-many'),
  'POST /api/passkeys': member('Keeps another passkey.', 'passkey.refused', 'passkey.too-many'),
  'DELETE /api/passkeys/:id': member(
    'Forgets a passkey, never the only way in.',
    'passkey.unknown',
    'passkey.last',
  ),
  'GET /api/rooms': either('Public rooms and one’s own, by words of title or address.'),
  'POST /api/rooms': member('Makes a room.', 'room.slug-taken', 'room.encrypted'),
  'GET /api/rooms/:slug': either('One room.'),
  'PATCH /api/rooms/:slug': member('Changes title and description.', ...NOT_AN_OWNER),
  'POST /api/rooms/:slug/join': member('Joins a public room.'),
  'POST /api/rooms/:slug/leave': member('Leaves a room.', ...NOT_A_MEMBER, 'account.unknown'),
  'POST /api/rooms/:slug/close': member('Closes a room for everybody.', ...NOT_AN_OWNER),
  'POST /api/rooms/:slug/read': member('Remembers how far one has read.', ...NOT_A_MEMBER),
  'POST /api/rooms/:slug/invites': member('Makes an invitation link.', ...NOT_A_MEMBER),
  'PUT /api/rooms/:slug/invited/:id': member('Invites one person.', ...NOT_A_MEMBER, 'account.unknown'),
  'GET /api/rooms/:slug/members': member('Who is in a room.', ...NOT_A_MEMBER),
  'PUT /api/rooms/:slug/members/:id': member(
    'Gives a member a role.',
    ...NOT_AN_OWNER,
    'account.unknown',
    'room.last-owner',
  ),
  'DELETE /api/rooms/:slug/members/:id': member(
    'Takes a member out.',
    ...NOT_AN_OWNER,
    'account.unknown',
    'room.last-owner',
  ),
  'GET /api/invites/:token': anybody('The room of an invitation.', 'invite.unknown'),
  'POST /api/invites/:token/join': member('Joins by invitation.', 'invite.unknown'),
  'GET /api/me/rooms': member('One’s own rooms and what is unread in them.'),
  'GET /api/people/:id': member('A person one can see.', 'account.unknown'),
  'GET /api/blocks': member('Whom one has blocked.'),
  'PUT /api/blocks/:id': member('Blocks a person.', 'account.unknown', 'account.oneself'),
  'DELETE /api/blocks/:id': member('Unblocks a person.'),
  'GET /api/notifications': member('Mentions, replies, invitations.'),
  'POST /api/notifications/read': member('Marks notifications as read.'),
  'POST /api/notifications/:id/accept': member('Joins the room of an invitation.', 'invite.unknown'),
  'GET /api/reports/form': anybody('Reasons and promise of a report, in both languages.'),
  'POST /api/reports': either(
    'Reports something to the platform.',
    'account.sign-in',
    'account.unknown',
    'media.unknown',
    'message.unknown',
    'room.unknown',
    'report.link-foreign',
  ),
  'POST /api/reports/state': anybody('What became of a report.', 'report.unknown'),
  'GET /api/notices': member('Notices of the platform to oneself.'),
  'GET /api/notices/:id': member('One notice.', 'notice.unknown'),
  'POST /api/notices/:id/read': member('Marks a notice as read.', 'notice.unknown'),
  'POST /api/notices/:id/appeal': member(
    'Appeals, once.',
    'notice.unknown',
    'notice.no-appeal',
    'notice.appeal-over',
    'notice.appealed',
  ),
  'GET /api/rooms/:slug/messages': either('A part of the conversation, newest first.'),
  'GET /api/rooms/:slug/messages/:id': either('One message.'),
  'POST /api/rooms/:slug/messages': member(
    'Sends a message.',
    ...NOT_A_MEMBER,
    ...CONTENT,
    'message.unknown',
  ),
  'POST /api/rooms/:slug/messages/:id/forward': member(
    'Shows a message in another room.',
    ...NOT_A_MEMBER,
    ...CONTENT,
  ),
  'PATCH /api/rooms/:slug/messages/:id': member(
    'Edits a message of one’s own.',
    ...NOT_A_MEMBER,
    ...CONTENT,
    'message.not-yours',
    'message.forwarded',
    'message.edited-too-often',
  ),
  'DELETE /api/rooms/:slug/messages/:id': member(
    'Deletes a message of one’s own.',
    ...NOT_A_MEMBER,
    'message.not-yours',
  ),
  'GET /api/stream': events(member('The live stream of one’s rooms.', 'stream.too-many')),
  'POST /api/media': member(
    'Uploads a file, as bytes.',
    'media.empty',
    'media.kind-mismatch',
    'media.refused',
    'gate.unavailable',
  ),
  'PUT /api/media/:blob/thumbnail': member(
    'The encrypted thumbnail of an encrypted file.',
    'media.empty',
    'media.kind-mismatch',
    'media.has-thumbnail',
  ),
  'GET /media/:blob': bytes(either('A file.', 'media.range')),
  'GET /thumb/:blob': bytes(either('Its thumbnail.')),
  'GET /cdn/:blob': bytes(anybody('A file everybody may see; caches may keep it a minute.', 'media.range')),
  'GET /cdn/:blob/thumb': bytes(anybody('Its thumbnail.')),
  'PUT /api/me/avatar': member('Sets one’s picture.', 'media.unknown', 'media.not-a-picture'),
  'DELETE /api/me/avatar': member('Takes it away.'),
  'PUT /api/rooms/:slug/picture': member(
    'Sets a room’s picture.',
    ...NOT_AN_OWNER,
    'media.unknown',
    'media.not-a-picture',
  ),
  'DELETE /api/rooms/:slug/picture': member('Takes it away.', ...NOT_AN_OWNER),
  'GET /admin/v1/messages/:id': admin('A message, hidden and deleted ones too.'),
  'GET /admin/v1/messages/:id/versions': admin('Earlier words of a message.'),
  'GET /admin/v1/messages/:id/peers': admin('Copies of a message at the peer.'),
  'GET /admin/v1/rooms/:slug/messages/:id': admin('A message by its room’s address.'),
  'GET /admin/v1/rooms/:id/messages': admin('History of a room, hidden and deleted messages too.'),
  'GET /admin/v1/rooms': admin('Every room.'),
  'GET /admin/v1/uploads': admin('Every upload.'),
  'GET /admin/v1/avatars': admin('Every picture of a person.'),
  'GET /admin/v1/media': admin('Uploads by SHA-256.'),
  'GET /admin/v1/media/:blob': admin('An upload.'),
  'GET /admin/v1/media/:blob/messages': admin('Messages that show it.'),
  'GET /admin/v1/media/:blob/uses': admin('People and rooms whose picture it is.'),
  'GET /admin/v1/media/:blob/peers': admin('Copies of it at the peer.'),
  'POST /admin/v1/media/:blob/hide': order('Hides a file everywhere.'),
  'POST /admin/v1/media/:blob/show': order('Shows it again.', 'media.deleted'),
  'DELETE /admin/v1/media/:blob': order('Deletes it for good.'),
  'POST /admin/v1/messages/:id/hide': order('Hides a message.'),
  'POST /admin/v1/messages/:id/show': order('Shows it again.', 'message.deleted'),
  'DELETE /admin/v1/messages/:id': order('Deletes it for good.'),
  'POST /admin/v1/rooms/:id/close': order('Closes a room.'),
  'POST /admin/v1/rooms/:id/open': order('Opens it again.'),
  'POST /admin/v1/accounts/:id/suspend': order('Suspends an account, with a notice.', 'account.unknown'),
  'POST /admin/v1/accounts/:id/unsuspend': order('Lets it in again.', 'account.unknown'),
  'POST /admin/v1/accounts/:id/notices': order(
    'Sends a notice.',
    'account.unknown',
    'notice.not-theirs',
    'message.unknown',
    'media.unknown',
    'room.unknown',
  ),
  'GET /admin/v1/operations/:id': admin('An order as it was answered.', 'operation.unknown'),
  'GET /admin/v1/accounts/:id': admin('An account.', 'account.unknown'),
  'GET /admin/v1/reports': admin('Reports.'),
  'GET /admin/v1/reports/:id': admin('One report.', 'report.unknown'),
  'PUT /admin/v1/reports/:id/state': admin('Says what becomes of it.', 'report.unknown'),
  'GET /admin/v1/reports/:id/keys': admin('Keys a reporter handed over.', 'report.unknown'),
  'GET /admin/v1/reports/:id/keys/:blob/bytes': bytes(
    admin('A file, opened with such a key.', 'report.unknown'),
  ),
  'GET /admin/v1/appeals': admin('Appeals.'),
  'GET /admin/v1/health': anybody('Whether the server answers.', 'server.database'),
  'POST /admin/v1/tokens': admin('Makes an admin token.'),
  'DELETE /admin/v1/tokens/:id': admin('Takes one back.', 'token.unknown'),
  'GET /admin/v1/faults': admin('The fault switches.'),
  'PUT /admin/v1/faults': admin('Sets them.'),
  'POST /admin/v1/faults/moves': admin(
    'Gives something another id.',
    'message.unknown',
    'media.unknown',
    'room.unknown',
  ),
  'POST /admin/v1/faults/names': admin('Gives a name to something else.', 'account.unknown', 'room.unknown'),
  'GET /admin/v1/gate': admin('How the gate is set.'),
  'PUT /admin/v1/gate': admin('Sets the gate.'),
  'GET /admin/v1/gate/files': admin('Files that wait at the gate.'),
  'POST /admin/v1/gate/files/:blob/address': admin('A short-lived address of its bytes.', 'gate.not-held'),
  'POST /admin/v1/gate/files/:blob/allow': order('Lets a waiting file in.', 'gate.not-held'),
  'POST /admin/v1/gate/files/:blob/refuse': order('Refuses a waiting file.', 'gate.not-held'),
  'GET /gate/bytes/:token': bytes(anybody('The bytes of a file at the gate.', 'address.unknown')),
  'GET /admin/v1/events': admin('The event feed.'),
  'GET /admin/v1/events/head': admin('The newest cursor of the feed.'),
  'GET /admin/v1/events/stream': events(admin('The event feed as it happens.', 'feed.too-many-streams')),
  'GET /admin/v1/ledger': admin('Every effect that really happened.'),
  'GET /peer/r/:slug/m/:id': anybody('A copy of a message at the peer.'),
  'GET /peer/media/:file': bytes(anybody('A copy of a file at the peer.', 'media.unknown', 'media.range')),
  'POST /peer/v1/removals': admin('Asks the peer to remove copies.', 'peer.unknown', 'idempotency.reused'),
  'GET /peer/v1/removals/:id': admin('What became of that.', 'peer.unknown'),
  'GET /openapi.json': anybody('This document.'),
  'GET /assets/:name': bytes(anybody('Style and script of the pages.', 'address.unknown')),
  'PUT /session': {
    ...anybody('Gives a browser that signed in by script its cookie.', 'form.cross-site', 'account.sign-in'),
  },
  'POST /sign-in': page('Signs a browser in.', 'form.cross-site'),
  'POST /sign-up': page('Makes an account from a form.', 'form.cross-site'),
  'POST /sign-out': page('Signs a browser out.', 'form.cross-site'),
  'POST /i/:token': page('Joins by invitation from a form.', 'form.cross-site', 'invite.unknown'),
  'POST /report': page('Reports from a form.', 'form.cross-site'),
  'POST /report/state': page('What became of a report, from a form.', 'form.cross-site'),
};

const PAGE = page(
  'A page for people.',
  'address.unknown',
  'room.unknown',
  'message.unknown',
  'invite.unknown',
);

/** What is told of an address; undefined for one that nobody described. Whatever else can be read outside `/api` and `/admin` is a page. */
export function addressOf(method: string, url: string): Address | undefined {
  const isPage = method === 'GET' && !/^\/(api|admin|peer|gate|media|thumb|cdn)\b/.test(url);
  return ADDRESSES[`${method} ${url}`] ?? (isPage ? PAGE : undefined);
}
