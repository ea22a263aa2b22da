// One connection to a inbox over IMAP (RFC 9051): what waits there, its bytes as they are, and the mark that it was taken.
// Nothing here deletes: a server that cannot move a mail in one step (RFC 6851) is refused, since to copy and delete is no move.
import { EventEmitter, once } from 'node:events';
import { isIP } from 'node:net';
import { ImapFlow, type MailboxObject } from 'imapflow';
import { instant, type Instant } from '../../domain/kernel/instant.ts';
import { InboxError, inboxError } from './inbox-error.ts';

export interface InboxSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** Certificate authorities in PEM instead of the system's; undefined: the system's. */
  readonly ca?: string;
  /** Levels are parted by `/`, whatever the server uses. */
  readonly folder: string;
  /** How a mail is marked that was taken. */
  readonly after: 'move' | 'flag';
  readonly takenFolder: string;
  readonly maxBytes: number;
}

/** A mail as it lies there, or the word that it is too large to be read. */
export type WaitingMail =
  | {
      readonly kind: 'mail';
      readonly raw: Uint8Array;
      /** INTERNALDATE: when the inbox's server took it; null when it did not say so. */
      readonly arrivedAt: Instant | null;
    }
  | { readonly kind: 'too-large'; readonly isFlagged: boolean };

/** Every call rejects when the connection is gone; `isOpen` tells that from a mail that cannot be read. */
export interface InboxSession {
  /** UIDs mean the same mails as long as this is the same. */
  readonly uidValidity: string;
  /** Host and port. */
  readonly peer: string;
  isOpen(): boolean;
  /** UIDs of what is not marked as taken, oldest first. No mail is opened for that: a broken one hides no other. */
  waiting(): Promise<readonly number[]>;
  /** Undefined when it is there no longer. */
  read(uid: number): Promise<WaitingMail | undefined>;
  markTaken(uids: readonly number[]): Promise<void>;
  flagTooLarge(uids: readonly number[]): Promise<void>;
  /** Waits until something new may be there, the connection is gone, `ms` are over, or the signal says to stop. */
  news(ms: number, stop: AbortSignal): Promise<void>;
  close(): void;
}

const TAKEN = '$RedressTaken';
const TOO_LARGE = '$RedressTooLarge';
const CONNECT_TIMEOUT_MS = 20_000;
/** A server that says nothing for so long in the middle of a command is gone. */
const SILENCE_MS = 60_000;
/** Of one answer beside the bytes of a mail: a list of a million UIDs fits in. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Opens the folder. Throws a InboxError when it cannot be read, or not marked as the settings want. Changes nothing there. */
export async function openSession(settings: InboxSettings): Promise<InboxSession> {
  const where = `${settings.host}:${settings.port}, folder ${settings.folder}`;
  assertPrivate(settings);
  const client = clientOf(settings);
  // Whoever waits for an answer hears of it; an error that nobody listens to would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const inbox = await client.mailboxOpen(settings.folder.split('/'));
    assertMarkable(client, inbox, settings, where);
    return sessionOver(client, inbox, settings);
  } catch (error) {
    client.close();
    throw inboxError(error, where);
  }
}

