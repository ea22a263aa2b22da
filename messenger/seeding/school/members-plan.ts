// Who is in which room of a seeded school messenger: few large rooms, many small ones, everybody in at least one. Pure.
import { randomFrom } from '../random.ts';
import type { SchoolSize } from './sizes.ts';

/** The largest room holds this share of everybody; the next half of it, a third, a quarter, ... */
const LARGEST_SHARE = 0.25;
const SMALLEST = 8;
const INVITE_EVERY = 5;

/** Whether the room with this number is by invitation only. */
export function isByInvitation(room: number): boolean {
  return room % INVITE_EVERY === INVITE_EVERY - 1;
}

/** For each room its people by number, the one who made it first. */
export function planMembers({ rooms, members }: SchoolSize, seed: string): readonly (readonly number[])[] {
  if (members < SMALLEST) throw new RangeError(`A school needs at least ${SMALLEST} members.`);
  const random = randomFrom(`members ${seed}`);
  const inside = Array.from({ length: rooms }, (_, room) => {
    const size = Math.max(SMALLEST, Math.round((members * LARGEST_SHARE) / (1 + room / 4)));
    const people = new Set<number>();
    while (people.size < Math.min(size, members)) people.add(random.whole(members));
    return people;
  });
  const somewhere = new Set(inside.flatMap((people) => [...people]));
  for (let person = 0; person < members; person += 1) {
    if (!somewhere.has(person)) inside[random.whole(rooms)]?.add(person);
  }
  return inside.map((people) => [...people]);
}
