// Makes every file of a plan and stores it, a few at once: pictures drawn, clips filmed over drawn scenes, altered copies made
// of the bytes of their original, each with its thumbnail as an upload would have it.
import { createHash } from 'node:crypto';
import type { MediaFacts } from '../../facts.ts';
import { storeThumbnail } from '../../files/files.ts';
import type { Queryable } from '../../store/database.ts';
import type { Thumbnail, ThumbnailMaker } from '../../thumbnails/maker.ts';
import { inParallel, oneByOne } from '../in-parallel.ts';
import { alteredClip, originalClip } from './clips-made.ts';
import type { FilePlan } from './files-plan.ts';
import { alteredPicture, type MadeFile, originalPicture } from './pictures-made.ts';
import type { SchoolPlan } from './plan.ts';
import { personOf, sentAt, type Timeline } from './rows.ts';

export interface Making {
  /** One connection: its statements follow each other. */
  readonly db: Queryable;
  readonly plan: SchoolPlan;
  readonly time: Timeline;
  readonly withFfmpeg: boolean;
  readonly thumbnails: ThumbnailMaker;
  readonly blobOf: (file: number) => string;
  readonly say: (progress: string) => void;
}

/** Originals under way at once, each followed by its copies. */
const AT_ONCE = 4;
const SAY_EVERY_MS = 5_000;

/** Makes and stores all files; the answer names them in the order of the plan. */
export async function makeFiles(making: Making): Promise<readonly MediaFacts[]> {
  const { plan, say } = making;
  const byName = [...Map.groupBy(plan.files.keys(), (number) => plan.files[number]?.name ?? '')];
  const made: MediaFacts[] = [];
  const times = uploadTimes(plan, making.time);
  const inTurn = oneByOne();
  let told = Date.now();
  let done = 0;
  await inParallel(byName, AT_ONCE, async ([name, numbers]) => {
    const original = await originalOf(plan.files[numbers[0] ?? 0], name, making.withFfmpeg);
    for (const number of numbers) {
      const one = await makeOne(making, number, original);
      made[number] = await inTurn(() => store(making, number, one, times.get(number)));
    }
    done += numbers.length;
    if (Date.now() - told < SAY_EVERY_MS) return;
    told = Date.now();
    say(`${done} of ${plan.files.length} pictures and clips`);
  });
  return made;
}

/** A file came with the first message that shows it; a picture of a person or a room at the very start. */
function uploadTimes(plan: SchoolPlan, time: Timeline): ReadonlyMap<number, string> {
  const times = new Map<number, string>();
  for (const [number, { files, forwardOf }] of plan.posts.entries()) {
    if (forwardOf === undefined) for (const file of files) times.set(file, sentAt(plan, number, time));
  }
  return times;
}

function originalOf(plan: FilePlan | undefined, name: string, withFfmpeg: boolean): Promise<MadeFile> {
  return plan?.kind === 'clip' ? originalClip(name, withFfmpeg) : originalPicture(name);
}

interface Made extends MadeFile {
  readonly thumbnail: Thumbnail | undefined;
}

async function makeOne({ plan, thumbnails }: Making, number: number, original: MadeFile): Promise<Made> {
  const file = plan.files[number];
  if (file === undefined) throw new Error(`The plan has no file ${number}.`);
  const made = await altered(file, original);
  return { ...made, thumbnail: await thumbnails.make(made.mime, made.content) };
}

async function altered({ name, kind, alteration }: FilePlan, original: MadeFile): Promise<MadeFile> {
  if (alteration === undefined) return original;
  const { how, amount } = alteration;
  return kind === 'clip'
    ? alteredClip(name, original.content, how, amount)
    : alteredPicture(name, original.content, how, amount);
}

/** The rows of an upload, and what the feed tells of it. */
async function store(
  { db, plan, time, blobOf }: Making,
  number: number,
  { mime, content, thumbnail }: Made,
  at = new Date(time.start).toISOString(),
): Promise<MediaFacts> {
  const media = { blob: blobOf(number), sha256: sha256(content), mime, bytes: content.length };
  const uploader = personOf(plan.files[number]?.by ?? 0).id;
  const { width = null, height = null } = thumbnail?.original ?? {};
  await db.query(
    `insert into media (blob, seq, sha256, mime, bytes, uploader_id, uploaded_at, width, height) overriding system value
     values ($1, $2, decode($3, 'hex'), $4, $5, $6, $7, $8, $9)`,
    [media.blob, number + 1, media.sha256, mime, media.bytes, uploader, at, width, height],
  );
  await db.query('insert into media_bytes (blob, content) values ($1, $2)', [media.blob, content]);
  if (thumbnail === undefined) return media;
  return { ...media, thumbnail: await storeThumbnail(db, media.blob, thumbnail) };
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