function clientOf(settings: InboxSettings): ImapFlow {
  const { host, port, user, password, tls, ca, maxBytes } = settings;
  return new ImapFlow({
    host,
    port,
    auth: { user, pass: password },
    secure: tls === 'implicit',
    ...(tls === 'implicit' ? {} : { doSTARTTLS: tls === 'starttls' }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    disableBinary: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    maxLineLength: MAX_ANSWER_BYTES,
    maxLiteralSize: maxBytes + 1,
    maxResponseSize: maxBytes + MAX_ANSWER_BYTES,
  });
}

/** The password and every letter would be there for all to read. */
function assertPrivate({ tls, host }: InboxSettings): void {
  const isHere = host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (tls === 'none' && !isHere)
    throw new InboxError(
      'imap.plain',
      `${host} would be asked without TLS`,
      'set REDRESS_IMAP_TLS to implicit or starttls; none is for 127.0.0.1 only',
    );
}

function assertMarkable(
  client: ImapFlow,
  inbox: MailboxObject,
  settings: InboxSettings,
  where: string,
): void {
  if (inbox.readOnly === true)
    throw new InboxError(
      'imap.read-only',
      `${where} may only be read, so that nothing can be marked as taken`,
      'give the user the right to move mails and set flags there',
    );
  const flags = inbox.permanentFlags;
  if (settings.after === 'flag' && flags !== undefined && !flags.has('\\*') && !flags.has(TAKEN))
    throw new InboxError(
      'imap.no-keywords',
      `${where} keeps no flags of our own`,
      'set REDRESS_IMAP_AFTER to move',
    );
  if (settings.after === 'move' && !['MOVE', 'IMAP4rev2'].some((one) => client.capabilities.has(one)))
    throw new InboxError(
      'imap.no-move',
      `${where} cannot move a mail in one step`,
      'set REDRESS_IMAP_AFTER to flag',
    );
}

function sessionOver(client: ImapFlow, inbox: MailboxObject, settings: InboxSettings): InboxSession {
  const { host, port, after, maxBytes } = settings;
  const heard = new EventEmitter();
  let isNew = false;
  for (const event of ['exists', 'close'] as const)
    client.on(event, () => {
      isNew = true;
      heard.emit('news');
    });
  return {
    uidValidity: String(inbox.uidValidity),
    peer: `${host}:${port}`,
    isOpen: () => client.usable,
    waiting: async () => {
      isNew = false;
      // A server may tell of new mail only when it is asked for news.
      await client.noop();
      return search(client, after === 'flag' ? { unKeyword: TAKEN } : { all: true });
    },
    read: (uid) => read(client, uid, maxBytes),
    markTaken: (uids) =>
      after === 'move'
        ? move(client, uids, settings.takenFolder.split('/'))
        : flag(client, uids, ['\\Seen', TAKEN]),
    flagTooLarge: (uids) => flag(client, uids, ['\\Flagged', TOO_LARGE]),
    news: async (ms, stop) => {
      if (isNew || !client.usable) return;
      // Ended by the next command; where the server knows no IDLE, the library asks now and then instead.
      client.idle().catch(() => undefined);
      await once(heard, 'news', { signal: AbortSignal.any([stop, AbortSignal.timeout(ms)]) }).catch(
        () => undefined,
      );
    },
    close: () => client.close(),
  };
}

type Question = NonNullable<Parameters<ImapFlow['search']>[0]>;

async function search(client: ImapFlow, question: Question): Promise<readonly number[]> {
  const found = await client.search(question, { uid: true });
  if (!Array.isArray(found)) throw new Error('the search was refused');
  return found.toSorted((a, b) => a - b);
}

/** Asked for its size first: a mail of gigabytes never comes over the wire, and what lies about its size is cut. */
async function read(client: ImapFlow, uid: number, maxBytes: number): Promise<WaitingMail | undefined> {
  const ask = (what: Parameters<ImapFlow['fetchOne']>[1]) =>
    client.fetchOne(String(uid), what, { uid: true });
  const facts = await ask({ size: true, internalDate: true, flags: true });
  if (facts === false) return undefined;
  const tooLarge = { kind: 'too-large', isFlagged: facts.flags?.has(TOO_LARGE) === true } as const;
  if ((facts.size ?? 0) > maxBytes) return tooLarge;
  const whole = await ask({ source: { start: 0, maxLength: maxBytes + 1 } });
  if (whole === false) return undefined;
  if (whole.source === undefined) throw new Error('the server gave no bytes');
  if (whole.source.length > maxBytes) return tooLarge;
  const arrivedAt = new Date(facts.internalDate ?? Number.NaN).getTime();
  return { kind: 'mail', raw: whole.source, arrivedAt: Number.isNaN(arrivedAt) ? null : instant(arrivedAt) };
}

/** The folder is made when a first mail wants to go there. */
async function move(client: ImapFlow, uids: readonly number[], folder: string[]): Promise<void> {
  const tried = async (): Promise<boolean> =>
    (await client.messageMove([...uids], folder, { uid: true })) !== false;
  if (await tried()) return;
  await client.mailboxCreate(folder);
  if (!(await tried())) throw new Error('the mails were not moved');
}

async function flag(client: ImapFlow, uids: readonly number[], flags: string[]): Promise<void> {
  if (!(await client.messageFlagsAdd([...uids], flags, { uid: true })))
    throw new Error('the flag was not set');
}
