// Fills an empty database with a whole school messenger in one transaction: all of it is there afterwards, or nothing. Whoever
// is killed half-way starts anew on an empty database. Rows and events are those people would have left; the news of the live
// stream is not written, since nobody was connected who could have missed any.
import { createHash, randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import type { MediaFacts } from '../../facts.ts';
import { lockJournal } from '../../feed/feed.ts';
import { nameKey, openSession } from '../../people/accounts.ts';
import { hashPassphrase } from '../../people/passphrases.ts';
import { type Database, inTransaction, oneRow, type Queryable } from '../../store/database.ts';
import { createThumbnailMaker } from '../../thumbnails/maker.ts';
import { ffmpegVersion } from './clips-made.ts';
import { makeFiles } from './files-made.ts';
import { planSchool, type SchoolPlan } from './plan.ts';
import * as rows from './rows.ts';
import type { SchoolSize } from './sizes.ts';
import { truthOf } from './truth.ts';
import { insert, setNumbers } from './insert.ts';

export interface SchoolSeed {
  /** Migrated, and empty. */
  readonly database: Database;
  readonly size: SchoolSize;
  readonly seed: string;
  /** log2 of scrypt's N for the one passphrase of all seeded people. */
  readonly passphraseCost: number;
  /** Where the truth is written, as JSON. */
  readonly truthFile: string;
  /** Where the passphrase of all seeded people and the checker's session are written, for their owner alone. */
  readonly accessFile: string;
  /** Told what is done, a few times a minute. */
  readonly say: (progress: string) => void;
  /** Absent: looked for. */
  readonly ffmpeg?: boolean;
}

export interface SchoolSeeded {
  readonly rooms: number;
  readonly accounts: number;
  readonly messages: number;
  readonly files: number;
  readonly items: number;
  readonly copies: number;
}

const DAYS = 180;
const DAY_MS = 86_400_000;
/** The last message is this old. */
const MINUTE_MS = 60_000;

/** Fills the database. Undefined when something is in it already: nothing is changed then. */
export async function seedSchool(options: SchoolSeed): Promise<SchoolSeeded | undefined> {
  const { database, say } = options;
  const version = await ffmpegVersion();
  const withFfmpeg = options.ffmpeg ?? version !== undefined;
  if (!withFfmpeg)
    say('ffmpeg with libx264 and libvpx was not found: the committed clips are used, and no clip is altered');
  const size = withFfmpeg ? options.size : { ...options.size, tracedClips: 0 };
  const plan = planSchool(size, options.seed);
  return inTransaction(database, async (db) => {
    await lockJournal(db);
    if (!(await isEmpty(db))) return undefined;
    return fill(db, options, plan, withFfmpeg);
  });
}

async function isEmpty(db: Queryable): Promise<boolean> {
  const sql = 'select exists (select 1 from account) or exists (select 1 from event) as filled';
  return !(await oneRow<{ filled: boolean }>(db, sql)).filled;
}

async function fill(
  db: Queryable,
  { passphraseCost, truthFile, accessFile, say }: SchoolSeed,
  plan: SchoolPlan,
  withFfmpeg: boolean,
): Promise<SchoolSeeded> {
  const now = Date.now();
  const time = { start: now - DAYS * DAY_MS, end: now - MINUTE_MS };
  const passphrase = randomBytes(12).toString('base64url');
  await insertPeople(db, plan, time, await hashPassphrase(passphrase, passphraseCost));
  await insert(db, 'room', ROOM, rows.roomRows(plan, time));
  await insert(db, 'member', MEMBER, rows.memberRows(plan, time));
  const files = await withThumbnails((thumbnails) =>
    makeFiles({ db, plan, time, withFfmpeg, thumbnails, blobOf: (number) => blobId(plan.seed, number), say }),
  );
  await insertConversation(db, plan, files, time, say);
  await insertPictures(db, plan, files);
  await setNumbers(db);
  const { token } = await openSession(db, rows.CHECKER.id);
  const truth = truthOf(plan, files, withFfmpeg);
  // Before the commit: a filled database is never without its truth. A truth without its database is written over by the next try.
  await writeWhole(truthFile, truth, 0o644);
  await writeWhole(accessFile, { checkerToken: token, passphrase }, 0o600);
  const { rooms, accounts, messages, items } = truth;
  const copies = items.reduce((sum, item) => sum + item.copies.length, 0);
  return { rooms, accounts, messages, files: files.length, items: items.length, copies };
}

const ROOM = 'id bigint, slug text, visibility text, title text, created_by bigint, created_at timestamptz';
const MEMBER =
  'room_id bigint, account_id bigint, role text, seq bigint, joined_at timestamptz, read_up_to bigint';
const MESSAGE =
  'id bigint, room_id bigint, author_id bigint, text text, sent_at timestamptz, forwarded_from bigint, reply_to bigint, edited_at timestamptz, deleted_at timestamptz';
const NOTIFICATION =
  'id bigint, account_id bigint, at timestamptz, kind text, room_id bigint, message_id bigint, from_id bigint';

async function insertPeople(
  db: Queryable,
  plan: SchoolPlan,
  time: rows.Timeline,
  hash: string,
): Promise<void> {
  const people = [
    rows.CHECKER,
    ...Array.from({ length: plan.size.members }, (_, number) => rows.personOf(number)),
  ];
  const created_at = new Date(time.start).toISOString();
  await insert(
    db,
    'account',
    'id bigint, name text, name_key text, passphrase text, created_at timestamptz',
    people.map(({ id, name }) => ({ id, name, name_key: nameKey(name), passphrase: hash, created_at })),
  );
}

async function insertConversation(
  db: Queryable,
  plan: SchoolPlan,
  files: readonly MediaFacts[],
  time: rows.Timeline,
  say: (progress: string) => void,
): Promise<void> {
  say(`${plan.posts.length} messages`);
  await insert(db, 'message', MESSAGE, rows.messageRows(plan, time));
  await insert(
    db,
    'message_media',
    'message_id bigint, position smallint, blob text',
    rows.attachedRows(plan, files),
  );
  await insert(
    db,
    'message_edit',
    'message_id bigint, version integer, text text, blobs text[], replaced_at timestamptz',
    rows.editRows(plan, time),
  );
  await insert(db, 'notification', NOTIFICATION, rows.notificationRows(plan, time));
  say('the event feed');
  const events = rows.eventRows(plan, files, time);
  await insert(db, 'event', 'cursor bigint, at timestamptz, kind text, body jsonb', events);
}

async function insertPictures(db: Queryable, plan: SchoolPlan, files: readonly MediaFacts[]): Promise<void> {
  for (const [person, file] of plan.avatars) {
    const values = [rows.personOf(person).id, files[file]?.blob];
    await db.query('update account set avatar = $2 where id = $1', values);
  }
  for (const [room, file] of plan.roomPictures) {
    await db.query('update room set picture = $2 where id = $1', [room + 1, files[file]?.blob]);
  }
}

/** Blob ids that repeat with the seed. As unguessable as the seed is: a seeded messenger holds nothing to be guarded. */
function blobId(seed: string, number: number): string {
  return createHash('sha256')
    .update(`yeoul blob ${seed} ${number}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

async function withThumbnails<T>(
  work: (maker: ReturnType<typeof createThumbnailMaker>) => Promise<T>,
): Promise<T> {
  const maker = createThumbnailMaker();
  try {
    return await work(maker);
  } finally {
    maker.close();
  }
}

/** Never half a file: written beside, then given its name. */
async function writeWhole(file: string, content: object, mode: number): Promise<void> {
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(content, null, 1)}\n`, { mode });
  await rename(beside, file);
}
