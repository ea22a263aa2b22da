// A plan as rows of the messenger's tables and as the events of its feed, the same as if people had made it all one by one.
// Ids are given here, from 1, so that the same plan gives the same ids. Pure.
import type { MediaFacts, Person, RoomFacts } from '../../facts.ts';
import type { EventBody, EventKind } from '../../feed/feed.ts';
import { isByInvitation } from './members-plan.ts';
import { roomName, schoolNickname } from './names.ts';
import type { Post, SchoolPlan } from './plan.ts';

/** A row by its columns. */
export type Row = Readonly<Record<string, unknown>>;

export interface Timeline {
  /** Milliseconds: when the rooms were made, and when the last message was sent. */
  readonly start: number;
  readonly end: number;
}

/** What the database knows of a file besides its bytes. */
export type KnownFile = MediaFacts;

/** The account `checker` is the first; the people of the plan follow. */
export const CHECKER = { id: 1, name: 'checker' } as const;
const MOMENT_MS = 20_000;

/** A person of the plan as the messenger names them. */
export function personOf(number: number): Person {
  return { id: number + 2, name: schoolNickname(number) };
}

/** A room of the plan as the messenger names it. */
export function roomFacts(number: number): RoomFacts {
  return {
    id: number + 1,
    slug: roomName(number).slug,
    visibility: isByInvitation(number) ? 'invite' : 'public',
  };
}

/** When the post with this number was sent. */
export function sentAt({ posts }: SchoolPlan, number: number, { start, end }: Timeline): string {
  return iso(start + ((end - start) * (number + 1)) / posts.length);
}

/** Rows of `room`. */
export function roomRows({ members }: SchoolPlan, { start }: Timeline): readonly Row[] {
  return members.map((people, number) => ({
    ...roomFacts(number),
    title: roomName(number).title,
    created_by: personOf(people[0] ?? 0).id,
    created_at: iso(start),
  }));
}

/** Rows of `member`: the people of each room in order, the checker last. Every second one has read everything. */
export function memberRows({ members, posts }: SchoolPlan, { start }: Timeline): readonly Row[] {
  const last = new Map(posts.map(({ room }, number) => [room, number + 1]));
  const rows = members.flatMap((people, room) => [
    ...people.map((person, at) => ({
      room,
      account: personOf(person).id,
      role: at === 0 ? 'owner' : 'member',
    })),
    { room, account: CHECKER.id, role: 'member' },
  ]);
  return rows.map(({ room, account, role }, at) => ({
    room_id: room + 1,
    account_id: account,
    role,
    seq: at + 1,
    joined_at: iso(start),
    read_up_to: account % 2 === 1 ? (last.get(room) ?? 0) : 0,
  }));
}

/** Rows of `message`. */
export function messageRows(plan: SchoolPlan, time: Timeline): readonly Row[] {
  return plan.posts.map((post, number) => ({
    id: number + 1,
    room_id: post.room + 1,
    author_id: personOf(post.by).id,
    text: post.deleted === true ? null : (post.text ?? null),
    sent_at: sentAt(plan, number, time),
    forwarded_from: idOf(post.forwardOf),
    reply_to: idOf(post.replyTo),
    edited_at: post.before === undefined ? null : later(sentAt(plan, number, time)),
    deleted_at: post.deleted === true ? later(sentAt(plan, number, time)) : null,
  }));
}

/** Rows of `message_media`. */
export function attachedRows({ posts }: SchoolPlan, files: readonly KnownFile[]): readonly Row[] {
  return posts.flatMap((post, number) =>
    post.files.map((file, at) => ({
      message_id: number + 1,
      position: at + 1,
      blob: known(files, file).blob,
    })),
  );
}

/** Rows of `message_edit`: what an edited message said first. */
export function editRows(plan: SchoolPlan, time: Timeline): readonly Row[] {
  return plan.posts.flatMap(({ before }, number) =>
    before === undefined
      ? []
      : [
          {
            message_id: number + 1,
            version: 1,
            text: before,
            blobs: [],
            replaced_at: later(sentAt(plan, number, time)),
          },
        ],
  );
}

