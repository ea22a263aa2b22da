// What the command line needs from the composition root. Commands know these functions and nothing behind them.
import type { HttpRequest } from '../../domain/authority/signature-base.ts';
import type { LawBook } from '../../domain/clock/book.ts';
import type { ExampleFile } from '../../domain/clock/example.ts';
import type { Law } from '../../domain/clock/facts.ts';
import type { Platform } from '../../domain/content/locator.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Authority } from '../../domain/notice/authority.ts';
import type { CountryContacts } from '../../domain/view/contacts.ts';
import type { ApiTokens } from '../../ports/api-tokens.ts';
import type { Cases } from '../../ports/cases.ts';
import type { Clocks } from '../../ports/clocks.ts';
import type { Connectors } from '../../ports/connector.ts';
import type { DeskTime } from '../../ports/desk-time.ts';
import type { Digests } from '../../ports/digests.ts';
import type { Enrolments } from '../../ports/enrolments.ts';
import type { Filed } from '../../ports/filed.ts';
import type { GateList, PlatformGate } from '../../ports/gate.ts';
import type { Ids } from '../../ports/ids.ts';
import type { MailReader } from '../../ports/mail.ts';
import type { Mailings } from '../../ports/mailings.ts';
import type { Marks } from '../../ports/marks.ts';
import type { MediaIndex } from '../../ports/media-index.ts';
import type { NearIndex } from '../../ports/near-index.ts';
import type { Notifiers } from '../../ports/notifiers.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { People } from '../../ports/people.ts';
import type { Sealing } from '../../ports/sealing.ts';
import type { Preservations } from '../../ports/preservations.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Signatures } from '../../ports/signatures.ts';
import type { Vault } from '../../ports/vault.ts';
import type { CallWebhook, Webhooks } from '../../ports/webhooks.ts';
import type { Imported } from '../../workflow/import-authorities.ts';
import type { DeskIdentity } from '../../workflow/receive-letter.ts';
import type { LetterParts, LetterSettings } from './letter-parts.ts';
import type { LogParts } from './log-parts.ts';

/** An open desk: its store and what a command needs beside it. Close it, or the database stays up. */
export interface Desk {
  readonly cases: Cases;
  readonly outbox: Outbox;
  readonly people: People;
  readonly apiTokens: ApiTokens;
  readonly reads: Reads;
  readonly mailings: Mailings;
  readonly preservations: Preservations;
  readonly notifiers: Notifiers;
  readonly marks: Marks;
  readonly mediaIndex: MediaIndex;
  readonly near: NearIndex;
  readonly gateList: GateList;
  /** Of the platforms that ask this desk before they store a file. */
  readonly gates: ReadonlyMap<Platform, PlatformGate>;
  readonly connectors: Connectors;
  /** Public origin of the built-in messenger's links. */
  readonly messengerOrigin: string;
  /** Platforms this desk has a connector for. */
  readonly platforms: readonly Platform[];
  readonly filed: Filed;
  readonly enrolments: Enrolments;
  readonly digests: Digests;
  /** At which host this desk is asked: the domain of its address. */
  readonly host: string;
  /** Starts the enrolment from the operator's file, if nothing is enrolled yet. */
  importEnrolled(): Promise<Imported | 'no-file'>;
  readAuthority(file: string): Promise<Authority>;
  readRequest(file: string): Promise<HttpRequest>;
  readonly clocks: Clocks;
  readonly deskTime: DeskTime;
  readonly vault: Vault;
  readonly signatures: Signatures;
  readonly ids: Ids;
  readonly clock: () => Instant;
  /** Raw digest of the letter of a case. */
  readonly rawLetter: (letter: string) => Promise<Uint8Array | undefined>;
  /** What a letter is read and judged with, opened when a command asks for it. */
  intake(): Promise<Intake>;
  /** Programs that are told of cases, and the way to them. */
  hooks(): Promise<Hooks>;
  /** Whom to turn to when somebody is in danger, by country. */
  contacts(): Promise<readonly CountryContacts[]>;
  /** The law book of this desk, read when a command asks for it and not before. */
  law(): Promise<Law>;
  close(): Promise<void>;
}

export interface Intake {
  readonly identity: DeskIdentity;
  readonly mail: MailReader;
  close(): Promise<void>;
}

/** What is needed to tell programs of cases. */
export interface Hooks {
  readonly webhooks: Webhooks;
  readonly sealing: Sealing;
  readonly call: CallWebhook;
  /** Whether anything may be sent there. */
  isUrl(url: string): boolean;
  newSecret(): string;
}

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
  readonly cure?: string;
}

export interface Running {
  /** What to tell the person who started it. */
  readonly addresses: {
    readonly smtp: string;
    readonly database: string;
    readonly data: string;
    /** Where it is on. */
    readonly api?: string;
    readonly gate?: string;
  };
  stop(): Promise<void>;
}

/** One look of the watchdog. */
export interface WatchdogLook {
  readonly agrees: boolean;
  /** Clocks it formed an opinion of. */
  readonly clocks: number;
  readonly ms: number;
  readonly disagreements: readonly {
    readonly code: string;
    readonly number: string;
    readonly clock: string;
    readonly due: string | null;
    readonly says: string;
  }[];
}

export interface KeyPair {
  /** Raw 32 bytes, base64. */
  readonly publicKey: string;
  /** PKCS #8 in PEM: hers alone. */
  readonly privateKey: string;
}

/** A law folder as read: its laws and the examples that go with them. */
export interface LawFolder {
  readonly folder: string;
  readonly book: LawBook;
  readonly examples: readonly ExampleFile[];
}

export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** Everything but `describeConfig` reads the configuration named on the command line. */
export interface Wiring {
  readonly version: string;
  openDesk(): Promise<Desk>;
  /** @param folder another than that of the configuration */
  lawFolder(folder: string | undefined): Promise<LawFolder>;
  serve(): Promise<Running>;
  watchdog(onLook: (look: WatchdogLook) => void): Promise<{ stop(): Promise<void> }>;
  watchdogOnce(): Promise<WatchdogLook>;
  doctor(): Promise<readonly Check[]>;
  migrate(): Promise<readonly string[]>;
  backup(file: string, onProgress: (progress: Progress) => void): Promise<object>;
  restore(file: string, onProgress: (progress: Progress) => void): Promise<object>;
  config(): object;
  describeConfig(): readonly { key: string; env: string; default: unknown; description: string }[];
  demo(args: readonly string[]): Promise<number>;
  newKey(): KeyPair;
  /** A token of the API that nobody can guess. */
  newToken(): string;
  sign(privateKey: string, message: string): string;
  keyFile(name: string): string;
  logParts(): Promise<LogParts>;
  letterParts(settings: LetterSettings): Promise<LetterParts>;
}
