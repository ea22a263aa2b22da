// What happens in the story, decided before anything starts: who posts what, who tells of it, when and by which way. Pure: the same seed
// and size give the same plan. Every name, school, room and domain is invented.
import { chanceOf } from './random.ts';

export interface StorySize {
  readonly videos: number;
  readonly pictures: number;
  /** Reports by the messenger's button, honest ones, on each of the five days; four special ones come on top (days.ts). */
  readonly button: readonly [number, number, number, number, number];
  /** Mails by people of whom nothing is known. */
  readonly mails: number;
  readonly falseNotices: number;
  readonly rooms: number;
}

/** 118 notices: 102 by the button, 12 mails of people, 4 letters of enrolled bodies. */
export const WHOLE: StorySize = {
  videos: 25,
  pictures: 30,
  button: [38, 28, 13, 11, 8],
  mails: 12,
  falseNotices: 500,
  rooms: 30,
};
/** The same story with fewer of everything. */
export const FAST: StorySize = {
  videos: 5,
  pictures: 8,
  button: [5, 4, 3, 2, 1],
  mails: 3,
  falseNotices: 20,
  rooms: 6,
};

/** Seven accounts post; six of them are thought to be pupils. The seventh also draws, and is hidden by mistake once. */
export const UPLOADERS = 7;
const PUPILS = 6;

export type Reason = 'intimate-image' | 'threat' | 'minor' | 'other';
export type Side = 'depicted' | 'friend' | 'teacher';

/** Something posted that should not stand there. */
export interface PlannedPost {
  readonly name: string;
  readonly kind: 'video' | 'picture';
  /** Numbers of uploaders and rooms. */
  readonly by: number;
  readonly room: number;
  /** Whether another of them forwards it, and whether one uploads it again: to which room, by whom. */
  readonly forward: Place | null;
  readonly reupload: Place | null;
  /** Posted by somebody thought to be a pupil, of pupils. */
  readonly minor: boolean;
}

export interface Place {
  readonly by: number;
  readonly room: number;
}

/** A report by the button. `post`: number of the post it is about. */
export interface PlannedReport {
  readonly day: number;
  readonly post: number;
  readonly side: Side;
  /** Number of whoever tells of it, signed in; null: by the form, without an account. */
  readonly who: number | null;
  readonly reasons: readonly Reason[];
}

/** A mail of somebody of whom nothing is known. */
export interface PlannedMail {
  readonly day: number;
  readonly posts: readonly number[];
  readonly side: 'depicted' | 'teacher';
  readonly who: number;
}

export interface StoryPlan {
  readonly size: StorySize;
  readonly posts: readonly PlannedPost[];
  readonly reports: readonly PlannedReport[];
  readonly mails: readonly PlannedMail[];
  /** Posts in the letters of the support centre and of the police: duplicates of what others told of. */
  readonly centre: readonly number[];
  readonly police: readonly number[];
}

/** How many people with an account tell of something. */
export const MEMBERS = 20;

export function planStory(size: StorySize, seed: string): StoryPlan {
  const posts = Array.from({ length: size.videos + size.pictures }, (_, at) => plannedPost(at, size, seed));
  const days = size.button.flatMap((count, day) => Array.from({ length: count }, () => day + 1));
  const reports = days.map((day, at) => plannedReport(day, at, size, posts, seed));
  const mails = Array.from({ length: size.mails }, (_, at) => plannedMail(at, posts.length, seed));
  const chance = chanceOf(`letters ${seed}`);
  const some = (count: number, from: number, below: number): number[] =>
    distinct(count, () => from + chance.whole(below - from));
  const few = Math.min(size.pictures, 6);
  return {
    ...{ size, posts, reports, mails },
    centre: some(few, size.videos, posts.length),
    police: some(Math.min(size.videos, 8), 0, size.videos),
  };
}

function plannedPost(at: number, { videos, rooms }: StorySize, seed: string): PlannedPost {
  const chance = chanceOf(`post ${seed} ${at}`);
  const by = at % UPLOADERS;
  const room = chance.whole(rooms);
  const other = (): Place => ({
    by: (by + 1 + chance.whole(UPLOADERS - 1)) % UPLOADERS,
    room: (room + 1 + chance.whole(rooms - 1)) % rooms,
  });
  return {
    name: `post ${seed} ${at}`,
    kind: at < videos ? 'video' : 'picture',
    ...{ by, room },
    forward: chance.whole(2) === 0 ? other() : null,
    reupload: chance.whole(3) === 0 ? other() : null,
    minor: by < PUPILS,
  };
}

/** The regulator's letter lists the videos; of each picture somebody tells by the button first, and then of anything again. */
function plannedReport(
  day: number,
  at: number,
  { videos, pictures }: StorySize,
  posts: readonly PlannedPost[],
  seed: string,
): PlannedReport {
  const chance = chanceOf(`report ${seed} ${at}`);
  const post = at < pictures ? videos + at : chance.whole(posts.length);
  const side = chance.pick<Side>(['depicted', 'depicted', 'friend', 'teacher']);
  const saysMinor = posts[post]?.minor === true && chance.whole(3) === 0;
  return {
    ...{ day, post, side },
    who: side === 'teacher' ? null : chance.whole(MEMBERS),
    reasons: saysMinor ? ['intimate-image', 'minor'] : ['intimate-image'],
  };
}

function plannedMail(at: number, posts: number, seed: string): PlannedMail {
  const chance = chanceOf(`mail ${seed} ${at}`);
  const count = 1 + chance.whole(3);
  return {
    day: 5 - (at % 5),
    posts: distinct(count, () => chance.whole(posts)),
    side: at % 3 === 2 ? 'teacher' : 'depicted',
    who: at,
  };
}

/** So many different numbers, in the order in which they were drawn. */
function distinct(count: number, draw: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(draw());
  return [...drawn];
}
