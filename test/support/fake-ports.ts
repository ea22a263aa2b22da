// Hand-written stand-ins for the world beyond the ports: a spool, a vault, a mail reader, a platform, a mailer, and a small
// desk that works off its outbox with them. The store is the real memory store, which passes the conformance suite.
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { memoryStore } from '../../src/adapters/store/memory/memory-store.ts';
import type { Case } from '../../src/domain/case/case.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { type CaseId, caseId, type LetterId, letterId } from '../../src/domain/kernel/ids.ts';
import { after, HOUR, type Instant } from '../../src/domain/kernel/instant.ts';
import type { DeliveryReport } from '../../src/domain/notice/delivery-report.ts';
import type { MailHeader } from '../../src/domain/notice/mail-header.ts';
import type { SenderFacts } from '../../src/domain/notice/sender.ts';
import type { ReplyLetter } from '../../src/domain/reply/letter.ts';
import type { AlarmMessage } from '../../src/domain/clock/alarm-message.ts';
import type { Alarms, Told } from '../../src/ports/alarms.ts';
import type { IncomingLetter } from '../../src/ports/cases.ts';
import type {
  Connector,
  Connectors,
  JobProgress,
  Located,
  Operation,
  Order,
  Retry,
} from '../../src/ports/connector.ts';
import { writtenText } from './written-words.ts';
import type { Mailer, MailReader, ReadMail, Sent } from '../../src/ports/mail.ts';
import type { Claimed } from '../../src/ports/outbox.ts';
import type { Spool } from '../../src/ports/spool.ts';
import type { Vault } from '../../src/ports/vault.ts';
import type { Copy, Verdict, View } from '../../src/domain/content/copy.ts';
import type { Preserved } from '../../src/domain/content/copy-record.ts';
import type { TaskSettings } from '../../src/workflow/outcome.ts';
import { type Ran, runTask } from '../../src/workflow/run-task.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { KEPT } from './capabilities.ts';
import {
  AUTHORITY,
  copy,
  COVERAGE,
  decides,
  DESK_ADDRESS,
  NUMBER,
  type NoticeOptions,
  receive,
  RECEIPT,
  T0,
  verdicts,
} from './fixtures.ts';
import { KOREAN_LAW } from './laws.ts';
import { NO_CASE } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';

/** Facts of a letter for which the mail guard finds nothing to say against. */
export const PROVEN_FACTS: Omit<SenderFacts, 'replayed'> = {
  headerFormOk: true,
  headers: { from: 1, to: 1, date: 1, 'message-id': 1, subject: 1 },
  from: 'notice@hanbit.example',
  to: [DESK_ADDRESS],
  date: T0,
  dmarc: 'pass',
  signatures: [
    {
      id: 'signature-1',
      domain: 'hanbit.example',
      passed: true,
      algorithm: 'rsa-sha256',
      keyBits: 2_048,
      hasLengthTag: false,
      covers: ['from', 'to', 'subject', 'date', 'message-id'],
    },
  ],
  dnsFailed: false,
};

export interface FakeMail {
  readonly text: string;
  readonly contentKey: string;
  readonly facts?: Partial<SenderFacts>;
  readonly header?: Partial<MailHeader>;
  readonly report?: DeliveryReport;
}

const PLAIN_HEADER: MailHeader = { messageId: '<letter@hanbit.example>', answers: [], marks: [] };

/** The bytes of a mail that `jsonMailReader` can read. */
export const rawMail = (mail: FakeMail): Uint8Array => new TextEncoder().encode(JSON.stringify(mail));

/** Reads what `rawMail` made; anything else is a mail nobody can parse. */
export const jsonMailReader: MailReader = {
  async read(raw): Promise<ReadMail> {
    const text = new TextDecoder().decode(raw);
    try {
      const mail = JSON.parse(text) as FakeMail;
      return {
        letter: { ...writtenText(mail.text), report: mail.report ?? null },
        facts: { ...PROVEN_FACTS, ...mail.facts },
        header: { ...PLAIN_HEADER, ...mail.header },
        contentKey: mail.contentKey,
      };
    } catch {
      return {
        letter: null,
        facts: { ...PROVEN_FACTS, signatures: [], dmarc: 'none' },
        header: { ...PLAIN_HEADER, messageId: null },
        contentKey: `bytes of ${text}`,
      };
    }
  },
};

export interface FakeSpool extends Spool {
  readonly aside: readonly LetterId[];
}

