// A whole desk in one process, of its real parts: PostgreSQL, spool and vault on disk, mail in and out, and a clock the test
// sets. Time is jumped to the next task, never waited for.
import { testMarks } from '../support/marks.ts';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectorRegistry } from '../../src/adapters/connectors/registry.ts';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { ed25519Signatures } from '../../src/adapters/crypto/signatures.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import { smtpMailer } from '../../src/adapters/mail/mailer.ts';
import { postgresCases } from '../../src/adapters/store/postgres/cases.ts';
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import { postgresFiled } from '../../src/adapters/store/postgres/filed.ts';
import { postgresMailings } from '../../src/adapters/store/postgres/mailings.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { postgresOutbox } from '../../src/adapters/store/postgres/outbox.ts';
import { postgresPeople } from '../../src/adapters/store/postgres/people.ts';
import { fileSpool } from '../../src/adapters/vault/file-spool.ts';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import type { Case } from '../../src/domain/case/case.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import type { LawBook } from '../../src/domain/clock/book.ts';
import { actPayload, type Asked } from '../../src/domain/decision/act-payload.ts';
import { decisionPayload } from '../../src/domain/decision/payload.ts';
import { type CaseId, decisionId, type LetterId, letterId, personId } from '../../src/domain/kernel/ids.ts';
import { type Instant, instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { startSmtp } from '../../src/entry/email/smtp-listener.ts';
import type { Connector } from '../../src/ports/connector.ts';
import type { Person } from '../../src/ports/people.ts';
import { acceptMail } from '../../src/workflow/accept-mail.ts';
import { addPerson } from '../../src/workflow/add-person.ts';
import { decideItems } from '../../src/workflow/decide-items.ts';
import type { KnownGroundPorts } from '../../src/workflow/known-ground.ts';
import { type Received, receiveLetter } from '../../src/workflow/receive-letter.ts';
import { turns } from '../../src/workflow/turns.ts';
import { runTask } from '../../src/workflow/run-task.ts';
import type { SignedRequest, TakeActPorts } from '../../src/workflow/take-act.ts';
import { BOARD, DESK, NOW, POLICE, ZONE } from '../mail/desk-mail.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { freshDatabase } from '../support/database.ts';
import { openPostOffice } from '../support/post-office.ts';
import { handOver } from '../support/smtp-client.ts';
import { inlineReader } from '../support/inline-reader.ts';

export interface DeskParts {
  /** What a desk process would call its data folder and its database. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** Letters the desk sent, raw. */
  readonly sent: readonly Buffer[];
  receive(raw: Buffer): Promise<CaseId>;
  /** Receives any mail. @param from what MAIL FROM named; empty: nobody */
  take(raw: Buffer, from: string): Promise<Received>;
  /** The same, handed over to the desk's own port as another mail server would. */
  mailed(raw: Buffer, from: string): Promise<Received>;
  /** Hides all items that wait for it, signed by Mina. */
  decideHide(id: CaseId): Promise<void>;
  /** What a person asks, signed now; she is registered, with a key of her own, when she is first named. */
  request(id: CaseId, name: string, asked: Asked): Promise<SignedRequest>;
  /** What the verbs of signed acts need, the law book, and the desk's time. */
  readonly ports: TakeActPorts & Pick<KnownGroundPorts, 'law'>;
  readonly book: LawBook;
  now(): Instant;
  /** Lets the time go by. */
  pass(milliseconds: number): void;
  /** Works until nothing is left but days that people set, weeks ahead, jumping from task to task; `watch` sees the case after each. */
  workOff(id: CaseId, watch?: (state: Case) => void | Promise<void>): Promise<Case>;
  history(id: CaseId): Promise<readonly Recorded[]>;
  close(): Promise<void>;
}

/** Far more tasks than any case of these tests makes. */
const MAX_TASKS = 500;
const law = { book: await readBook(path.resolve(import.meta.dirname, '../../law')), reach: EVERYWHERE };
const LISTENS = {
  host: '127.0.0.1',
  port: 0,
  maxBytes: 1024 * 1024,
  address: DESK,
  alternative: 'send a list of links instead of files',
  connectionsPerNetwork: 5,
  lettersPerMinute: 1_000,
};
const settings = {
  authoritiesAt: async () => [BOARD, POLICE],
  law,
  deskAddress: DESK,
  deskDomain: 'desk.example',
};
const identity = {
  address: DESK,
  messengerOrigin: 'https://chat.example',
  authoritiesAt: async () => [BOARD, POLICE],
  law,
};

/** @param connector asked for anew for every task, so that a test can change the platform under the desk */
export async function deskParts(connector: () => Connector): Promise<DeskParts> {
  const database = await freshDatabase(anyFlavor());
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-journey-'));
  const opened = openDatabase(database.url, () => undefined);
  await migrateToLatest(opened.db);
  const office = await openPostOffice();
  let now = NOW;
  const clock = () => now;
  const ids = uuidV7;
  const cases = postgresCases(opened.db, { tenant: 'main', fresh: ids.fresh, hint: async () => undefined });
  const outbox = postgresOutbox(opened.db, 'main');
  const people = postgresPeople(opened.db, 'main');
  const [filed, mailings] = [postgresFiled(opened.db, 'main'), postgresMailings(opened.db, 'main')];
  const mediaIndex = postgresMediaIndex(opened.db, 'main');
  const near = postgresNearIndex(opened.db, 'main', aesSealing(randomBytes(32)));
  const spool = await fileSpool(path.join(folder, 'spool'));
  const vault = await fileVault(path.join(folder, 'vault'));
  const mailer = smtpMailer({ host: '127.0.0.1', port: office.port, requireTls: false, from: DESK });
  const mail = mailReader(MAIL_PROGRAMS, zone, clock);
  const keys = new Map<string, string>();
  const ports = { cases, people, signatures: ed25519Signatures, law: () => Promise.resolve(law) };
  const personNamed = async (name: string): Promise<Person & { readonly privateKey: string }> => {
    const { publicKey, privateKey } = newKey();
    const person = { id: personId(ids.fresh()), name, publicKey, addedAt: now };
    if (!keys.has(name) && (await addPerson(person, people)).ok) keys.set(name, privateKey);
    const known = await people.byName(name);
    if (known === undefined) throw new Error(`nobody is called ${name}`);
    return { ...known, privateKey: keys.get(name) ?? '' };
  };

  const nextReady = async (): Promise<number | undefined> => {
    // A day that somebody set is not jumped to: it may lie months ahead.
    const { rows } = await opened.pool.query<{ at: Date | null }>(
      `select min(greatest(not_before, coalesce(lease_until, not_before))) as at from outbox
        where state = 'waiting' and (work ->> 'kind' <> 'hear-term' or not_before <= $1)`,
      [new Date(now)],
    );
    return rows[0]?.at?.getTime();
  };
  const load = async (id: CaseId): Promise<Case> => {
    const state = await cases.load(id);
    if (state === undefined) throw new Error('no such case');
    return state;
  };

  const read = (id: LetterId): Promise<Received> => {
    const ports = {
      spool,
      vault,
      cases,
      mail,
      reader: inlineReader,
      turns: turns(),
      ids,
      filed,
      mailings,
      marks: testMarks,
    };
    return receiveLetter(id, now, identity, ports);
  };
  const take = async (raw: Buffer, from: string): Promise<Received> => {
    const id = letterId(ids.fresh());
    await spool.keep({ envelope: { id, receivedAt: now, from, to: [DESK], peer: '192.0.2.1' }, raw });
    return read(id);
  };
  const kept: LetterId[] = [];
  const smtp = await startSmtp(LISTENS, {
    accept: async (one) => {
      kept.push(one.envelope.id);
      return acceptMail(one, { spool });
    },
    onKept: () => undefined,
    clock,
    fresh: ids.fresh,
    onError: () => undefined,
  });
  const mailed = async (raw: Buffer, from: string): Promise<Received> => {
    await handOver(smtp.port, raw, from, DESK);
    const id = kept.at(-1);
    if (id === undefined) throw new Error('the desk took the mail and kept nothing');
    return read(id);
  };

  return {
    folder,
    databaseUrl: database.url,
    sent: office.mails,
    history: (id) => cases.history(id),
    async receive(raw) {
      const received = await take(raw, '');
      if (received.kind !== 'opened') throw new Error(`the letter was ${received.kind}`);
      return received.case;
    },
    take,
    mailed,
    async decideHide(id) {
      const { number, items, clocks } = await load(id);
      if (number === null) throw new Error('the case has no number');
      const open = items.filter((item) => item.status === 'awaiting-decision').map((item) => item.index);
      const ground = { kind: 'law', regime: clocks[0]?.clock.regime ?? '' } as const;
      const decision = { id: decisionId(ids.fresh()), act: 'hide', ground, at: now } as const;
      const person = await personNamed('mina');
      const signature = sign(
        person.privateKey,
        decisionPayload(number, open, { ...decision, by: person.id }),
      );
      const input = { case: id, number, items: open, person: 'mina', decision, signature };
      const decided = await decideItems(input, now, ports);
      if (!decided.ok) throw new Error(decided.error.code);
    },
    async request(id, name, asked) {
      const { number } = await load(id);
      if (number === null) throw new Error('the case has no number');
      const person = await personNamed(name);
      const act = { id: decisionId(ids.fresh()), at: now };
      const signature = sign(person.privateKey, actPayload(number, asked, { ...act, by: person.id }));
      return { case: id, number, person: name, act, signature };
    },
    ports,
    book: law.book,
    now: clock,
    pass(milliseconds) {
      now = instant(now + milliseconds);
    },
    async workOff(id, watch) {
      for (let tasks = 0; tasks < MAX_TASKS; ) {
        const at = await nextReady();
        if (at === undefined) return load(id);
        now = instant(Math.max(now, at));
        for (const task of await outbox.claim(now, 10, MINUTE)) {
          const connectors = connectorRegistry([connector()]);
          await runTask(task, clock, settings, {
            cases,
            outbox,
            connectors,
            mediaIndex,
            near,
            digests: sha256Digests,
            mailer,
            mailings,
            vault,
            mail,
          });
          tasks += 1;
          await watch?.(await load(id));
        }
      }
      throw new Error(`more than ${MAX_TASKS} tasks: the desk does not come to an end`);
    },
    async close() {
      await smtp.close();
      await office.close();
      await opened.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function zone(name: string, type: string): Promise<unknown> {
  const found = (ZONE[name] as Record<string, readonly string[]> | undefined)?.[type];
  if (found === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return found.map((text) => [text]);
}
