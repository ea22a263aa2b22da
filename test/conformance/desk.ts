// The desk's real workflow with a real connector: memory instead of a database, and waits that are shortened, never left out. While
// nothing is ready a second of the desk goes by, for which it really waits a part of a second.
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { ed25519Signatures } from '../../src/adapters/crypto/signatures.ts';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import { type Case, NO_CASE } from '../../src/domain/case/case.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Copy } from '../../src/domain/content/copy.ts';
import type { Locator } from '../../src/domain/content/locator.ts';
import { decisionPayload } from '../../src/domain/decision/payload.ts';
import { type CaseId, caseId, decisionId, letterId, personId } from '../../src/domain/kernel/ids.ts';
import { after, HOUR, type Instant, instant, MINUTE, SECOND } from '../../src/domain/kernel/instant.ts';
import type { ReplyLetter } from '../../src/domain/reply/letter.ts';
import type { Connector, Operation, Order } from '../../src/ports/connector.ts';
import type { MediaIndex } from '../../src/ports/media-index.ts';
import type { OutboxCounts } from '../../src/ports/outbox.ts';
import { addPerson } from '../../src/workflow/add-person.ts';
import { decideItems } from '../../src/workflow/decide-items.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { readHistory } from '../../src/workflow/read-history.ts';
import { runTask } from '../../src/workflow/run-task.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { jsonMailReader, LETTER, memoryVault, sends, SETTINGS } from '../support/fake-ports.ts';
import { receive } from '../support/fixtures.ts';
import { lawPort } from '../support/laws.ts';

/** What the desk asked the platform to do with a copy, when, and what it was answered. */
export interface Ordered {
  readonly verb: 'hide' | 'destroy' | 'restore';
  readonly copy: Copy;
  readonly key: string;
  readonly at: Instant;
  readonly answer: Operation;
  /** The same order once more. */
  again(): Promise<Operation>;
}

export interface QuickDesk {
  readonly index: MediaIndex;
  readonly orders: readonly Ordered[];
  readonly letters: readonly ReplyLetter[];
  now(): Instant;
  /** Opens a case about these links. @param ago milliseconds since its letter came */
  open(locators: readonly Locator[], ago?: number): Promise<CaseId>;
  /** A person decides on all items of a case. @returns `decided` or the code of the refusal */
  decide(id: CaseId, act: 'hide' | 'destroy', person: string): Promise<string>;
  /** Looks into the whole history and the feed to its end. */
  readAll(): Promise<void>;
  /** Works until a case is so. @param watch sees each event of the case */
  work(id: CaseId, until: (state: Case) => boolean, watch?: Watch): Promise<Case>;
  /** Works for so many seconds of the desk. */
  pass(seconds: number): Promise<void>;
  state(id: CaseId): Promise<Case>;
  history(id: CaseId): Promise<readonly Recorded[]>;
  counts(): Promise<OutboxCounts>;
}

type Watch = (event: Recorded, state: Case) => void | Promise<void>;

export interface Pace {
  /** Real milliseconds for which a second of the desk lasts while it waits. */
  readonly secondMs: number;
  /** When what was removed is looked at again, as configured, in milliseconds. */
  readonly lookAgain: readonly number[];
}

/** For tests in which the platform needs no time: waiting costs none, and what was removed is not looked at again. */
export const AT_ONCE: Pace = { secondMs: 0, lookAgain: [] };

const LONGEST_SECONDS = 2_000;
const MAX_PAGES = 500;
const READ_ANYWAY = 9;

