// What a whole school messenger will hold, decided before anything is made: who is in which room, who posts what when, and
// which file is an altered copy of which. Pure: the same size and seed give the same plan.
import { type Random, randomFrom } from '../random.ts';
import { CHAT } from '../words.ts';
import { type FilePlan, type Placement, planFiles } from './files-plan.ts';
import { planMembers } from './members-plan.ts';
import type { SchoolSize } from './sizes.ts';

/** One message, in the order of time. People and rooms are numbers of the plan, from 0. */
export interface Post {
  readonly room: number;
  readonly by: number;
  readonly text?: string;
  /** Numbers of files. */
  readonly files: readonly number[];
  /** Earlier posts. */
  readonly forwardOf?: number;
  readonly replyTo?: number;
  /** Words it was sent with, when it was edited afterwards. */
  readonly before?: string;
  /** Taken back by its author. */
  readonly deleted?: boolean;
}

export interface SchoolPlan {
  readonly seed: string;
  readonly size: SchoolSize;
  /** For each room the people in it, its maker first. */
  readonly members: readonly (readonly number[])[];
  readonly files: readonly FilePlan[];
  /** Which file stands for which person or room. */
  readonly avatars: ReadonlyMap<number, number>;
  readonly roomPictures: ReadonlyMap<number, number>;
  readonly posts: readonly Post[];
}

const REPLIES = 0.1;
const EDITS = 0.01;
const DELETIONS = 0.005;
const SCHOOL_WORDS_EN = [
  'See you at four.',
  'Who has the notes?',
  'Great match today!',
  'Thank you so much.',
];

/** Lays everything out. Throws RangeError when there are too few messages for the files. */
export function planSchool(size: SchoolSize, seed: string): SchoolPlan {
  const members = planMembers(size, seed);
  const { files, placements, avatars, roomPictures } = planFiles(size, seed, members);
  const posts = layOut(size, seed, members, placements);
  return { seed, size, members, files, avatars, roomPictures, posts };
}

/** Puts each chain of placements at moments of its own, the first before the second, and chat everywhere else. */
function layOut(
  size: SchoolSize,
  seed: string,
  members: readonly (readonly number[])[],
  chains: readonly (readonly Placement[])[],
): readonly Post[] {
  const needed = chains.reduce((sum, chain) => sum + chain.length, 0);
  if (needed > size.messages)
    throw new RangeError(`${needed} messages with files do not fit into ${size.messages}.`);
  const random = randomFrom(`moments ${seed}`);
  const moments = shuffled(size.messages, random);
  const posts: (Post | undefined)[] = Array.from({ length: size.messages });
  for (const chain of chains) {
    const own = moments.splice(-chain.length).toSorted((a, b) => a - b);
    chain.forEach(({ forwardOf, ...placement }, at) => {
      const moment = own[at];
      const source = forwardOf === undefined ? undefined : own[forwardOf];
      if (moment !== undefined)
        posts[moment] = { ...placement, ...(source === undefined ? {} : { forwardOf: source }) };
    });
  }
  return withChat(posts, members, randomFrom(`chat ${seed}`));
}

function withChat(
  posts: readonly (Post | undefined)[],
  members: readonly (readonly number[])[],
  random: Random,
): readonly Post[] {
  const last = new Map<number, number>();
  // Busy rooms are those with many people in them.
  const seats = members.flatMap((people, room) => people.map(() => room));
  const chat: Post[] = [];
  for (const [moment, placed] of posts.entries()) {
    const post = placed ?? chatter(random.pick(seats), members, last, chat, random);
    if (post.deleted !== true) last.set(post.room, moment);
    chat.push(post);
  }
  return chat;
}

function chatter(
  room: number,
  members: readonly (readonly number[])[],
  last: ReadonlyMap<number, number>,
  posts: readonly Post[],
  random: Random,
): Post {
  const people = members[room] ?? [];
  // A few people write most of what is written.
  const by = people[Math.floor(people.length * random.fraction() ** 2)] ?? 0;
  const post: Post = { room, by, text: line(random), files: [] };
  const fate = random.fraction();
  const previous = last.get(room);
  if (fate < REPLIES && previous !== undefined && posts[previous] !== undefined)
    return { ...post, replyTo: previous };
  if (fate < REPLIES + EDITS) return { ...post, before: line(random) };
  if (fate < REPLIES + EDITS + DELETIONS) return { ...post, deleted: true };
  return post;
}

function line(random: Random): string {
  return random.whole(8) === 0 ? random.pick(SCHOOL_WORDS_EN) : random.pick(CHAT);
}

function shuffled(length: number, random: Random): number[] {
  const list = Array.from({ length }, (_, number) => number);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = random.whole(at + 1);
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
  return list;
}