/** A spool in memory; a mail without bytes is one whose file was damaged. */
export function memorySpool(
  mails: Readonly<Record<string, Uint8Array | undefined>>,
  receivedAt: Instant = T0,
): FakeSpool {
  const held = new Map(Object.entries(mails));
  const aside: LetterId[] = [];
  return {
    aside,
    keep: async () => ({ kind: 'kept' }),
    waiting: async (limit) => [...held.keys()].slice(0, limit).map(letterId),
    async read(id) {
      const raw = held.get(id);
      if (raw === undefined) return undefined;
      return {
        raw,
        envelope: { id, receivedAt, from: 'bounce@hanbit.example', to: [DESK_ADDRESS], peer: '192.0.2.1' },
      };
    },
    async peek(id) {
      const raw = held.get(id);
      return raw && { from: null, head: Buffer.from(raw).toString('latin1') };
    },
    remove: async (id) => void held.delete(id),
    async setAside(id) {
      if (held.delete(id)) aside.push(id);
    },
  };
}

export function memoryVault(): Vault & { readonly size: () => number } {
  const held = new Map<string, Uint8Array>();
  return {
    size: () => held.size,
    async put(bytes) {
      const digest = `digest of ${new TextDecoder().decode(bytes)}`;
      held.set(digest, bytes);
      return digest;
    },
    get: async (digest) => held.get(digest),
  };
}