/** Rows of `notification`: who was answered, unless by themselves. */
export function notificationRows(plan: SchoolPlan, time: Timeline): readonly Row[] {
  const answers = plan.posts.flatMap(({ replyTo, by, room }, number) => {
    const asked = replyTo === undefined ? undefined : plan.posts[replyTo];
    return asked === undefined || asked.by === by ? [] : [{ number, room, from: by, to: asked.by }];
  });
  return answers.map(({ number, room, from, to }, at) => ({
    id: at + 1,
    account_id: personOf(to).id,
    at: sentAt(plan, number, time),
    kind: 'reply',
    room_id: room + 1,
    message_id: number + 1,
    from_id: personOf(from).id,
  }));
}

interface Happening {
  readonly at: string;
  readonly kind: EventKind;
  readonly body: EventBody;
}

/** Rows of `event`, in the order in which it would have happened: rooms, who joins, pictures of both, then the conversation. */
export function eventRows(plan: SchoolPlan, files: readonly KnownFile[], time: Timeline): readonly Row[] {
  const begin = iso(time.start);
  const rooms = plan.members.flatMap((people, room) => beginning(people, room, begin));
  const pictures = pictureEvents(plan, files, begin);
  const conversation = plan.posts.flatMap((post, number) =>
    postEvents(plan, files, post, number, sentAt(plan, number, time)),
  );
  return [...rooms, ...pictures, ...conversation].map(({ at, kind, body }, number) => ({
    cursor: number + 1,
    at,
    kind,
    body,
  }));
}

function beginning(people: readonly number[], number: number, at: string): readonly Happening[] {
  const room = roomFacts(number);
  const [maker, ...others] = [...people.map(personOf), CHECKER];
  const joins = others.map((account) => ({ at, kind: 'join' as const, body: { room, account } }));
  return [{ at, kind: 'room', body: { room, ...(maker === undefined ? {} : { account: maker }) } }, ...joins];
}

function pictureEvents(plan: SchoolPlan, files: readonly KnownFile[], at: string): readonly Happening[] {
  const people = [...plan.avatars].flatMap(([person, file]) => [
    uploaded(plan, files, file, at),
    { at, kind: 'avatar' as const, body: { account: personOf(person), media: bare(known(files, file)) } },
  ]);
  const rooms = [...plan.roomPictures].flatMap(([room, file]) => [
    uploaded(plan, files, file, at),
    { at, kind: 'room-picture' as const, body: { room: roomFacts(room), media: bare(known(files, file)) } },
  ]);
  return [...people, ...rooms];
}

function postEvents(
  plan: SchoolPlan,
  files: readonly KnownFile[],
  post: Post,
  number: number,
  at: string,
): readonly Happening[] {
  const uploads =
    post.forwardOf === undefined ? post.files.map((file) => uploaded(plan, files, file, at)) : [];
  const [room, author] = [roomFacts(post.room), personOf(post.by)];
  const media = post.files.map((file) => bare(known(files, file)));
  const forwarded = post.forwardOf === undefined ? {} : { forwardedFrom: post.forwardOf + 1 };
  const message = { id: number + 1, room, author, media, ...forwarded };
  const written: Happening = { at, kind: 'message', body: { message } };
  if (post.before !== undefined)
    return [...uploads, written, { at: later(at), kind: 'edit', body: { message } }];
  if (post.deleted !== true) return [...uploads, written];
  const target = { kind: 'message' as const, id: String(number + 1) };
  return [...uploads, written, { at: later(at), kind: 'delete', body: { target, account: author } }];
}

function uploaded(plan: SchoolPlan, files: readonly KnownFile[], file: number, at: string): Happening {
  const account = personOf(plan.files[file]?.by ?? 0);
  return { at, kind: 'media', body: { media: known(files, file), account } };
}

/** A file as a message names it in the feed: without its thumbnail. */
function bare({ blob, sha256, mime, bytes }: KnownFile): MediaFacts {
  return { blob, sha256, mime, bytes };
}

function known(files: readonly KnownFile[], number: number): KnownFile {
  const file = files[number];
  if (file === undefined) throw new Error(`File ${number} of the plan was not made.`);
  return file;
}

function idOf(post: number | undefined): number | null {
  return post === undefined ? null : post + 1;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function later(at: string): string {
  return iso(Date.parse(at) + MOMENT_MS);
}
