// An open desk for commands and for `serve`: store, people, keys, vault.
import path from 'node:path';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import { keyedMarks } from '../adapters/crypto/marks.ts';
import { keyIn } from '../adapters/crypto/sealing.ts';
import { uuidV7 } from '../adapters/crypto/ids.ts';
import { readAuthoritiesFile, readAuthority } from '../adapters/enrolment/authorities-file.ts';
import { readRequestFile } from '../adapters/enrolment/request-file.ts';
import { postgresAlarmLedger } from '../adapters/store/postgres/alarm-ledger.ts';
import { postgresApiTokens } from '../adapters/store/postgres/api-tokens.ts';
import { postgresCases } from '../adapters/store/postgres/cases.ts';
import { postgresClocks } from '../adapters/store/postgres/clocks.ts';
import { postgresDeskTime } from '../adapters/store/postgres/desk-time.ts';
import { postgresCounts } from '../adapters/store/postgres/counts.ts';
import { postgresEnrolments } from '../adapters/store/postgres/enrolments.ts';
import { postgresFiled } from '../adapters/store/postgres/filed.ts';
import { postgresGateList } from '../adapters/store/postgres/gate-list.ts';
import { postgresKeptAnswers } from '../adapters/store/postgres/kept-answers.ts';
import { postgresMailings } from '../adapters/store/postgres/mailings.ts';
import { postgresPreservations } from '../adapters/store/postgres/preservations.ts';
import { postgresMediaIndex } from '../adapters/store/postgres/media-index.ts';
import { postgresNotifiers } from '../adapters/store/postgres/notifiers.ts';
import { postgresOutbox } from '../adapters/store/postgres/outbox.ts';
import { postgresPeople } from '../adapters/store/postgres/people.ts';
import { postgresReads } from '../adapters/store/postgres/reads.ts';
import { lazyWaker, type Waker } from '../adapters/store/postgres/waker.ts';
import { fileVault } from '../adapters/vault/file-vault.ts';
import type { Config } from '../config.ts';
import type { Desk } from '../entry/cli/wiring.ts';
import type { AlarmLedger } from '../ports/alarm-ledger.ts';
import type { Counts } from '../ports/counts.ts';
import type { KeptAnswers } from '../ports/kept-answers.ts';
import { letterId } from '../domain/kernel/ids.ts';
import { instant, type Instant } from '../domain/kernel/instant.ts';
import { importAuthorities } from '../workflow/import-authorities.ts';
import { gatesOf } from './gates.ts';
import { nearIndexOf } from './near-index.ts';
import { connectorsOf } from './parts.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

export const now = (): Instant => instant(Date.now());

export interface OpenedDesk extends Desk {
  readonly store: Store;
  readonly waker: Waker;
  readonly alarmLedger: AlarmLedger;
  readonly keptAnswers: KeptAnswers;
  readonly counts: Counts;
}

/** @param options of a desk that stays; a command opens without them and only leaves hints for the workers */
export async function openDesk(config: Config, options?: Omit<StoreOptions, 'migrate'>): Promise<OpenedDesk> {
  const store = await openStore(config, { migrate: true, watch: false, role: 'desk', ...options });
  const waker = lazyWaker(store.url, options !== undefined, options?.onLost ?? (() => undefined));
  const vault = await fileVault(path.join(config.data, 'vault'));
  const cases = postgresCases(store.db, { tenant: config.tenant, fresh: uuidV7.fresh, hint: waker.hint });
  const enrolments = postgresEnrolments(store.db, config.tenant);
  return {
    store,
    waker,
    alarmLedger: postgresAlarmLedger(store.db, config.tenant),
    cases,
    outbox: postgresOutbox(store.db, config.tenant),
    people: postgresPeople(store.db, config.tenant),
    apiTokens: postgresApiTokens(store.db, config.tenant),
    reads: postgresReads(store.db, config.tenant),
    keptAnswers: postgresKeptAnswers(store.db, config.tenant),
    notifiers: postgresNotifiers(store.db, config.tenant),
    mailings: postgresMailings(store.db, config.tenant),
    preservations: postgresPreservations(store.db, config.tenant),
    counts: postgresCounts(store.db, config.tenant),
    filed: postgresFiled(store.db, config.tenant),
    mediaIndex: postgresMediaIndex(store.db, config.tenant),
    marks: keyedMarks(await keyIn(path.join(config.data, 'marks-key'))),
    near: await nearIndexOf(config, store.db),
    gateList: postgresGateList(store.db, config.tenant),
    gates: await gatesOf(config),
    connectors: connectorsOf(config),
    messengerOrigin: config.messenger.origin,
    platforms: config.messenger.api === '' ? [] : ['messenger'],
    enrolments,
    digests: sha256Digests,
    host: config.desk.address.split('@')[1]?.toLowerCase() ?? '',
    importEnrolled: async () =>
      config.authorities === ''
        ? 'no-file'
        : importAuthorities(await readAuthoritiesFile(config.authorities), now(), enrolments),
    readAuthority,
    readRequest: readRequestFile,
    clocks: postgresClocks(store.db, config.tenant),
    deskTime: postgresDeskTime(store.db, config.tenant),
    vault,
    signatures: ed25519Signatures,
    ids: uuidV7,
    clock: now,
    rawLetter: async (letter) => {
      const digest = await cases.letterDigest(letterId(letter));
      return digest === undefined ? undefined : vault.get(digest);
    },
    hooks: async () => (await import('./webhooks.ts')).hooksOf(config, store.db),
    contacts: async () => (await import('./law.ts')).contactsOf(config),
    law: readOnce(async () => (await import('./law.ts')).lawOf(config)),
    intake: async () => (await import('./intake.ts')).intakeOf(config, enrolments),
    close: async () => {
      await waker.stop();
      await store.close();
    },
  };
}

/** Read when it is first wanted, and once: a desk that stays holds the laws of its start, and one act over many cases reads them for all. */
function readOnce<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
