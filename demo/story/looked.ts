// The end, looked at without asking the desk: what of the posts still stands, and whether anything else was touched. As a member of every room.
import type { StoryStage } from './stage.ts';
import type { Post, Stands, World } from './world.ts';

export interface Looked {
  readonly places: number;
  readonly stillUp: number;
  readonly drawingUp: boolean;
  /** Of what was only to be kept. */
  readonly keptUp: number;
  readonly abroadStillThere: number;
  readonly others: number;
  readonly othersUp: number;
}

const AT_ONCE = 8;
const OK = 200;

/** @param more places where something was posted later */
export async function lookAround(
  { yeoul, seeded }: StoryStage,
  world: World,
  more: readonly Stands[],
): Promise<Looked> {
  const token = seeded.checkerToken;
  const isUp = async ({ blob }: { readonly blob: string }): Promise<boolean> =>
    (await yeoul.status(`/media/${blob}`, token)) === OK;
  const wanted = [...placesOf([...world.posts, world.extortion, world.abroad]), ...more];
  return {
    places: wanted.length,
    stillUp: await counted(wanted, isUp),
    drawingUp: (await counted(placesOf([world.drawing]), isUp)) === 1,
    keptUp: await counted(placesOf(world.kept), isUp),
    abroadStillThere: await peerCopies(world.abroad, yeoul),
    others: seeded.untouched.length,
    othersUp: await counted(seeded.untouched, isUp),
  };
}

const placesOf = (posts: readonly Post[]): Stands[] => posts.flatMap(({ places }) => places);

async function peerCopies(post: Post, { admin, status }: StoryStage['yeoul']): Promise<number> {
  const [first] = post.places;
  const { copies } = await admin<{ copies: { file: string }[] }>(
    'GET',
    `/admin/v1/messages/${first?.message}/peers`,
  );
  return counted(copies, async ({ file }) => (await status(`/peer/media/${file}`)) === OK);
}

async function counted<T>(all: readonly T[], test: (one: T) => Promise<boolean>): Promise<number> {
  const waiting = [...all];
  let found = 0;
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) if (await test(one)) found += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}
