// Which pictures and clips a seeded school messenger holds: those nobody reported, and items with their copies, altered,
// forwarded and uploaded again, in messages, albums and as pictures of people and rooms. Pure.
import { type Random, randomFrom } from '../random.ts';
import { CAPTIONS } from '../words.ts';
import { type Alteration, CLIP_ALTERATIONS, PICTURE_ALTERATIONS, type SchoolSize } from './sizes.ts';

export type FileKind = 'picture' | 'clip';

export interface FilePlan {
  /** From what it is drawn: two files of one name and alteration are equal byte for byte. */
  readonly name: string;
  readonly kind: FileKind;
  readonly by: number;
  /** Number of the item it is a copy of, the original included; absent for what nobody reported. */
  readonly item?: number;
  readonly alteration?: { readonly how: Alteration; readonly amount: number };
}

/** One message with files. `forwardOf`: which message of the same chain it forwards. */
export interface Placement {
  readonly room: number;
  readonly by: number;
  readonly text?: string;
  readonly files: readonly number[];
  readonly forwardOf?: number;
}

export interface FilesPlan {
  readonly files: readonly FilePlan[];
  /** Messages that belong together, in the order of time. */
  readonly placements: readonly (readonly Placement[])[];
  readonly avatars: ReadonlyMap<number, number>;
  readonly roomPictures: ReadonlyMap<number, number>;
}

type Members = readonly (readonly number[])[];

interface Draft {
  readonly random: Random;
  readonly members: Members;
  /** For each person the rooms they are in. */
  readonly roomsOf: readonly (readonly number[])[];
  readonly files: FilePlan[];
  readonly placements: Placement[][];
  readonly avatars: Map<number, number>;
  readonly roomPictures: Map<number, number>;
}

/** One in so many of what nobody reported stands in an album with others, is forwarded, is somebody's picture. */
const ALBUM_EVERY = 8;
const FORWARD_EVERY = 6;
const AVATAR_EVERY = 7;
const ROOM_PICTURE_EVERY = 24;
const ALBUM = 3;
/** One item in so many has a copy as somebody's picture, or as a room's. */
const ITEM_AVATAR_EVERY = 6;
const ITEM_ROOM_PICTURE_EVERY = 15;

/** Decides on every file and every message that shows one. */
export function planFiles(size: SchoolSize, seed: string, members: Members): FilesPlan {
  const roomsOf: number[][] = Array.from({ length: size.members }, () => []);
  for (const [room, people] of members.entries()) for (const person of people) roomsOf[person]?.push(room);
  const draft: Draft = {
    random: randomFrom(`files ${seed}`),
    members,
    roomsOf,
    files: [],
    placements: [],
    avatars: new Map(),
    roomPictures: new Map(),
  };
  for (let number = 0; number < size.tracedPictures; number += 1) planItem(draft, seed, number, 'picture');
  for (let number = 0; number < size.tracedClips; number += 1) {
    planItem(draft, seed, size.tracedPictures + number, 'clip');
  }
  for (let number = 0; number < size.pictures; number += 1) planInnocent(draft, seed, number, 'picture');
  for (let number = 0; number < size.clips; number += 1) planInnocent(draft, seed, number, 'clip');
  return draft;
}

function planItem(draft: Draft, seed: string, item: number, kind: FileKind): void {
  const { random } = draft;
  const name = `item ${seed} ${item}`;
  const rooms = distinctRooms(draft, 2 + PICTURE_ALTERATIONS.length);
  const chain: Placement[] = [];
  const place = (alteration?: FilePlan['alteration']): void => {
    const [room, by] = someone(draft, rooms[chain.length % rooms.length] ?? 0);
    const file = add(draft, { name, kind, by, item, ...(alteration === undefined ? {} : { alteration }) });
    chain.push({ room, by, ...caption(random), files: [file] });
  };
  place();
  for (const how of kind === 'picture' ? PICTURE_ALTERATIONS : CLIP_ALTERATIONS) {
    place({ how, amount: amountOf(how, kind, random) });
  }
  place();
  chain.push(forward(draft, chain, random.whole(chain.length)));
  draft.placements.push(chain);
  if (kind === 'picture') planItemPictures(draft, name, item);
}

