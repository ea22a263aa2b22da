// The process that keeps a log, killed while a sender feeds it. The sender sends each entry with its place, several at once, and sends again what was not
// acknowledged, and now and then what was; the process is started again until all are. Each must be there once.
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogDesk } from './log-desk.ts';
import { killAt, type Moment } from './log-kill-moment.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';

const START_LIMIT_MS = 120_000;
const ROUND_LIMIT_MS = 120_000;
const ANSWER_LIMIT_MS = 60_000;
const MOST_AT_ONCE = 6;
const REPEAT_SHARE = 0.3;
const PUBLISH_SHARE = 0.3;
const AWAY_PAUSE_MS = 20;
const OK = 200;
/** What a sender may hear of an entry that came before the one before it. */
const EARLY = /log\.gap/;

interface Reply {
  /** undefined: no answer. */
  readonly status: number | undefined;
  readonly text: string;
}

export async function keepAndKill(
  desk: LogDesk,
  lines: readonly string[],
  moment: Moment,
  random: Random,
): Promise<{ readonly wasKilled: boolean; readonly faults: readonly string[] }> {
  const first = desk.ledger.counts().entries;
  desk.ledger.sent(lines);
  const round = new AbortController();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ROUND_LIMIT_MS);
  let keeper = started(desk);
  const killing = killAt(desk, keeper.program, 'run', moment, round.signal);
  const revived = killing.then(async (wasSent) => {
    if (!wasSent) return false;
    await keeper.program.ended;
    keeper = started(desk);
    return true;
  });
  const faults = [...(await feed(desk, first, lines, random, over.signal))];
  // A moment that did not come must not come any more.
  round.abort();
  const wasKilled = await revived;
  clearTimeout(timer);
  faults.push(...(await endOf(keeper)), ...desk.ledger.compare());
  return { wasKilled, faults };
}

interface Keeper {
  readonly program: Program;
  /** Resolves when it listens, or ended before. */
  readonly up: Promise<unknown>;
}

function started(desk: LogDesk): Keeper {
  const program = desk.startRun();
  return { program, up: program.until((line) => 'listening' in line, START_LIMIT_MS) };
}

/** Ended as its supervisor ends it; before it listens SIGTERM would end it without a word. */
async function endOf({ program, up }: Keeper): Promise<readonly string[]> {
  await up;
  await program.kill('SIGTERM');
  const code = await program.ended;
  return code === 0 ? [] : [`the keeper ended with ${code}: ${program.errors()}`];
}

/** Returns when everything was acknowledged. @returns what was refused that must not be */
async function feed(
  desk: LogDesk,
  first: number,
  lines: readonly string[],
  random: Random,
  over: AbortSignal,
): Promise<readonly string[]> {
  const faults: string[] = [];
  let acknowledged = 0;
  while (acknowledged < lines.length && faults.length === 0) {
    if (over.aborted) return [`lost: ${lines.length - acknowledged} entries were never acknowledged`];
    if (random.chance(PUBLISH_SHARE)) void post(desk.runSocket, '/publish', '');
    const from = random.chance(REPEAT_SHARE) ? random.whole(acknowledged + 1) : acknowledged;
    const some = lines.slice(from, from + 1 + random.whole(MOST_AT_ONCE));
    const replies = await Promise.all(
      some.map((line, at) => post(desk.runSocket, `/append?at=${first + from + at}`, line)),
    );
    for (const [at, { status, text }] of replies.entries()) {
      if (status === OK) desk.ledger.acknowledged(first + from + at, some.slice(at, at + 1));
      else if (status !== undefined && !EARLY.test(text)) faults.push(`refused: ${status} ${text}`);
    }
    const missing = replies.findIndex(({ status }) => status !== OK);
    acknowledged = Math.max(acknowledged, from + (missing === -1 ? some.length : missing));
    if (replies.some(({ status }) => status === undefined)) await delay(AWAY_PAUSE_MS);
  }
  return faults;
}

function post(socketPath: string, address: string, body: string): Promise<Reply> {
  return new Promise((resolve) => {
    const silent = (): void => resolve({ status: undefined, text: '' });
    const asked = request(
      { socketPath, path: address, method: 'POST', agent: false, timeout: ANSWER_LIMIT_MS },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (part: string) => (text += part));
        reply.on('end', () => resolve({ status: reply.statusCode, text }));
        reply.on('error', silent);
        reply.on('close', silent);
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', silent);
    asked.end(body);
  });
}