/** @param connector asked for anew for every task, so that a test can start the platform anew under the desk */
export async function quickDesk(connector: () => Connector, pace: Pace): Promise<QuickDesk> {
  const store = memoryStore();
  const mailer = sends();
  const orders: Ordered[] = [];
  const keys = new Map<string, string>();
  let now = instant(Date.now());
  const clock = () => now;
  const noting = (): Connector => noted(connector(), clock, orders);
  const ports = { ...store, digests: sha256Digests, mailer, vault: memoryVault(), mail: jsonMailReader };
  const platform = connector().platform;
  const connectors = { for: (name: string) => (name === platform ? noting() : undefined) };
  const settings = { ...SETTINGS, lookAgain: pace.lookAgain };

  const idle = async (): Promise<void> => {
    await observeFeed(noting(), store.mediaIndex, now, 0);
    now = after(now, SECOND);
    await wait(pace.secondMs);
  };
  /** All tasks that are ready now; whether there was one. */
  const turn = async (): Promise<boolean> => {
    const tasks = await store.outbox.claim(now, 10, MINUTE);
    for (const task of tasks) await runTask(task, clock, settings, { ...ports, connectors });
    return tasks.length > 0;
  };
  const state = async (id: CaseId): Promise<Case> => (await store.cases.load(id)) ?? NO_CASE;

  const desk: QuickDesk = {
    index: store.mediaIndex,
    orders,
    letters: mailer.letters,
    now: clock,
    state,
    history: (id) => store.cases.history(id),
    counts: () => store.outbox.counts(),
    async open(locators, ago = HOUR) {
      const id = caseId(uuidV7.fresh());
      const letter = {
        ...LETTER,
        id: letterId(uuidV7.fresh()),
        contentKey: id,
        receivedAt: after(now, -ago),
      };
      const items = locators.map((locator, at) => ({ number: at + 1, locator }));
      await store.cases.open(letter, id, ({ number }) => {
        const change = step(NO_CASE, [receive({ items, receivedAt: letter.receivedAt }, number)], DESK, now);
        if (!change.ok) throw new Error(change.error.code);
        return change.value;
      });
      return id;
    },
    async decide(id, act, name) {
      if (!keys.has(name)) {
        const { publicKey, privateKey } = newKey();
        await addPerson({ id: personId(uuidV7.fresh()), name, publicKey, addedAt: now }, store.people);
        keys.set(name, privateKey);
      }
      const person = await store.people.byName(name);
      const { number, items } = await state(id);
      if (person === undefined || number === null) throw new Error('nobody, or no case');
      const all = items.map(({ index }) => index);
      const ground = { kind: 'law', regime: 'kr-kmcsc-correction' } as const;
      const decision = { id: decisionId(uuidV7.fresh()), act, ground, at: now } as const;
      const payload = decisionPayload(number, all, { ...decision, by: person.id });
      const signature = sign(keys.get(name) ?? '', payload);
      const input = { case: id, number, items: all, person: name, decision, signature };
      const decided = await decideItems(input, now, {
        ...store,
        ...lawPort(),
        signatures: ed25519Signatures,
      });
      return decided.ok ? 'decided' : decided.error.code;
    },
    readAll: () => readAll(noting, store.mediaIndex, clock, idle),
    async work(id, until, watch) {
      let seen = (await store.cases.history(id)).length;
      for (let seconds = 0; seconds < LONGEST_SECONDS; ) {
        const before = await state(id);
        if (until(before)) return before;
        const worked = await turn();
        const [events, present] = [await store.cases.history(id), await state(id)];
        for (const event of events.slice(seen)) await watch?.(event, present);
        seen = events.length;
        if (worked) continue;
        seconds += 1;
        await idle();
      }
      const { waiting } = await store.outbox.counts();
      return expect.fail(`the desk did not come to an end: ${waiting} tasks wait`);
    },
    async pass(seconds) {
      for (const end = after(now, seconds * SECOND); now < end; ) if (!(await turn())) await idle();
    },
  };
  return desk;
}

export const isSettled = ({ items }: Case): boolean => items.every(({ status }) => status === 'settled');

/** A case of these items whose copies were found and which Ara decided to hide. */
export async function decidedOn(desk: QuickDesk, ...locators: readonly Locator[]): Promise<CaseId> {
  const id = await desk.open(locators);
  await desk.work(id, ({ items }) => items.every(({ status }) => status === 'awaiting-decision'));
  expect(await desk.decide(id, 'hide', 'ara')).toBe('decided');
  return id;
}

/** What the platform can do, its whole history, and its feed to the end, tried as often as it takes. */
async function readAll(
  connector: () => Connector,
  index: MediaIndex,
  now: () => Instant,
  idle: () => Promise<void>,
): Promise<void> {
  const { platform } = connector();
  for (let tries = 0; tries < MAX_PAGES; tries += 1) {
    const state = await index.state(platform);
    // A token that was refused just now looks as if it opened nothing.
    if (state.probed?.follows === true && state.probed.history) break;
    await probePlatform(connector(), index, now());
  }
  for (let pages = 0, done = false; pages < MAX_PAGES && !done; pages += 1) {
    const told = await observeFeed(connector(), index, now(), READ_ANYWAY);
    const read = told.kind === 'taken' ? await readHistory(connector(), index, now()) : told;
    done = told.kind === 'taken' && !told.more && read.kind === 'nothing';
    if (read.kind === 'retry') await idle();
  }
  expect((await index.state(platform)).readAt, 'the history was read to its end').not.toBeNull();
}

/** The same connector, with every order written down. */
function noted(connector: Connector, now: () => Instant, orders: Ordered[]): Connector {
  const note = async <O extends Order>(
    verb: Ordered['verb'],
    copy: Copy,
    order: O,
    perform: (copy: Copy, order: O) => Promise<Operation>,
  ): Promise<Operation> => {
    const at = now();
    const answer = await perform(copy, order);
    orders.push({ verb, copy, key: order.key, at, answer, again: () => perform(copy, order) });
    return answer;
  };
  return {
    ...connector,
    hide: (copy, order) => note('hide', copy, order, connector.hide),
    destroy: (copy, order) => note('destroy', copy, order, connector.destroy),
    restore: (copy, order) => note('restore', copy, order, connector.restore),
  };
}
