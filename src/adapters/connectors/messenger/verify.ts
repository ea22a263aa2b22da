// Looking at a copy as others would: the page of the message and the file itself, as a stranger and as a member.
// Only heads are asked for, never the picture. A look that proves nothing is `unknown`.
import type { Copy, Layer, Sight, Verdict, View } from '../../../domain/content/copy.ts';
import { after, instant } from '../../../domain/kernel/instant.ts';
import { lookAtPeers } from './verify-peers.ts';
import type { Answer, Call, Client } from './client.ts';
import { type MessageRecord, messageRecord, onRecord, type OnRecord } from './records.ts';

type PersonView = Extract<View, 'anonymous' | 'member'>;

/**
 * Whether the viewer sees the room at all. The messenger takes a session it does not know for a stranger and shows him its
 * public rooms; only the list of members is refused to him (401), so only that proves that we look as an account.
 */
const ROOM_AS_SEEN_BY = {
  anonymous: 'HEAD /api/rooms/:slug/messages',
  member: 'HEAD /api/rooms/:slug/members',
} as const;
/** 403: signed in, and in a public room that the account has not joined. It sees there what members see. */
const SEES: Record<PersonView, readonly number[]> = { anonymous: [200], member: [200, 403] };

type Named = Copy & { readonly slug: string };

/**
 * The room's present name is asked for by the message's number first, since names can be given to other rooms. Where the
 * platform does not say, the last known name is used, and a room that is not found there proves nothing.
 */
export async function verify(
  client: Client,
  copy: Copy,
  views: readonly View[],
): Promise<readonly Verdict[]> {
  const record = await client.call({
    endpoint: 'GET /admin/v1/messages/:id',
    params: { id: copy.message },
    as: 'admin',
  });
  const message = describedBy(record);
  const named = {
    ...copy,
    slug: message?.room.slug ?? copy.address,
    message: message === undefined ? copy.message : String(message.id),
  };
  const looks = views.filter((view): view is PersonView => view === 'anonymous' || view === 'member');
  const seen = await Promise.all([
    ...looks.map((view) => lookAs(client, named, view)),
    ...(views.includes('anonymous') ? [lookAtCaches(client, named)] : []),
    ...(views.includes('peerServer') ? [lookAtPeers(client, named)] : []),
  ]);
  return [...seen.flat(), ...(views.includes('admin') ? asAdmin(copy, record, message) : [])];
}

/** The message, or undefined where the platform did not describe one in the documented form: that look proved nothing. */
function describedBy(record: Answer): MessageRecord | undefined {
  if (record.kind === 'retry' || record.status !== 200) return undefined;
  try {
    return messageRecord(record.body);
  } catch {
    return undefined;
  }
}

const UNREAD: OnRecord = { result: 'unknown' };

/** What the platform itself says of message and file: destroyed is more than hidden, and hidden more than not seen. */
function asAdmin(copy: Copy, record: Answer, message: MessageRecord | undefined): Verdict[] {
  const one = (layer: Layer, seen: OnRecord): Verdict => ({
    view: 'admin',
    layer,
    ...seen,
    method: 'GET /admin/v1/messages/:id',
    at: instant(Date.now()),
    responseDigest: record.kind === 'retry' ? '' : record.receipt.responseDigest,
  });
  if (record.kind === 'retry') return [one('reference', UNREAD), one('blob', UNREAD)];
  const file = message?.media.find((media) => media.blob === copy.blob);
  const noMessage = record.status === 404;
  return [
    one('reference', copy.whole ? onRecord(message, noMessage) : { result: 'absent' }),
    // A message that is gone says nothing of its file, which may stand elsewhere.
    one('blob', copy.blob === '' ? { result: 'absent' } : onRecord(file, false)),
  ];
}

/** Thumbnails are kept in front of the file, and so is what strangers are shown: both follow it by themselves. */
const CACHED = { cached: true } as const;
const CACHES = [
  ['blob', 'HEAD /cdn/:blob'],
  ['thumbnail', 'HEAD /cdn/:blob/thumb'],
] as const;

/** What a cache in front still shows to everybody; it holds nothing that strangers may not see, so that nothing there is no proof. */
async function lookAtCaches(client: Client, { blob }: Copy): Promise<Verdict[]> {
  if (blob === '') return [];
  return Promise.all(
    CACHES.map(async ([layer, endpoint]) => {
      const answer = await client.call({ endpoint, params: { blob }, as: 'anonymous' });
      return { ...verdict('anonymous', layer, endpoint, answer, false), ...CACHED };
    }),
  );
}

async function lookAs(client: Client, copy: Named, view: PersonView): Promise<Verdict[]> {
  const [room, page, file, thumbnail] = await Promise.all([
    client.call({ endpoint: ROOM_AS_SEEN_BY[view], params: { slug: copy.slug }, as: view }),
    client.call({
      endpoint: 'HEAD /r/:slug/m/:id',
      params: { slug: copy.slug, id: copy.message },
      as: view,
    }),
    copy.blob === ''
      ? undefined
      : client.call({ endpoint: 'HEAD /media/:blob', params: { blob: copy.blob }, as: view }),
    copy.blob === ''
      ? undefined
      : client.call({ endpoint: 'HEAD /thumb/:blob', params: { blob: copy.blob }, as: view }),
  ]);
  const sees = room.kind === 'answered' && SEES[view].includes(room.status);
  return [
    copy.whole
      ? verdict(view, 'reference', 'HEAD /r/:slug/m/:id', page, sees)
      : noLook(view, 'reference', 'other files of this message stay'),
    file === undefined
      ? noLook(view, 'blob', 'the message has no file')
      : verdict(view, 'blob', 'HEAD /media/:blob', file, sees),
    ...(thumbnail === undefined
      ? []
      : [{ ...verdict(view, 'thumbnail', 'HEAD /thumb/:blob', thumbnail, sees), ...CACHED }]),
  ];
}

function verdict(
  view: PersonView,
  layer: Layer,
  method: Call['endpoint'],
  answer: Answer,
  sees: boolean,
): Verdict {
  const at = instant(Date.now());
  if (answer.kind === 'retry') return unknown(view, layer, method, answer);
  const result = sightOf(answer.status, view, sees);
  return { view, layer, result, method, at, responseDigest: answer.receipt.responseDigest };
}

function unknown(view: View, layer: Layer, method: Call['endpoint'], answer: Answer): Verdict {
  const at = instant(Date.now());
  const pause = answer.kind === 'retry' && answer.code === 'connector.rate-limited' ? answer.afterMs : null;
  const seen = { view, layer, result: 'unknown', method, at, responseDigest: '' } as const;
  return pause === null ? seen : { ...seen, retryAt: after(at, pause) };
}

/**
 * 404 means gone only to somebody who can see the room at all. A stranger who cannot is kept out (`restricted`); a member
 * account that cannot has lost its membership or its token, and has seen nothing.
 */
function sightOf(status: number, view: PersonView, sees: boolean): Sight {
  if (status >= 200 && status < 300) return 'present';
  if (status !== 404 && status !== 410) return 'unknown';
  if (sees) return 'absent';
  return view === 'anonymous' ? 'restricted' : 'unknown';
}

/** A layer that is not part of the copy. */
const noLook = (view: PersonView, layer: Layer, method: string): Verdict => ({
  view,
  layer,
  result: 'absent',
  method,
  at: instant(Date.now()),
  responseDigest: '',
});
