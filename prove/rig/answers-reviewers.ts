// Reviewers who decide through the command line, as people would, each a letter at a time. A decision that was cut short is taken again, unless
// the record has it.
import { setTimeout as delay } from 'node:timers/promises';
import type { AskedLetter } from './answers-plan.ts';
import type { DeskRecord } from './answers-record.ts';
import type { Desk } from './desk.ts';
import { positions } from './plan.ts';

export const REVIEWERS = ['Reviewer One', 'Reviewer Two'] as const;

/** `begins`: a command was started; `decided`: one was answered. */
export type ReviewMoment = 'begins' | 'decided';

export interface Order {
  readonly number: string;
  readonly letter: AskedLetter;
}

export interface Reviewers {
  /** So many more letters of the list may be decided on. */
  release(count: number): void;
  /** No letter is in hand, and none that was released waits. Throws what a reviewer failed of. */
  idle(): boolean;
  /** Decisions that the command line confirmed. */
  confirmed(): number;
  once(moment: ReviewMoment, call: () => void): () => void;
  stop(): Promise<void>;
}

const REST_MS = 50;
const COME_AGAIN_MS = 300;
const MAX_TRIES = 60;

export function startReviewers(desk: Desk, record: DeskRecord, orders: readonly Order[]): Reviewers {
  const waiting = [...orders];
  const hooks: Record<ReviewMoment, Set<() => void>> = { begins: new Set(), decided: new Set() };
  let [released, inHand, confirmed, stopped] = [0, 0, 0, false];
  let failure: unknown;
  const call = (moment: ReviewMoment): void => {
    const [first] = hooks[moment];
    if (first === undefined) return;
    hooks[moment].delete(first);
    first();
  };
  const isRecorded = async (number: string, items: readonly number[]): Promise<boolean> => {
    const decided = new Set(
      (await record.events(number)).flatMap(({ kind, item }) => (kind === 'item-decided' ? item : [])),
    );
    return items.every((item) => decided.has(item));
  };
  const decide = async (name: string, { number, letter }: Order, wish: 'hide' | 'refuse'): Promise<void> => {
    const items = positions(letter, wish);
    for (let tries = 1; items.length > 0 && !stopped; tries += 1) {
      if (tries > MAX_TRIES) throw new Error(`${number}: no decision was taken in ${MAX_TRIES} tries`);
      const how = ['--items', items.join(','), `--${wish}`, '--as', name, '--yes'];
      const answer = desk.command('decide', number, ...how);
      call('begins');
      if ((await answer) !== undefined) {
        confirmed += 1;
        call('decided');
        return;
      }
      if (await isRecorded(number, items)) return;
      await delay(COME_AGAIN_MS);
    }
  };
  const work = async (name: string): Promise<void> => {
    while (!stopped) {
      const order = released > 0 ? waiting.shift() : undefined;
      if (order === undefined) await delay(REST_MS);
      else {
        released -= 1;
        inHand += 1;
        for (const wish of ['hide', 'refuse'] as const) await decide(name, order, wish);
        inHand -= 1;
      }
    }
  };
  const running = Promise.all(REVIEWERS.map(work)).catch((error: unknown) => {
    failure = error;
    stopped = true;
  });
  return {
    release: (count) => void (released += count),
    idle: () => {
      if (failure !== undefined) throw failure;
      return inHand === 0 && (released === 0 || waiting.length === 0);
    },
    confirmed: () => confirmed,
    once: (moment, hook) => {
      hooks[moment].add(hook);
      return () => void hooks[moment].delete(hook);
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