/** A copy of some items stands for a person, of some for a room. */
function planItemPictures(draft: Draft, name: string, item: number): void {
  const how = draft.random.pick(['recompressed', 'resized'] as const);
  const alteration = { how, amount: amountOf(how, 'picture', draft.random) };
  const copy = { name, kind: 'picture', item, alteration } as const;
  if (item % ITEM_AVATAR_EVERY === 0) {
    const [, by] = someone(draft, draft.random.whole(draft.members.length));
    if (!draft.avatars.has(by)) draft.avatars.set(by, add(draft, { ...copy, by }));
  }
  if (item % ITEM_ROOM_PICTURE_EVERY === 0) pictureOfRoom(draft, copy);
}

function planInnocent(draft: Draft, seed: string, number: number, kind: FileKind): void {
  const { random } = draft;
  const [room, by] = someone(draft, random.whole(draft.members.length));
  const plan = { name: `innocent ${seed} ${kind} ${number}`, kind, by };
  if (kind === 'picture' && number % ROOM_PICTURE_EVERY === 0) return pictureOfRoom(draft, plan);
  const file = add(draft, plan);
  if (kind === 'picture' && number % AVATAR_EVERY === 0 && !draft.avatars.has(by)) {
    draft.avatars.set(by, file);
    return;
  }
  const album = number % ALBUM_EVERY === 0 ? albumWith(draft, plan, file) : [file];
  const chain: Placement[] = [{ room, by, ...caption(random), files: album }];
  if (number % FORWARD_EVERY === 0) chain.push(forward(draft, chain, 0));
  draft.placements.push(chain);
}

function albumWith(draft: Draft, plan: Omit<FilePlan, 'item'>, file: number): readonly number[] {
  const more = Array.from({ length: ALBUM - 1 }, (_, page) =>
    add(draft, { ...plan, name: `${plan.name} page ${page}` }),
  );
  return [file, ...more];
}

function pictureOfRoom(draft: Draft, plan: Omit<FilePlan, 'by'>): void {
  const room = draft.random.whole(draft.members.length);
  const owner = draft.members[room]?.[0];
  // A room that has a picture already gets no second one.
  if (owner !== undefined && !draft.roomPictures.has(room)) {
    draft.roomPictures.set(room, add(draft, { ...plan, by: owner }));
  }
}

/** Somebody who is in the room of the message shows it in another one of theirs. */
function forward({ random, members, roomsOf }: Draft, chain: readonly Placement[], which: number): Placement {
  const source = chain[which];
  if (source === undefined) throw new RangeError('There is nothing to forward.');
  const reader = random.pick(members[source.room] ?? []);
  const others = (roomsOf[reader] ?? []).filter((room) => room !== source.room);
  const room = others.length === 0 ? source.room : random.pick(others);
  const { text, files } = source;
  return { room, by: reader, files, forwardOf: which, ...(text === undefined ? {} : { text }) };
}

function amountOf(how: Alteration, kind: FileKind, random: Random): number {
  const within = (low: number, high: number, step: number) =>
    Number((low + step * random.whole(Math.round((high - low) / step) + 1)).toFixed(3));
  switch (how) {
    case 'recompressed':
      return kind === 'picture' ? within(25, 65, 5) : within(30, 40, 1);
    case 'resized':
      return within(0.5, 0.9, 0.05);
    case 'cropped':
      return within(0.05, 0.3, 0.05);
    case 'mirrored':
      return 1;
    case 'bordered':
      return within(0.03, 0.12, 0.01);
    case 'shortened':
      return within(0.1, 0.4, 0.05);
    case 're-encoded':
      return kind === 'picture' ? within(55, 85, 5) : within(150, 400, 50);
  }
}

function caption(random: Random): { readonly text?: string } {
  return random.whole(2) === 0 ? {} : { text: random.pick(CAPTIONS) };
}

function someone({ random, members }: Draft, room: number): readonly [room: number, by: number] {
  return [room, random.pick(members[room] ?? [])];
}

function distinctRooms({ random, members }: Draft, count: number): readonly number[] {
  const rooms = new Set<number>();
  while (rooms.size < Math.min(count, members.length)) rooms.add(random.whole(members.length));
  return [...rooms];
}

function add({ files }: Draft, plan: FilePlan): number {
  return files.push(plan) - 1;
}
