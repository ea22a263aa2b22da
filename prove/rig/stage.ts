// Everything a proof under load needs, opened in order: messenger, mailbox, desk, a registered person, letters, ack ledger.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AckLedger, openAckLedger } from './ack-ledger.ts';
import type { Closing } from './closing.ts';
import { awaitGone, databaseProcesses, signalAll } from './database.ts';
import { type Desk, deskOf, freePort } from './desk.ts';
import { type Letter, writeLetter } from './letters.ts';
import { type Loader, startLoader } from './loader.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import type { Seeded } from '../../messenger/seed.ts';
import { type Messenger, startMessenger } from './messenger.ts';
import type { PlannedLetter } from './plan.ts';
import { type Random, randomFrom } from './random.ts';
import { REVIEWER, type Reviewer, startReviewer } from './reviewer.ts';
import { type Scene, setScene, writeConfig } from './scene.ts';

export interface StageOptions {
  readonly seed: number;
  /** Rooms and reported items of the messenger. */
  readonly rooms: number;
  readonly reported: number;
  /** How the messenger misbehaves. */
  readonly faults: object;
  /** Which letters there will be. */
  readonly plan: (seeded: Seeded, random: Random) => readonly PlannedLetter[];
  /** Tasks the desk does at once; left out: as many as it does by itself. */
  readonly workers?: number;
  /** Leave the folder for somebody to look at. */
  readonly keep: boolean;
}

export interface Stage {
  readonly scene: Scene;
  readonly messenger: Messenger;
  readonly mailbox: Mailbox;
  readonly desk: Desk;
  readonly plan: readonly PlannedLetter[];
  readonly acks: AckLedger;
  readonly loader: Loader;
  readonly reviewer: Reviewer;
}

const END_LIMIT_MS = 20_000;

export async function openStage(options: StageOptions, close: Closing): Promise<Stage> {
  const folder = await workFolder(options.keep, close);
  const { rooms, reported, seed } = options;
  const messenger = await startMessenger(folder, { rooms, reported, seed }, options.faults, close);
  const mailbox = await openMailbox();
  close.after(mailbox.close);
  const scene = await setScene(folder, path.join(folder, 'desk'));
  const port = await freePort();
  await writeConfig(scene, {
    smtpPort: port,
    replyPort: mailbox.port,
    workers: options.workers,
    messenger: {
      api: messenger.api,
      adminToken: messenger.adminToken,
      memberToken: messenger.seeded.checkerToken,
    },
  });
  const desk = await openDesk(scene, close);
  if ((await desk.command('people', 'add', REVIEWER)) === undefined)
    throw new Error('nobody could be registered');
  const plan = options.plan(messenger.seeded, randomFrom(seed));
  const acks = openAckLedger(path.join(folder, 'acks.jsonl'));
  close.after(acks.close);
  const loader = startLoader(port, acks, letterWriter(scene, plan));
  close.after(() => loader.stop().catch(() => undefined));
  const reviewer = startReviewer(desk, new Map(plan.map((letter) => [letter.documentNumber, letter])));
  close.after(reviewer.stop);
  return { scene, messenger, mailbox, desk, plan, acks, loader, reviewer };
}

/** A temporary folder that the database's account may walk into. */
export async function workFolder(keep: boolean, close: Closing): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-prove-'));
  await chmod(folder, 0o711);
  close.after(async () => {
    if (keep) console.error(`kept: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Starts the desk; at the end it is stopped, and its database with it, dead or alive. */
export async function openDesk(scene: Scene, close: Closing): Promise<Desk> {
  const desk = deskOf(scene);
  close.after(async () => {
    await desk.stop();
    await endDatabase(scene.data);
  });
  const started = await desk.start();
  if (started.kind === 'failed') throw new Error(`the desk did not start: ${started.says}`);
  return desk;
}

/** A database whose desk was killed lives on; the proof leaves nothing behind. */
async function endDatabase(data: string): Promise<void> {
  const processes = databaseProcesses(data);
  signalAll(processes.slice(0, 1), 'SIGQUIT');
  if (!(await awaitGone(processes, END_LIMIT_MS))) signalAll(processes, 'SIGKILL');
}

function letterWriter(scene: Scene, plan: readonly PlannedLetter[]) {
  let at = 0;
  return async (): Promise<{ readonly letter: Letter; readonly repeated: boolean } | undefined> => {
    const planned = plan[at];
    at += 1;
    if (planned === undefined) return undefined;
    const links = planned.items.map(({ item }) => item.permalink);
    return { letter: await writeLetter(scene, planned.documentNumber, links), repeated: planned.repeated };
  };
}
