// Fills an empty messenger with school-like rooms, over HTTP: accounts, chat, pictures, clips, and items to be reported,
// each standing in three places. The answer tells the truth about all of it, so that a removal can be scored.
import { clipNamed } from './seeding/clips.ts';
import {
  type Account,
  type Client,
  createClient,
  type SeedRoom,
  type Sent,
  type Uploaded,
} from './seeding/client.ts';
import { inParallel } from './seeding/in-parallel.ts';
import { pictureNamed } from './seeding/pictures.ts';
import {
  ACCOUNTS,
  isInviteOnly,
  type OrdinaryPlan,
  type Place,
  planSeed,
  type ReportedPlan,
} from './seeding/plan.ts';
import { randomFrom } from './seeding/random.ts';
import { CAPTIONS, CHAT, MAX_ROOMS, nickname, schoolRoom } from './seeding/words.ts';

export interface SeedOptions {
  /** Where the messenger answers, without a trailing slash. */
  readonly api: string;
  /** Used only to see that the messenger is empty. */
  readonly adminToken: string;
  readonly rooms?: number;
  readonly reported?: number;
  readonly seed?: string | number;
}

/** One place where a reported item stands. */
export interface SeededCopy {
  readonly how: 'original' | 'forward' | 'reupload';
  readonly messageId: number;
  readonly blob: string;
  readonly room: string;
}

export interface SeededItem {
  readonly permalink: string;
  readonly messageId: number;
  readonly blob: string;
  readonly sha256: string;
  readonly kind: 'picture' | 'video';
  /** All three places, the original first. */
  readonly copies: readonly SeededCopy[];
}

export interface Seeded {
  /** Session of the account `checker`, a member of every room. */
  readonly checkerToken: string;
  readonly items: readonly SeededItem[];
  /** Every message that shows a file nobody reported. */
  readonly untouched: readonly { readonly messageId: number; readonly blob: string }[];
  readonly rooms: readonly SeedRoom[];
  readonly accounts: readonly Account[];
  /** How many messages were sent. */
  readonly messages: number;
}

/** Requests in flight. More would only queue at the server. */
const AT_ONCE = 6;
const CHAT_PER_ROOM = 6;
const MIN_ROOMS = 3;

/** Seeds the rooms. Rejects when the messenger is not empty, or on the first refusal. */
export async function seedSchoolRooms(options: SeedOptions): Promise<Seeded> {
  const { api, adminToken, rooms = 30, reported = 25 } = options;
  if (rooms < MIN_ROOMS || rooms > MAX_ROOMS)
    throw new Error(`Seed between ${MIN_ROOMS} and ${MAX_ROOMS} rooms.`);
  const client = createClient(api);
  if (!(await client.isEmpty(adminToken))) {
    throw new Error('This messenger is not empty. Seed a new database, or go on with what is there.');
  }
  const seed = String(options.seed ?? 1);
  const plan = planSeed(rooms, reported, seed);
  const [checker, ...accounts] = await signUpAll(client);
  if (checker === undefined) throw new Error('Nobody signed up.');
  const made = await makeRooms(client, accounts, plan.members, checker);
  const school = { client, accounts, rooms: made, seed };
  const chat = await inParallel(made, AT_ONCE, (room, number) =>
    sendChat(school, room, plan.members[number] ?? []),
  );
  const ordinary = await inParallel(plan.ordinary, AT_ONCE, (item) => placeOrdinary(school, item));
  const items = await inParallel(plan.reported, AT_ONCE, (item) => placeReported(school, item));
  const untouched = ordinary.flat();
  const messages = chat.reduce((sum, sent) => sum + sent, 0) + untouched.length + items.length * 3;
  return {
    checkerToken: checker.token,
    items,
    untouched,
    rooms: made,
    accounts: [checker, ...accounts],
    messages,
  };
}

