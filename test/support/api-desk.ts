// A desk with a database of its own and its API listening: two tenants, people with keys, a token for each role.
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { ed25519Signatures } from '../../src/adapters/crypto/signatures.ts';
import { newToken } from '../../src/adapters/crypto/tokens.ts';
import { readContacts } from '../../src/adapters/law/contacts.ts';
import { postgresApiTokens } from '../../src/adapters/store/postgres/api-tokens.ts';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { postgresDeskTime } from '../../src/adapters/store/postgres/desk-time.ts';
import { postgresGateList } from '../../src/adapters/store/postgres/gate-list.ts';
import { postgresKeptAnswers } from '../../src/adapters/store/postgres/kept-answers.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { postgresNotifiers } from '../../src/adapters/store/postgres/notifiers.ts';
import { postgresPreservations } from '../../src/adapters/store/postgres/preservations.ts';
import { postgresReads } from '../../src/adapters/store/postgres/reads.ts';
import { ACTING, type Role, ROLES } from '../../src/domain/access/role.ts';
import type { Locator, Platform } from '../../src/domain/content/locator.ts';
import { decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { instant, type Instant } from '../../src/domain/kernel/instant.ts';
import { type Api, startApi } from '../../src/entry/api/api-server.ts';
import type { Answered, ApiDesk } from '../../src/entry/api/wiring.ts';
import type { Person } from '../../src/ports/people.ts';
import { keptWords } from '../../src/workflow/kept-words.ts';
import { authoritiesIn } from '../../src/workflow/known-authorities.ts';
import type { HoldingGate } from '../../src/workflow/rule-on-held.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { memoryVault } from './fake-ports.ts';
import { AWARENESS, CORRECTION, FORTY_EIGHT, lawOf } from './laws.ts';
import { testMarks } from './marks.ts';
import { type Desk, openedDatabase, storeOf } from './postgres-store.ts';

export interface Given {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Signer extends Person {
  sign(payload: string): string;
}

/** A link is its own place. */
const PLACES = { platform: 'messenger', spotOf: ({ link }: Locator): string => link } as const;
const nothing = async () => ({ kind: 'not-found', receipts: [] }) as const;
const HOLDS_NOTHING: HoldingGate = { held: async () => [], allow: nothing, refuse: nothing };
const LAWS = path.resolve(import.meta.dirname, '../../law');
const LAW = lawOf(AWARENESS, CORRECTION, FORTY_EIGHT);
const now = (): Instant => instant(Date.now());

/** Of the index, of who is enrolled and of the vault the API has what the desk lends it, and no right of its own. */
const lentBy = ({ near, authorities, kept }: TenantDesk) => ({ near, authorities, kept });

/** One tenant's store with what the API needs of it. */
function tenantOf(db: Desk['db'], tenant: string) {
  const store = storeOf(db, tenant);
  const vault = memoryVault();
  return {
    ...store,
    vault,
    kept: keptWords({ ...store, vault }),
    authorities: authoritiesIn(store.enrolments),
    clocks: postgresClocks(db, tenant),
    preservations: postgresPreservations(db, tenant),
    notifiers: postgresNotifiers(db, tenant),
    gateList: postgresGateList(db, tenant),
    gates: new Map<Platform, HoldingGate>([['messenger', HOLDS_NOTHING]]),
    marks: testMarks,
    near: postgresNearIndex(db, tenant, aesSealing(randomBytes(32))),
    connectors: { for: () => PLACES },
    contacts: () => readContacts(LAWS),
    deskTime: postgresDeskTime(db, tenant),
    apiTokens: postgresApiTokens(db, tenant),
    reads: postgresReads(db, tenant),
    keptAnswers: postgresKeptAnswers(db, tenant),
    signatures: ed25519Signatures,
    digests: sha256Digests,
    ids: uuidV7,
    clock: now,
    law: async () => LAW,
  };
}

export type TenantDesk = ReturnType<typeof tenantOf>;

export interface ApiUnderTest {
  readonly database: Desk;
  readonly desk: TenantDesk;
  readonly other: TenantDesk;
  readonly url: string;
  readonly answered: Answered[];
  readonly troubles: string[];
  /** The text of a token of each role. */
  readonly tokens: Readonly<Record<Role, string>>;
  readonly mina: Signer;
  readonly sora: Signer;
  /** @param token text of one; empty: none is sent */
  get(path: string, token: string, init?: RequestInit): Promise<Given>;
  stop(): Promise<void>;
}

/** @param change of the desk that the API is given, such as a store that fails */
export async function apiUnderTest(
  change: (desk: TenantDesk) => ApiDesk = (desk) => desk,
): Promise<ApiUnderTest> {
  const database = await openedDatabase(anyFlavor());
  const [desk, other] = [tenantOf(database.db, 'main'), tenantOf(database.db, 'other')];
  const [mina, sora] = [await person(desk, 'mina'), await person(desk, 'sora')];
  const made = await Promise.all(
    ROLES.map(async (role) => [role, await tokenFor(desk, role, mina)] as const),
  );
  const [answered, troubles]: [Answered[], string[]] = [[], []];
  const api: Api = await startApi(change({ ...tenantOf(database.as('api'), 'main'), ...lentBy(desk) }), {
    host: '127.0.0.1',
    port: 0,
    version: '0.0.0',
    onAnswered: (one) => answered.push(one),
    onTrouble: (code) => troubles.push(code),
  });
  return {
    ...{ database, desk, other, url: api.url, answered, troubles, mina, sora },
    tokens: Object.fromEntries(made) as Record<Role, string>,
    get: (path, token, init = {}) => given(`${api.url}${path}`, token, init),
    async stop() {
      await api.stop();
      await database.close();
    },
  };
}

async function given(url: string, token: string, init: RequestInit): Promise<Given> {
  const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { ...init, headers: { ...authorization, ...init.headers } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

async function person(desk: TenantDesk, name: string): Promise<Signer> {
  const { publicKey, privateKey } = newKey();
  const one = { id: personId(uuidV7.fresh()), name, publicKey, addedAt: now() };
  await desk.people.add(one);
  return { ...one, sign: (payload) => sign(privateKey, payload) };
}

/** A token of that role; one that may act is hers. @returns its text */
export async function tokenFor(desk: TenantDesk, role: Role, her: Person): Promise<string> {
  const text = newToken();
  const token = {
    id: uuidV7.fresh(),
    name: `${role} ${text.slice(-6)} x`.replaceAll(/[^a-zA-Z0-9 ]/g, 'x'),
    role,
    person: ACTING.includes(role) ? her.id : null,
    addedAt: now(),
    addedBy: her.id,
  };
  const digest = createHash('sha256').update(text).digest('hex');
  if (!(await desk.apiTokens.add(token, digest, 'signed elsewhere'))) throw new Error('this token is there');
  return text;
}

/** Takes the token of that text back. */
export async function revoke(desk: TenantDesk, text: string, her: Person): Promise<void> {
  const token = await desk.apiTokens.byDigest(createHash('sha256').update(text).digest('hex'));
  const act = { id: decisionId(uuidV7.fresh()), by: her.id, at: now(), signature: 'signed elsewhere' };
  await desk.apiTokens.revoke(token?.id ?? '', act);
}
