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

/** A mail as it lies there. */
export interface WaitingMail {
  readonly raw: Uint8Array;
  /** INTERNALDATE: when the inbox's server took it. */
  readonly arrivedAt: Instant | null;
}

/** Every call rejects when the connection is gone; `isOpen` tells that from a mail that cannot be read. */
export interface InboxSession {
  /** UIDs mean the same mails as long as this is the same. */
  readonly uidValidity: string;
  /** Host and port. */
  readonly peer: string;
  isOpen(): boolean;
  /** UIDs of what was not taken yet and is not too large, oldest first. */
  waiting(): Promise<readonly number[]>;
  /** UIDs of what is too large by the server's word and does not bear our flag. */
  tooLarge(): Promise<readonly number[]>;
  /** Undefined when it is there no longer. At most one byte more than the limit. */
  read(uid: number): Promise<WaitingMail | undefined>;
  markTaken(uid: number): Promise<void>;
  flagTooLarge(uid: number): Promise<void>;
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
  const notTaken = after === 'flag' ? { unKeyword: TAKEN } : {};
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
    waiting: () => {
      isNew = false;
      return search(client, { smaller: maxBytes + 1, ...notTaken });
    },
    tooLarge: () => search(client, { larger: maxBytes, unKeyword: TOO_LARGE }),
    read: (uid) => read(client, uid, maxBytes),
    markTaken: (uid) =>
      after === 'move'
        ? move(client, uid, settings.takenFolder.split('/'))
        : flag(client, uid, ['\\Seen', TAKEN]),
    flagTooLarge: (uid) => flag(client, uid, ['\\Flagged', TOO_LARGE]),
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

async function read(client: ImapFlow, uid: number, maxBytes: number): Promise<WaitingMail | undefined> {
  const source = { start: 0, maxLength: maxBytes + 1 };
  const found = await client.fetchOne(String(uid), { internalDate: true, source }, { uid: true });
  if (found === false) return undefined;
  if (found.source === undefined) throw new Error('the server gave no bytes');
  const arrivedAt = new Date(found.internalDate ?? Number.NaN).getTime();
  return { raw: found.source, arrivedAt: Number.isNaN(arrivedAt) ? null : instant(arrivedAt) };
}

/** The folder is made when a first mail wants to go there. */
async function move(client: ImapFlow, uid: number, folder: string[]): Promise<void> {
  const tried = async (): Promise<boolean> =>
    (await client.messageMove(String(uid), folder, { uid: true })) !== false;
  if (await tried()) return;
  await client.mailboxCreate(folder);
  if (!(await tried())) throw new Error('the mail was not moved');
}

async function flag(client: ImapFlow, uid: number, flags: string[]): Promise<void> {
  if (!(await client.messageFlagsAdd(String(uid), flags, { uid: true })))
    throw new Error('the flag was not set');
}