interface School {
  readonly client: Client;
  readonly accounts: readonly Account[];
  readonly rooms: readonly SeedRoom[];
  readonly seed: string;
}

function signUpAll(client: Client): Promise<readonly Account[]> {
  const names = ['checker', ...Array.from({ length: ACCOUNTS }, (_, number) => nickname(number))];
  return inParallel(names, AT_ONCE, (name) => client.signUp(name, `passphrase of ${name}`));
}

function makeRooms(
  client: Client,
  accounts: readonly Account[],
  members: readonly (readonly number[])[],
  checker: Account,
): Promise<readonly SeedRoom[]> {
  return inParallel(members, AT_ONCE, async (inside, number) => {
    const [maker, ...others] = inside.map((account) => at(accounts, account));
    if (maker === undefined) throw new Error('A room without members was planned.');
    const visibility = isInviteOnly(number) ? ('invite' as const) : ('public' as const);
    const room = await client.makeRoom(maker, { ...schoolRoom(number), visibility });
    const invitation = visibility === 'invite' ? await client.invite(maker, room.slug) : undefined;
    for (const account of [...others, checker]) {
      await (invitation === undefined
        ? client.join(account, room.slug)
        : client.joinByInvite(account, invitation));
    }
    return room;
  });
}

async function sendChat({ client, accounts, seed }: School, room: SeedRoom, members: readonly number[]) {
  const random = randomFrom(`chat ${seed} ${room.slug}`);
  for (let line = 0; line < CHAT_PER_ROOM; line += 1) {
    await client.send(at(accounts, random.pick(members)), room.slug, random.pick(CHAT), []);
  }
  return CHAT_PER_ROOM;
}

async function placeOrdinary(school: School, item: OrdinaryPlan) {
  const { message, uploaded } = await show(school, item.original, item);
  const original = { messageId: message.id, blob: uploaded.blob };
  if (item.forward === undefined) return [original];
  const forward = await forwardTo(school, message, item.forward);
  return [original, { messageId: forward.id, blob: uploaded.blob }];
}

async function placeReported(school: School, item: ReportedPlan): Promise<SeededItem> {
  const { message, uploaded } = await show(school, item.original, item);
  const forward = await forwardTo(school, message, item.forward);
  const again = await show(school, item.reupload, item);
  return {
    permalink: message.permalink,
    messageId: message.id,
    blob: uploaded.blob,
    sha256: uploaded.sha256,
    kind: item.kind,
    copies: [
      { how: 'original', messageId: message.id, blob: uploaded.blob, room: message.room },
      { how: 'forward', messageId: forward.id, blob: uploaded.blob, room: forward.room },
      { how: 'reupload', messageId: again.message.id, blob: again.uploaded.blob, room: again.message.room },
    ],
  };
}

async function show(
  { client, accounts, rooms, seed }: School,
  place: Place,
  file: { readonly name: string; readonly kind: 'picture' | 'video' },
): Promise<{ readonly message: Sent; readonly uploaded: Uploaded }> {
  const by = at(accounts, place.by);
  const bytes = file.kind === 'video' ? await clipNamed(file.name) : pictureNamed(file.name);
  const uploaded = await client.upload(by, file.kind === 'video' ? 'video/mp4' : 'image/png', bytes);
  const words = caption(`${seed} ${file.name} ${place.room}`);
  const message = await client.send(by, at(rooms, place.room).slug, words, [uploaded.blob]);
  return { message, uploaded };
}

/** Half of the files come with a few words, half with none. */
function caption(name: string): string | undefined {
  const random = randomFrom(`caption ${name}`);
  return random.whole(2) === 0 ? undefined : random.pick(CAPTIONS);
}

function forwardTo({ client, accounts, rooms }: School, message: Sent, place: Place): Promise<Sent> {
  return client.forward(at(accounts, place.by), message, at(rooms, place.room).slug);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`The plan names number ${index}, which was not made.`);
  return item;
}
