// The rooms before the first notice: the seven post over a weekend, others are members and see it. What stands where is remembered, so that the
// end can be looked at without asking the desk.
import { setTimeout as delay } from 'node:timers/promises';
import { memberName, UPLOADER_NAMES } from './cast.ts';
import { clipOf, pictureOf } from './files.ts';
import { MEMBERS, type PlannedPost, type StoryPlan } from './plan.ts';
import type { StoryStage } from './stage.ts';
import type { Member, Posted, Yeoul } from './yeoul.ts';

/** One place where something stands. */
export interface Stands {
  readonly message: number;
  readonly room: string;
  readonly permalink: string;
  readonly blob: string;
}

export interface Post {
  readonly name: string;
  readonly minor: boolean;
  readonly sha256: string;
  readonly by: Member;
  /** The original first. */
  readonly places: readonly Stands[];
}

export interface World {
  readonly uploaders: readonly Member[];
  readonly members: readonly Member[];
  readonly posts: readonly Post[];
  /** Hidden by mistake: a drawing of the seventh account's own. */
  readonly drawing: Post;
  /** A message that demands money; its picture is one of the posts' kind. */
  readonly extortion: Post;
  /** Another server keeps a copy of it. */
  readonly abroad: Post;
  /** Nobody tells of them; the police ask to keep what is known of them. */
  readonly kept: readonly Post[];
  /** A room whose words the desk cannot read. */
  readonly sealedRoom: string;
  /** Pictures that nobody has anything against. */
  readonly harmless: readonly Harmless[];
}

export interface Harmless {
  readonly permalink: string;
  readonly blob: string;
}

/** As many as a group aims at, and one more. */
const HARMLESS = 21;

/** Nothing may be copied to the other server but one message: so small a share is none, and lets it read along. */
const NEARLY_NONE = 1e-9;
const COPIED_LIMIT_MS = 20_000;
const LOOK_MS = 100;
const TEXT = '이거 봐';

export async function makeWorld(stage: StoryStage, plan: StoryPlan, seed: string): Promise<World> {
  const { yeoul, seeded } = stage;
  const uploaders = await inTurn(UPLOADER_NAMES, (name) => yeoul.signUp(name));
  const members = await inTurn(
    Array.from({ length: MEMBERS }, (_, at) => memberName(at)),
    (name) => yeoul.signUp(name),
  );
  const rooms = seeded.rooms.filter(({ visibility }) => visibility === 'public').map(({ slug }) => slug);
  for (const who of uploaders) for (const slug of rooms) await yeoul.join(who, slug);
  const place = placer(yeoul, uploaders, rooms);
  const abroad = await copiedAbroad(yeoul, () => place(special('abroad', 0, 1, seed)));
  const posts = await inTurn(plan.posts, place);
  const [host = uploaders[0]] = members;
  const sealed = { slug: 'jamgin-bang', title: '잠긴 방', visibility: 'invite', encrypted: true };
  const { slug } = await yeoul.makeRoom(host as Member, sealed);
  return {
    ...{ uploaders, members, posts, abroad, sealedRoom: slug },
    harmless: await inTurn(seeded.untouched.slice(0, HARMLESS), (one) => linked(yeoul, one)),
    drawing: await place(special('drawing', 6, 2, seed)),
    extortion: await place(special('extortion', 0, 3, seed)),
    kept: [await place(special('kept', 1, 4, seed)), await place(special('kept too', 2, 5, seed))],
  };
}

async function linked(
  { api, admin }: Yeoul,
  { messageId, blob }: { readonly messageId: number; readonly blob: string },
): Promise<Harmless> {
  const { room } = await admin<{ room: { slug: string } }>('GET', `/admin/v1/messages/${messageId}`);
  return { permalink: `${api}/r/${room.slug}/m/${messageId}`, blob };
}

const special = (name: string, by: number, room: number, seed: string): PlannedPost => ({
  ...{ name: `${name} ${seed}`, kind: 'picture', by, room, forward: null, reupload: null, minor: false },
});

function placer(yeoul: Yeoul, uploaders: readonly Member[], rooms: readonly string[]) {
  const room = (number: number): string => rooms[number % rooms.length] ?? '';
  const uploader = (number: number): Member => uploaders[number % uploaders.length] as Member;
  const stands = (posted: Posted, blob: string, slug: string): Stands => ({
    ...{ message: posted.id, room: slug, permalink: posted.permalink, blob },
  });
  return async (planned: PlannedPost): Promise<Post> => {
    const isVideo = planned.kind === 'video';
    const bytes = await (isVideo ? clipOf(planned.name) : pictureOf(planned.name));
    const show = async (by: number, at: number) => {
      const posted = await yeoul.post(
        uploader(by),
        room(at),
        TEXT,
        isVideo ? 'video/mp4' : 'image/png',
        bytes,
      );
      return { posted, stands: stands(posted, posted.blob, room(at)) };
    };
    const first = await show(planned.by, planned.room);
    const places = [first.stands];
    if (planned.forward !== null) {
      const { by, room: to } = planned.forward;
      const sent = await yeoul.forward(uploader(by), room(planned.room), first.posted.id, room(to));
      places.push(stands(sent, first.posted.blob, room(to)));
    }
    if (planned.reupload !== null)
      places.push((await show(planned.reupload.by, planned.reupload.room)).stands);
    const { name, minor } = planned;
    return { name, minor, sha256: first.posted.sha256, by: uploader(planned.by), places };
  };
}

/** Uploads a post's file once more, days later. */
export async function uploadAgain(yeoul: Yeoul, post: Post, video: boolean, by: Member): Promise<Stands> {
  const bytes = await (video ? clipOf(post.name) : pictureOf(post.name));
  const [first] = post.places;
  if (first === undefined) throw new RangeError('a post stands somewhere');
  const posted = await yeoul.post(by, first.room, TEXT, video ? 'video/mp4' : 'image/png', bytes);
  return { message: posted.id, room: first.room, permalink: posted.permalink, blob: posted.blob };
}

/** Lets the other server take a copy of what is posted, and of nothing after it. */
async function copiedAbroad(yeoul: Yeoul, post: () => Promise<Post>): Promise<Post> {
  const share = (peer: number): Promise<object> => yeoul.admin('PUT', '/admin/v1/faults', { peer });
  await share(1);
  const posted = await post();
  const [first] = posted.places;
  for (let waited = 0; waited < COPIED_LIMIT_MS; waited += LOOK_MS) {
    const { copies } = await yeoul.admin<{ copies: object[] }>(
      'GET',
      `/admin/v1/messages/${first?.message}/peers`,
    );
    if (copies.length > 0) break;
    await delay(LOOK_MS);
  }
  await share(NEARLY_NONE);
  return posted;
}

/** One after another: what is numbered by when it was made must be numbered the same in each telling. */
async function inTurn<T, R>(all: readonly T[], make: (one: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}
