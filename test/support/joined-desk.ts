// A desk with several cases about one item: the memory store, a platform and a mailer, and one clock for all of them.
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import { type Case, NO_CASE } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { after, HOUR, type Instant } from '../../src/domain/kernel/instant.ts';
import type { Connectors } from '../../src/ports/connector.ts';
import type { Claimed } from '../../src/ports/outbox.ts';
import { type Ran, runTask } from '../../src/workflow/run-task.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import {
  connectorTo,
  type FakeMailer,
  jsonMailReader,
  memoryVault,
  type Platform,
  sends,
  SETTINGS,
} from './fake-ports.ts';
import { type NoticeOptions, T0 } from './fixtures.ts';
import { idOf, letter, opening } from './open-case.ts';

const LEASE_MS = 60_000;
const BATCH = 100;
/** More than any of these desks needs. */
const MAX_HOURS = 100;

export interface JoinedDesk {
  readonly store: ReturnType<typeof memoryStore>;
  readonly mailer: FakeMailer;
  now: Instant;
  /** A letter comes now; by default it lists the item that every other lists. */
  open(key: string, options?: NoticeOptions): Promise<void>;
  tell(key: string, ...commands: readonly Command[]): Promise<void>;
  runOne(task: Claimed): Promise<Ran>;
  /** Runs what is ready now, and what follows from it at once. */
  run(): Promise<void>;
  /** Runs everything, letting the time go by, until nothing waits. */
  runAll(): Promise<void>;
  state(key: string): Promise<Case>;
  history(key: string): Promise<readonly Recorded[]>;
}

export function joinedDesk(platform: Platform): JoinedDesk {
  const store = memoryStore();
  const mailer = sends();
  const connector = connectorTo(platform);
  const connectors: Connectors = { for: (name) => (name === 'messenger' ? connector : undefined) };
  const ports = {
    ...store,
    digests: sha256Digests,
    connectors,
    mailer,
    vault: memoryVault(),
    mail: jsonMailReader,
  };
  const desk: JoinedDesk = {
    store,
    mailer,
    now: T0,
    async open(key, options = {}) {
      const receivedAt = desk.now;
      await store.cases.open(letter(key, { receivedAt }), idOf(key), (facts) =>
        opening(facts, { receivedAt, ...options }),
      );
    },
    async tell(key, ...commands) {
      const told = await store.cases.update(idOf(key), (state) => step(state, commands, DESK, desk.now));
      if (!told.ok) throw new Error(`refused: ${told.error.code}`);
    },
    runOne: (task) => runTask(task, () => desk.now, SETTINGS, ports),
    async run() {
      for (;;) {
        const tasks = await store.outbox.claim(desk.now, BATCH, LEASE_MS);
        if (tasks.length === 0) return;
        for (const task of tasks) await desk.runOne(task);
      }
    },
    async runAll() {
      for (let hours = 0; hours < MAX_HOURS && (await store.outbox.counts()).waiting > 0; hours += 1) {
        await desk.run();
        desk.now = after(desk.now, HOUR);
      }
    },
    state: async (key) => (await store.cases.load(idOf(key))) ?? NO_CASE,
    history: (key) => store.cases.history(idOf(key)),
  };
  return desk;
}