/** The same port, telling `tick` before each call; a `tick` that throws is a process that died there. */
export function watched<T extends object>(port: T, tick: (name: string) => void): T {
  return new Proxy(port, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        tick(String(name));
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
}

export interface Platform {
  locate: () => Located;
  preserve: (copy: Copy) => Preserved | Retry;
  hide: (order: Order) => Operation;
  destroy: (order: Order) => Operation;
  restore: (order: Order) => Operation;
  verify: (views: readonly View[]) => readonly Verdict[];
  operation: (job: string) => JobProgress;
  notifyUploader: Connector['notifyUploader'];
}

/** A platform on which everything goes well; a test changes what it is about. */
export function honestPlatform(...copies: readonly string[]): Platform {
  const accepted = (): Operation => ({ kind: 'accepted', receipts: [RECEIPT] });
  return {
    locate: () => ({
      kind: 'found',
      copies: (copies.length === 0 ? ['c1'] : copies).map(copy),
      coverage: COVERAGE,
    }),
    preserve: () => KEPT,
    hide: accepted,
    destroy: accepted,
    restore: accepted,
    verify: (views) => verdicts('absent', views),
    operation: () => 'done',
    notifyUploader: async () => accepted(),
  };
}

const notAsked = () => Promise.reject(new Error('no verb asks for this'));

export function connectorTo(platform: Platform): Connector {
  return {
    platform: 'messenger',
    capabilities: () => Promise.reject(new Error('no verb asks for capabilities')),
    locate: async () => platform.locate(),
    spotOf: () => null,
    roomNameOf: () => null,
    observe: async () => ({ kind: 'page', cursor: '0', upTo: 0, observations: [], more: false }),
    backfill: async () => ({ kind: 'page', position: null, sightings: [], rooms: { done: 0, total: 0 } }),
    preserve: async (copy) => platform.preserve(copy),
    hide: async (_, order) => platform.hide(order),
    destroy: async (_, order) => platform.destroy(order),
    restore: async (_, order) => platform.restore(order),
    verify: async (_, views) => platform.verify(views),
    report: notAsked,
    tellReport: notAsked,
    operation: async (job) => platform.operation(job),
    suspend: notAsked,
    unsuspend: notAsked,
    notifyUploader: (account, order) => platform.notifyUploader(account, order),
    verifyAccount: notAsked,
  };
}

export interface FakeMailer extends Mailer {
  readonly letters: readonly ReplyLetter[];
}

export function mailerThat(answers: (letter: ReplyLetter) => Sent): FakeMailer {
  const letters: ReplyLetter[] = [];
  return {
    letters,
    async send(letter) {
      letters.push(letter);
      return answers(letter);
    },
  };
}

export const sends = (): FakeMailer => mailerThat(({ messageId }) => ({ kind: 'sent', messageId }));

export interface FakeAlarms extends Alarms {
  readonly messages: readonly AlarmMessage[];
}

/** One channel that remembers what it was told; `answers` says what becomes of each. */
export function alarmsThat(
  answers: (message: AlarmMessage) => readonly Told[] = () => [{ channel: 'fake', kind: 'told' }],
): FakeAlarms {
  const messages: AlarmMessage[] = [];
  return {
    channels: [],
    messages,
    async tell(message) {
      messages.push(message);
      return answers(message);
    },
  };
}

export const CASE = caseId('case-1');
export const LETTER: IncomingLetter = {
  id: letterId('letter-1'),
  contentKey: 'key-1',
  rawDigest: 'digest-1',
  signatures: [],
  receivedAt: T0,
  evidence: {},
};
export const SETTINGS: TaskSettings = {
  law: KOREAN_LAW,
  authoritiesAt: async () => [AUTHORITY],
  deskAddress: DESK_ADDRESS,
  deskDomain: 'redress.example',
};
const LEASE_MS = 60_000;
const BATCH = 100;
/** Run like every other task, and not told: this desk has one case, so there is nobody to ask. */
const ASKS_JOINED: readonly string[] = ['share-decision', 'adopt-decision'];
/** More than any case here needs; a desk that is not done by then never will be. */
const MAX_HOURS = 100;

export interface SmallDesk {
  readonly store: ReturnType<typeof memoryStore>;
  readonly mailer: FakeMailer;
  now: Instant;
  /** Runs one claim, with other connectors where given. */
  runOne(task: Claimed, connectors?: Connectors): Promise<Ran>;
  /** Runs what is ready now, once; tells what came of everything that is about this case alone. */
  run(): Promise<readonly Ran[]>;
  /** Runs everything, letting the time go by, until nothing waits. */
  runAll(): Promise<void>;
  tell(...commands: readonly Command[]): Promise<void>;
  state(): Promise<Case>;
  history(): Promise<readonly Recorded[]>;
}

/** A desk with one case (`CASE`), a frozen clock, and the given messenger; `undefined` is one without connector. */
export async function smallDesk(
  platform: Platform | undefined,
  options: NoticeOptions = {},
  mailer: FakeMailer = sends(),
  lookAgain: readonly number[] = [],
): Promise<SmallDesk> {
  const store = memoryStore();
  const connector = platform === undefined ? undefined : connectorTo(platform);
  const connectors: Connectors = { for: (name) => (name === 'messenger' ? connector : undefined) };
  const ports = {
    ...store,
    digests: sha256Digests,
    connectors,
    mailer,
    vault: memoryVault(),
    mail: jsonMailReader,
  };
  await openCase(store.cases, options);
  const desk: SmallDesk = {
    store,
    mailer,
    now: T0,
    runOne: (task, others = connectors) =>
      runTask(task, () => desk.now, { ...SETTINGS, lookAgain }, { ...ports, connectors: others }),
    async run() {
      const ran: Ran[] = [];
      for (const task of await store.outbox.claim(desk.now, BATCH, LEASE_MS)) {
        const done = await desk.runOne(task);
        if (!ASKS_JOINED.includes(task.work.kind)) ran.push(done);
      }
      return ran;
    },
    async runAll() {
      for (let hours = 0; hours < MAX_HOURS && (await store.outbox.counts()).waiting > 0; hours += 1) {
        while ((await desk.run()).length > 0);
        desk.now = after(desk.now, HOUR);
      }
    },
    async tell(...commands) {
      for (const command of commands) {
        const told = await store.cases.update(CASE, (state) => step(state, [command], DESK, desk.now));
        if (!told.ok) throw new Error(`${command.kind} was refused: ${told.error.code}`);
      }
    },
    state: async () => (await store.cases.load(CASE)) ?? NO_CASE,
    history: () => store.cases.history(CASE),
  };
  return desk;
}

/** A desk whose item was found and decided on; the actions wait. */
export async function decidedDesk(platform: Platform, lookAgain: readonly number[] = []): Promise<SmallDesk> {
  const desk = await smallDesk(platform, {}, sends(), lookAgain);
  await desk.run();
  await desk.run();
  await desk.tell(decides(1, 'hide'));
  return desk;
}
/** How many events of a kind the case has. */
export const countOf = async (desk: SmallDesk, kind: string): Promise<number> =>
  (await desk.history()).filter((event) => event.kind === kind).length;

async function openCase(cases: SmallDesk['store']['cases'], options: NoticeOptions): Promise<void> {
  const id: CaseId = CASE;
  await cases.open(LETTER, id, () => {
    const change = step(NO_CASE, [receive(options, NUMBER)], DESK, T0);
    if (!change.ok) throw new Error(change.error.code);
    return change.value;
  });
}
