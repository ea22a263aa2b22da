// What the seed will make, decided before anything is sent: who is in which room, which file stands where.
// Pure: the same options give the same plan.
import { randomFrom } from './random.ts';

export interface Place {
  readonly room: number;
  readonly by: number;
}

/** A file that will be reported, and the three places it stands in. */
export interface ReportedPlan {
  readonly name: string;
  readonly kind: 'picture' | 'video';
  readonly original: Place;
  readonly forward: Place;
  readonly reupload: Place;
}

/** A file nobody complains about. Some are forwarded too, so that a forward alone says nothing. */
export interface OrdinaryPlan {
  readonly name: string;
  readonly kind: 'picture' | 'video';
  readonly original: Place;
  readonly forward?: Place;
}

export interface SeedPlan {
  readonly reported: readonly ReportedPlan[];
  readonly ordinary: readonly OrdinaryPlan[];
  /** For each room the accounts in it; the first one made it. */
  readonly members: readonly (readonly number[])[];
}

export const ACCOUNTS = 40;
/** One room in five is by invitation: 6 of 30. */
const INVITE_EVERY = 5;
const MEMBERS_PER_ROOM = 7;
const ORDINARY_PER_ROOM = 4;
/** Two items in five are clips. */
const CLIP_EVERY = 5;

/** Whether the room with this number is by invitation only. */
export function isInviteOnly(room: number): boolean {
  return room % INVITE_EVERY === INVITE_EVERY - 1;
}

/** Lays out `rooms` rooms and `reported` items. Needs at least three rooms, because an item stands in three. */
export function planSeed(rooms: number, reported: number, seed: string): SeedPlan {
  const members = Array.from({ length: rooms }, (_, room) => firstMembers(room, seed).slice());
  const join = (room: number, by: number): Place => {
    const inside = members[room];
    if (inside !== undefined && !inside.includes(by)) inside.push(by);
    return { room, by };
  };
  const items = Array.from({ length: reported }, (_, item) => planReported(item, rooms, seed, members, join));
  const ordinary = Array.from({ length: rooms * ORDINARY_PER_ROOM }, (_, item) =>
    planOrdinary(item, rooms, seed, members, join),
  );
  return { reported: items, ordinary, members };
}

type Join = (room: number, by: number) => Place;
type Members = readonly (readonly number[])[];

function firstMembers(room: number, seed: string): readonly number[] {
  const random = randomFrom(`members ${seed} ${room}`);
  const inside = new Set<number>();
  while (inside.size < MEMBERS_PER_ROOM) inside.add(random.whole(ACCOUNTS));
  return [...inside];
}

function planReported(item: number, rooms: number, seed: string, members: Members, join: Join): ReportedPlan {
  const random = randomFrom(`reported ${seed} ${item}`);
  const first = (item * 7) % rooms;
  const second = (first + 1 + random.whole(rooms - 1)) % rooms;
  const third = thirdRoom(first, second, rooms, random.whole(rooms));
  const original = { room: first, by: random.pick(members[first] ?? []) };
  // Who forwards a message has read it: a member of both rooms.
  const forwarder = random.pick((members[first] ?? []).filter((account) => account !== original.by));
  return {
    name: `reported ${seed} ${item}`,
    kind: item % CLIP_EVERY === 1 || item % CLIP_EVERY === 3 ? 'video' : 'picture',
    original,
    forward: join(second, forwarder),
    reupload: { room: third, by: random.pick(members[third] ?? []) },
  };
}

function thirdRoom(first: number, second: number, rooms: number, start: number): number {
  const free = [0, 1, 2]
    .map((step) => (start + step) % rooms)
    .find((room) => room !== first && room !== second);
  if (free === undefined) throw new Error('The seed needs at least three rooms.');
  return free;
}

function planOrdinary(item: number, rooms: number, seed: string, members: Members, join: Join): OrdinaryPlan {
  const random = randomFrom(`ordinary ${seed} ${item}`);
  const room = item % rooms;
  const by = random.pick(members[room] ?? []);
  const name = `ordinary ${seed} ${item}`;
  const kind = random.whole(CLIP_EVERY) === 0 ? 'video' : 'picture';
  const forwarded = random.whole(3) === 0;
  if (!forwarded) return { name, kind, original: { room, by } };
  const forward = join((room + 1 + random.whole(rooms - 1)) % rooms, by);
  return { name, kind, original: { room, by }, forward };
}
