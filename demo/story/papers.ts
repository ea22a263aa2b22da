// Everything that left the desk or was written by a process of the story, and everything that must not be in it.
import { readFile } from 'node:fs/promises';
import { BODIES, floodName, memberName, SCHOOL, TEACHER_DOMAIN, UPLOADER_NAMES, writerOf } from './cast.ts';
import { type Canary, canary, type Hit, hitsIn, type Paper } from './canaries.ts';
import type { ReceivedMail } from './mailroom.ts';
import { ON_DUTY } from './scene.ts';
import type { Telling } from './telling.ts';
import { MEMBERS } from './plan.ts';

/** Names of everybody, addresses, links, rooms, schools and digests of the story. */
function canariesOf({ stage, world, plan }: Telling): readonly Canary[] {
  const writers = plan.mails.map(({ who, side }) => writerOf(who, side));
  const posts = [...world.posts, world.drawing, world.extortion, world.abroad, ...world.kept];
  const links = [...posts.flatMap(({ places }) => places), ...world.harmless].map(
    ({ permalink }) => permalink,
  );
  const people = [
    ...UPLOADER_NAMES,
    ...Array.from({ length: MEMBERS }, (_, at) => memberName(at)),
    ...writers.map(({ name }) => name),
    floodName(0),
    ...stage.seeded.accounts.map(({ name }) => name).filter((name) => name !== 'checker'),
  ];
  const rooms = stage.seeded.rooms.flatMap(({ slug, title }) => [slug, title]);
  const files = [...posts.flatMap(({ places, sha256 }) => [sha256, ...places.map(({ blob }) => blob)])];
  return unique([
    ...people.map((text) => canary('name', text)),
    ...writers.map(({ address }) => canary('address', address)),
    ...links.map((link) => canary('link', new URL(link).pathname)),
    ...rooms.map((text) => canary('room', text)),
    ...[SCHOOL, TEACHER_DOMAIN].map((text) => canary('school', text)),
    ...files.map((text) => canary('digest', text)),
  ]);
}

const unique = (all: readonly Canary[]): readonly Canary[] => [
  ...new Map(all.map((one) => [`${one.what} ${one.text}`, one])).values(),
];

/** Every mail, every notice of the platform, what the webhook got, every process's log, and what refusals say. */
async function papersOf(telling: Telling): Promise<readonly Paper[]> {
  const { stage, counted, world } = telling;
  const { received } = stage.mailroom;
  const alarms = received.filter(({ to }) => to === ON_DUTY);
  const mails = received.filter(({ to }) => to !== ON_DUTY);
  const notices = [];
  for (const who of world.uploaders) {
    const { text } = await stage.yeoul.notices(who);
    notices.push({ name: 'platform notices', texts: [text], own: [] });
  }
  return [
    ...mails.map((mail) => ({
      name: `mail to ${mail.to}`,
      texts: textsOf(mail),
      own: ownOf(mail, counted.handedIn),
    })),
    { name: 'alarm mails', texts: alarms.flatMap(textsOf), own: [] },
    { name: 'webhook', texts: stage.hook.posted, own: [] },
    ...notices,
    { name: 'log of the desk', texts: [stage.desk.said()], own: [] },
    { name: 'log of the messenger', texts: [stage.messenger.said()], own: [] },
    { name: 'log of the database', texts: [await readFile(stage.databaseLog, 'utf8')], own: [] },
    { name: 'refusals', texts: await refusalsOf(telling), own: [] },
    { name: 'health', texts: await healthOf(telling), own: [] },
  ];
}

/** The header as it came and as it reads, the text, the page, and every file. */
function textsOf({ raw, mail }: ReceivedMail): readonly string[] {
  const files = mail.attachments.flatMap(({ filename, content }) => [
    filename ?? '',
    typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8'),
  ]);
  const headers = mail.headers.map(({ key, value }) => `${key}: ${value}`);
  return [raw.toString('latin1'), mail.subject ?? '', mail.text ?? '', mail.html ?? '', ...headers, ...files];
}

/** Whoever gets an answer reads in it what she wrote. Enrolled bodies are answered at the address that was enrolled. */
function ownOf({ to }: ReceivedMail, handedIn: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const body = Object.values(BODIES).find(({ addresses }) => addresses[0] === to);
  return [to, ...(body === undefined ? [] : [body.name, body.nameEn]), ...(handedIn.get(to) ?? [])];
}

/** Asks for what is wrong with canaries in it, and keeps what the refusals say. */
async function refusalsOf({ stage, work, world }: Telling): Promise<readonly string[]> {
  const [first] = world.posts[0]?.places ?? [];
  const words = encodeURIComponent(`${memberName(0)} ${SCHOOL} ${first?.permalink}`);
  const asked = [
    ['GET', `/v1/cases/${words}`],
    ['GET', `/v1/cases?cursor=${words}`],
    ['GET', `/v1/${words}`],
    ['POST', `/v1/cases/R-26-0001/decisions`],
  ] as const;
  const said: string[] = [];
  for (const [method, path] of asked)
    said.push(await work.mina.raw(method, path, method === 'POST' ? { words } : undefined));
  said.push(await stage.command('case', 'R-26-9999').then(String, (error: Error) => error.message));
  return said;
}

async function healthOf({ stage }: Telling): Promise<readonly string[]> {
  return [JSON.stringify(await stage.command('doctor').catch((error: Error) => error.message))];
}

export interface Searched {
  readonly documents: number;
  readonly canaries: number;
  readonly hits: readonly Hit[];
  /** A canary was put into a copy of each paper: so many were found again. */
  readonly planted: number;
  readonly found: number;
}

/** Looks through everything; and, so that it is known to bite, through copies with one canary planted in each. */
export async function searchPapers(telling: Telling): Promise<Searched> {
  const [papers, canaries] = [await papersOf(telling), canariesOf(telling)];
  const planted = papers.map((paper, at) => {
    const text = canaries[(at * 7) % canaries.length]?.text ?? '';
    return { ...paper, own: [], texts: [...paper.texts, `${'x'.repeat(9)}${text}`] };
  });
  const found = planted.filter((paper, at) => {
    const sown = canaries[(at * 7) % canaries.length];
    return hitsIn([paper], canaries).some((hit) => hit.canary === sown);
  });
  return {
    ...{ documents: papers.length, canaries: canaries.length, hits: hitsIn(papers, canaries) },
    ...{ planted: planted.length, found: found.length },
  };
}
