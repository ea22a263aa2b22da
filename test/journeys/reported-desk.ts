// A desk that follows a messenger and takes up what people report there, with a messenger on which they do.
import { testMarks } from '../support/marks.ts';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { ed25519Signatures } from '../../src/adapters/crypto/signatures.ts';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import { decisionPayload } from '../../src/domain/decision/payload.ts';
import { type CaseId, decisionId, personId } from '../../src/domain/kernel/ids.ts';
import type { Connector } from '../../src/ports/connector.ts';
import type { MediaIndex } from '../../src/ports/media-index.ts';
import type { Person } from '../../src/ports/people.ts';
import { addPerson } from '../../src/workflow/add-person.ts';
import { decideItems } from '../../src/workflow/decide-items.ts';
import { observeFeed, READ_AGAIN } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { readHistory } from '../../src/workflow/read-history.ts';
import { receiveReport } from '../../src/workflow/receive-report.ts';
import { expectStatus, messengerWorld } from '../connectors/messenger-world.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

export interface Reported {
  readonly id: number;
  /** Whoever holds it may ask what became of the report. */
  readonly code: string;
}

const ORIGIN = 'https://chat.example';
const WHO = 'messenger';

/** Call at the top of a test file. @param options of the messenger */
export function reportedDesk(options: Parameters<typeof messengerWorld>[1] = {}) {
  const world = messengerWorld(undefined, { rates: { reportsPerMinute: 10_000 }, ...options });
  const { yeoul } = world;
  let desk: DeskParts;
  let opened: OpenDatabase;
  let index: MediaIndex;
  let refuser: (Person & { readonly privateKey: string }) | undefined;
  const eyes: { now: () => Connector } = { now: world.connector };
  beforeAll(async () => {
    desk = await deskParts(() => eyes.now());
    opened = openDatabase(desk.databaseUrl, () => undefined);
    index = postgresMediaIndex(opened.db, 'main');
  });
  afterAll(async () => {
    await opened.close();
    await desk.close();
  });

  const followFeed = async (): Promise<void> => {
    for (let more = true; more; ) {
      const observed = await observeFeed(world.connector(), index, desk.now(), READ_AGAIN);
      more = observed.kind === 'taken' && observed.more;
    }
  };
  const readAll = async (): Promise<void> => {
    for (let more = true; more; ) {
      const read = await readHistory(world.connector(), index, desk.now());
      more = read.kind === 'read' && !read.ended;
    }
  };
  const takeWaiting = async (): Promise<readonly CaseId[]> => {
    const vault = await fileVault(path.join(desk.folder, 'vault'));
    const near = postgresNearIndex(opened.db, 'main', aesSealing(randomBytes(32)));
    const ports = { cases: desk.ports.cases, vault, ids: uuidV7, mediaIndex: index, near, marks: testMarks };
    const rules = { origin: ORIGIN, law: { book: desk.book, reach: EVERYWHERE } };
    const cases: CaseId[] = [];
    for (const id of await index.waitingReports(WHO, { after: '', limit: 1_000 })) {
      const received = await receiveReport(id, world.connector(), desk.now(), rules, ports);
      if (received.kind === 'opened') cases.push(received.case);
    }
    return cases;
  };

  return {
    world,
    yeoul,
    eyes,
    desk: () => desk,
    followFeed,
    readAll,
    takeWaiting,
    index: () => index,
    db: () => opened.db,
    /** Follows what is new, and takes up what was reported. */
    async take(): Promise<readonly CaseId[]> {
      if ((await index.state(WHO)).probed === null) await probePlatform(world.connector(), index, desk.now());
      await followFeed();
      await readAll();
      await followFeed();
      return takeWaiting();
    },
    /** Somebody reports; with a token she is signed in. */
    async report(target: object, more: object = {}, token?: string): Promise<Reported> {
      const body = { target, reasons: ['intimate-image'], ...more };
      const ask = token === undefined ? { body } : { body, token };
      const { json } = await expectStatus(201, yeoul.ask('POST', '/api/reports', ask));
      const { reports } = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json;
      return { code: json.code, id: Math.max(...reports.map(({ id }) => id)) };
    },
    /** What she reads with her code. */
    async state({ code }: Reported): Promise<string> {
      const { json } = await expectStatus(200, yeoul.ask('POST', '/api/reports/state', { body: { code } }));
      return (json as unknown as { readonly state: string }).state;
    },
    /** A person refuses every item of a case. */
    async refuse(id: CaseId): Promise<void> {
      const { publicKey, privateKey } = newKey();
      const person = { id: personId(uuidV7.fresh()), name: 'bora', publicKey, addedAt: desk.now() };
      if (refuser === undefined && (await addPerson(person, desk.ports.people)).ok)
        refuser = { ...person, privateKey };
      const state = await desk.ports.cases.load(id);
      if (state?.number === null || state === undefined || refuser === undefined) throw new Error('no case');
      const items = state.items.map(({ index: at }) => at);
      const ground = { kind: 'terms', clause: '4' } as const;
      const decision = { id: decisionId(uuidV7.fresh()), act: 'refuse', ground, at: desk.now() } as const;
      const signature = sign(
        refuser.privateKey,
        decisionPayload(state.number, items, { ...decision, by: refuser.id }),
      );
      const input = { case: id, number: state.number, items, person: 'bora', decision, signature };
      const ports = { ...desk.ports, signatures: ed25519Signatures };
      const decided = await decideItems(input, desk.now(), ports);
      if (!decided.ok) throw new Error(decided.error.code);
    },
    /** Every row of every table of the desk, as text. */
    async everything(): Promise<string> {
      const { rows } = await opened.pool.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public'`,
      );
      const all: string[] = [];
      for (const { name } of rows) {
        const told = await opened.pool.query<{ row: string }>(`select t::text as row from ${name} t`);
        all.push(...told.rows.map(({ row }) => `${name} ${row}`));
      }
      return all.join('\n');
    },
  };
}
