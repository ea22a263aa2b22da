// Looking at a copy as others would: the page of the message and the file itself, as a stranger and as a member.
// Only heads are asked for, never the picture. A look that proves nothing is `unknown`.
import type { Copy, Layer, Sight, Verdict, View } from '../../../domain/content/copy.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Answer, Call, Client } from './client.ts';

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

export async function verify(
  client: Client,
  copy: Copy,
  views: readonly View[],
): Promise<readonly Verdict[]> {
  const looks = views.filter((view): view is PersonView => view === 'anonymous' || view === 'member');
  return (await Promise.all(looks.map((view) => lookAs(client, copy, view)))).flat();
}

async function lookAs(client: Client, copy: Copy, view: PersonView): Promise<Verdict[]> {
  const [room, page, file] = await Promise.all([
    client.call({ endpoint: ROOM_AS_SEEN_BY[view], params: { slug: copy.address }, as: view }),
    client.call({
      endpoint: 'HEAD /r/:slug/m/:id',
      params: { slug: copy.address, id: copy.message },
      as: view,
    }),
    copy.blob === ''
      ? undefined
      : client.call({ endpoint: 'HEAD /media/:blob', params: { blob: copy.blob }, as: view }),
  ]);
  const sees = room.kind === 'answered' && SEES[view].includes(room.status);
  return [
    verdict(view, 'reference', 'HEAD /r/:slug/m/:id', page, sees),
    file === undefined ? noFile(view) : verdict(view, 'blob', 'HEAD /media/:blob', file, sees),
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
  if (answer.kind === 'retry') return { view, layer, result: 'unknown', method, at, responseDigest: '' };
  const result = sightOf(answer.status, view, sees);
  return { view, layer, result, method, at, responseDigest: answer.receipt.responseDigest };
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

const noFile = (view: PersonView): Verdict => ({
  view,
  layer: 'blob',
  result: 'absent',
  method: 'the message has no file',
  at: instant(Date.now()),
  responseDigest: '',
});
