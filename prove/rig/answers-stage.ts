// Everything the proof of answers needs, opened in order, until every letter is a case that waits for a decision.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type AskedLetter, BODIES, itemsNeeded, planAnswers } from './answers-plan.ts';
import { type DeskRecord, deskRecord, type ShownCase } from './answers-record.ts';
import { type Reviewers, REVIEWERS, startReviewers } from './answers-reviewers.ts';
import { openSink, type Sink } from './answers-sink.ts';
import type { Closing } from './closing.ts';
import { type Desk, freePort } from './desk.ts';
import { handOver } from './hand-over.ts';
import { writeLetter } from './letters.ts';
import { BROKEN_ANSWERS, type Messenger, startMessenger } from './messenger.ts';
import { randomFrom } from './random.ts';
import { type Scene, setScene, writeConfig } from './scene.ts';
import { openDesk, workFolder } from './stage.ts';

export interface AnswersStage {
  readonly messenger: Messenger;
  readonly sink: Sink;
  readonly desk: Desk;
  readonly record: DeskRecord;
  readonly letters: readonly AskedLetter[];
  readonly reviewers: Reviewers;
  /** When something got SIGKILL. */
  readonly kills: number[];
}

export interface AnswersStageOptions {
  readonly seed: number;
  /** Letters that are decided on, and others on which nobody ever decides. */
  readonly letters: number;
  readonly left: number;
  readonly keep: boolean;
}

const ROOMS = 8;
const PREPARE_LIMIT_MS = 600_000;
const LOOK_MS = 1_000;
const CONNECTIONS = 4;

export async function openAnswersStage(
  options: AnswersStageOptions,
  say: (line: object) => void,
  close: Closing,
): Promise<AnswersStage> {
  const { seed, letters, left, keep } = options;
  const folder = await workFolder(keep, close);
  const reported = itemsNeeded(letters + left);
  const messenger = await startMessenger(folder, { rooms: ROOMS, reported, seed }, BROKEN_ANSWERS, close);
  const sink = await openSink(randomFrom(seed ^ 0x51c4));
  close.after(sink.close);
  const scene = await setScene(folder, path.join(folder, 'desk'), BODIES);
  const [smtpPort, apiPort] = [await freePort(), await freePort()];
  const { api, adminToken, seeded } = messenger;
  await writeConfig(scene, {
    ...{ smtpPort, replyPort: sink.port },
    messenger: { api, adminToken, memberToken: seeded.checkerToken },
    more: { api: { enabled: true, port: apiPort } },
  });
  const desk = await openDesk(scene, close);
  const record = deskRecord(desk, `http://127.0.0.1:${apiPort}`, await peopleAndToken(desk));
  const plan = planAnswers(seeded, letters, left, randomFrom(seed));
  await post(scene, smtpPort, plan);
  const cases = await whenAllWait(record, plan.length, say);
  const numbers = new Map(cases.map(({ documentNumber, number }) => [documentNumber, number]));
  const orders = plan.flatMap((letter) =>
    letter.reviewed ? { letter, number: numbers.get(letter.documentNumber) ?? '' } : [],
  );
  const reviewers = startReviewers(desk, record, orders);
  close.after(reviewers.stop);
  return { messenger, sink, desk, record, letters: plan, reviewers, kills: [] };
}

/** @returns the token of an auditor */
async function peopleAndToken(desk: Desk): Promise<string> {
  for (const name of REVIEWERS)
    if ((await desk.command('people', 'add', name)) === undefined)
      throw new Error('nobody could be registered');
  const made = await desk.command('tokens', 'add', 'prover', '--role', 'auditor', '--as', REVIEWERS[0]);
  if (typeof made?.['token'] !== 'string') throw new Error('no token was made');
  return made['token'];
}

async function post(scene: Scene, port: number, plan: readonly AskedLetter[]): Promise<void> {
  const waiting = [...plan];
  const connection = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const links = next.items.map(({ item }) => item.permalink);
      const letter = await writeLetter(scene, next.documentNumber, links, next.body);
      if ((await handOver(port, letter)) !== 'acknowledged')
        throw new Error(`letter ${next.documentNumber} was not taken by a desk that nobody killed`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

async function whenAllWait(
  record: DeskRecord,
  letters: number,
  say: (line: object) => void,
): Promise<readonly ShownCase[]> {
  for (const until = Date.now() + PREPARE_LIMIT_MS; ; await delay(LOOK_MS)) {
    const cases = await record.cases();
    const ready = cases.filter(({ needs }) => needs === 'decision').length;
    say({ event: 'preparing', letters, ready });
    if (ready >= letters) return cases;
    if (Date.now() > until) throw new Error(`only ${ready} of ${letters} letters wait for a decision`);
  }
}
