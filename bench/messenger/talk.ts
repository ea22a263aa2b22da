// Members who write: a process of its own that sends messages at a given rate, whether or not the server keeps up, or as fast as
// a number of members can who wait for each answer. Answers a question a line.
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerLines } from '../harness/answer-lines.ts';

export interface Seat {
  readonly token: string;
  readonly slug: string;
  /** How many connected members hear what is said here. */
  readonly hearers: number;
}

interface Question {
  readonly url: string;
  readonly seats: readonly Seat[];
  readonly seconds: number;
  /** Messages a second; or how many write at once, each after the answer to the last. */
  readonly perSecond?: number;
  readonly atOnce?: number;
}

export interface Said {
  readonly sent: number;
  readonly refused: number;
  /** Deliveries that must follow. */
  readonly owed: number;
  readonly seconds: number;
  /** Milliseconds from when a message was to be sent until it was confirmed. */
  readonly confirmedMs: readonly number[];
}

const WORDS = ' 오늘 합주 연습 네 시에 음악실에서 만나자';
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function now(): number {
  return performance.timeOrigin + performance.now();
}

function post(url: string, { token, slug }: Seat, due: number): Promise<boolean> {
  const body = JSON.stringify({ text: `t=${due.toFixed(3)}${WORDS}` });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const sending = request(
      `${url}/api/rooms/${slug}/messages`,
      { method: 'POST', headers, agent },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 201));
      },
    );
    sending.on('error', () => resolve(false));
    sending.end(body);
  });
}

class Talk {
  readonly confirmedMs: number[] = [];
  refused = 0;
  owed = 0;
  readonly #url: string;
  readonly #seats: readonly Seat[];
  #turn = 0;

  constructor(url: string, seats: readonly Seat[]) {
    this.#url = url;
    this.#seats = seats;
  }

  /** Says one thing, in the next seat. `due`: when it was to be said. */
  async say(due: number): Promise<void> {
    // A step that shares no factor with most lengths goes round all seats, never two neighbours in turn.
    const seat = this.#seats[(this.#turn * 7_919) % this.#seats.length];
    this.#turn += 1;
    if (seat === undefined) return;
    if (await post(this.#url, seat, due)) {
      this.owed += seat.hearers;
      this.confirmedMs.push(Math.round((now() - due) * 100) / 100);
    } else this.refused += 1;
  }
}

async function evenly(talk: Talk, perSecond: number, seconds: number): Promise<void> {
  const start = now();
  const pending: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = start + (number * 1000) / perSecond;
    const left = due - now();
    if (left > 0) await wait(left);
    pending.push(talk.say(due));
  }
  await Promise.all(pending);
}

async function inTurns(talk: Talk, atOnce: number, seconds: number): Promise<void> {
  const until = now() + seconds * 1000;
  const member = async (): Promise<void> => {
    while (now() < until) await talk.say(now());
  };
  await Promise.all(Array.from({ length: atOnce }, member));
}

await answerLines(async ({ url, seats, seconds, perSecond, atOnce = 1 }: Question): Promise<object> => {
  const talk = new Talk(url, seats);
  const start = now();
  await (perSecond === undefined ? inTurns(talk, atOnce, seconds) : evenly(talk, perSecond, seconds));
  const { confirmedMs, refused, owed } = talk;
  const said: Said = {
    sent: confirmedMs.length,
    refused,
    owed,
    seconds: (now() - start) / 1000,
    confirmedMs,
  };
  return said;
});
process.exit(0);
