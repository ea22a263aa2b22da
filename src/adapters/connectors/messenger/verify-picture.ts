// Looking at a file where it is no message: somebody's avatar, a room's picture. Only the file is looked at; what stands around it stays.
import type { Copy, Layer, Sight, Verdict, View } from '../../../domain/content/copy.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Answer, Call, Client } from './client.ts';
import { mediaRecord, onRecord, type OnRecord } from './records.ts';

type PersonView = Extract<View, 'anonymous' | 'member'>;

export async function verifyPicture(
  client: Client,
  copy: Copy,
  views: readonly View[],
): Promise<readonly Verdict[]> {
  const looks = views.filter((view): view is PersonView => view === 'anonymous' || view === 'member');
  const people = await Promise.all(looks.map((view) => lookAs(client, copy, view)));
  return [...people.flat(), ...(views.includes('admin') ? await asAdmin(client, copy) : [])];
}

async function lookAs(client: Client, copy: Copy, view: PersonView): Promise<Verdict[]> {
  const [file, sees] = await Promise.all([
    client.call({ endpoint: 'HEAD /media/:blob', params: { blob: copy.blob }, as: view }),
    seesAround(client, copy, view),
  ]);
  const blob = { view, layer: 'blob', method: 'HEAD /media/:blob', at: instant(Date.now()) } as const;
  return [
    noMessage(view),
    file.kind === 'retry'
      ? { ...blob, result: 'unknown', responseDigest: '' }
      : { ...blob, result: sightOf(file.status, view, sees), responseDigest: file.receipt.responseDigest },
  ];
}

/**
 * Whether the viewer would see it if it were there. A person is seen by whoever shares a room with her or finds her in a public one,
 * a room by whoever may read it.
 */
async function seesAround(client: Client, copy: Copy, view: PersonView): Promise<boolean> {
  const look = aroundOf(copy, view);
  if (look === undefined) return false;
  const answer = await client.call({ ...look.call, as: view });
  return answer.kind === 'answered' && look.seen.includes(answer.status);
}

interface Around {
  readonly call: Omit<Call, 'as'>;
  readonly seen: readonly number[];
}

function aroundOf({ as, uploader, address }: Copy, view: PersonView): Around | undefined {
  // Only people who are signed in are shown other people.
  if (as === 'avatar')
    return view === 'member'
      ? { call: { endpoint: 'HEAD /api/people/:id', params: { id: uploader } }, seen: [200] }
      : undefined;
  if (address === '') return undefined;
  return view === 'member'
    ? { call: { endpoint: 'HEAD /api/rooms/:slug/members', params: { slug: address } }, seen: [200, 403] }
    : { call: { endpoint: 'HEAD /api/rooms/:slug/messages', params: { slug: address } }, seen: [200] };
}

/** 404 means gone only to somebody who could see it; a stranger who could not is kept out, a member who could not saw nothing. */
function sightOf(status: number, view: PersonView, sees: boolean): Sight {
  if (status >= 200 && status < 300) return 'present';
  if (status !== 404 && status !== 410) return 'unknown';
  if (sees) return 'absent';
  return view === 'anonymous' ? 'restricted' : 'unknown';
}

/** What the platform itself says of the file. */
async function asAdmin(client: Client, { blob }: Copy): Promise<Verdict[]> {
  const endpoint = 'GET /admin/v1/media/:blob';
  const answer = await client.call({ endpoint, params: { blob }, as: 'admin' });
  return [
    answer.kind === 'retry' ? { ...noMessage('admin'), result: 'unknown' } : noMessage('admin'),
    {
      view: 'admin',
      layer: 'blob',
      ...sightOfRecord(answer),
      method: endpoint,
      at: instant(Date.now()),
      responseDigest: answer.kind === 'retry' ? '' : answer.receipt.responseDigest,
    },
  ];
}

function sightOfRecord(answer: Answer): OnRecord {
  if (answer.kind === 'retry' || (answer.status !== 200 && answer.status !== 404))
    return { result: 'unknown' };
  if (answer.status === 404) return { result: 'absent' };
  try {
    return onRecord(mediaRecord(answer.body), false);
  } catch {
    return { result: 'unknown' };
  }
}

/** A layer that is not part of the copy. */
const noMessage = (view: View): Verdict => ({
  view,
  layer: 'reference' satisfies Layer,
  result: 'absent',
  method: 'it stands in no message',
  at: instant(Date.now()),
  responseDigest: '',
});
