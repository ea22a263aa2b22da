// The dedicated address: an SMTP listener that answers 250 only when the mail is on disk, and 4xx when it cannot put it there.
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { letterId } from '../../domain/kernel/ids.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Kept, Spooled } from '../../ports/spool.ts';
import { type ByteBudget, byteBudget, type ByteShare } from './byte-budget.ts';
import { type RateLimits, rateLimiter } from './rate-limiter.ts';

export interface SmtpSettings extends RateLimits {
  readonly host: string;
  readonly port: number;
  readonly maxBytes: number;
  /** Of mails under way, over all connections; absent: 256 MiB. Small mails come on top. */
  readonly maxBytesInFlight?: number;
  /** The only recipient accepted, lower case. */
  readonly address: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Shown in the refusal of a too large mail, so that the sender finds another way. */
  readonly alternative: string;
}

export interface SmtpPorts {
  readonly accept: (mail: Spooled) => Promise<Kept>;
  /** Called after a mail was kept: the reader may start. */
  readonly onKept: () => void;
  readonly clock: () => Instant;
  readonly fresh: () => string;
  readonly onError: (error: Error) => void;
}

export interface SmtpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** A refusal with its SMTP code; 4xx asks the peer to come again, 5xx says that it never will do. */
class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

const MAX_RECIPIENTS = 20;
const SOCKET_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5_000;
const MAX_CLIENTS = 500;
const MAX_BYTES_IN_FLIGHT = 256 * 1024 * 1024;
/** Of each mail: not counted, so that 500 clients hold 64 MiB more at most. An ordinary letter is smaller. */
const FREE_BYTES = 128 * 1024;

/** Starts to listen; rejects with the system's error when the port is taken or not allowed. */
export function startSmtp(settings: SmtpSettings, ports: SmtpPorts): Promise<SmtpListener> {
  const limiter = rateLimiter(settings, ports.clock);
  const budget = byteBudget(settings.maxBytesInFlight ?? MAX_BYTES_IN_FLIGHT, FREE_BYTES);
  const server = new SMTPServer({
    name: settings.address.split('@')[1] ?? 'desk',
    banner: 'Redress',
    size: settings.maxBytes,
    disabledCommands: ['AUTH', ...(settings.tls === undefined ? ['STARTTLS'] : [])],
    ...(settings.tls === undefined ? {} : settings.tls),
    disableReverseLookup: true,
    maxClients: MAX_CLIENTS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onConnect: (session, done) =>
      done(refusal(limiter.connect(session.remoteAddress), 'too many connections at once')),
    onClose: (session) => limiter.disconnect(session.remoteAddress),
    // Answered in the next turn: when every handler answers at once, the library forgets what a peer has pipelined
    // behind its second mail, and the connection hangs.
    onMailFrom: (_address, session, done) =>
      void setImmediate(done, refusal(limiter.letter(session.remoteAddress), 'too many letters a minute')),
    onRcptTo: (address, session, done) => done(refuseRecipient(address.address, session, settings.address)),
    onData: (stream, session, done) => {
      receive(stream, session, settings, ports, budget).then(
        () => done(null, 'kept'),
        (error: Error) => done(error instanceof SmtpRefusal ? error : tryLater(error, ports)),
      );
    },
  });
  server.on('error', ports.onError);
  return listen(server, settings);
}

function refusal(allowed: boolean, why: string): Error | null {
  return allowed ? null : new SmtpRefusal(421, `4.7.0 ${why}; please come again`);
}

function refuseRecipient(address: string, session: SMTPServerSession, desk: string): Error | null {
  if (address.toLowerCase() !== desk) return new SmtpRefusal(550, '5.1.1 no such address here');
  return session.envelope.rcptTo.length < MAX_RECIPIENTS
    ? null
    : new SmtpRefusal(452, '4.5.3 too many recipients');
}

async function receive(
  stream: Readable,
  session: SMTPServerSession,
  settings: SmtpSettings,
  ports: SmtpPorts,
  budget: ByteBudget,
): Promise<void> {
  const share = budget.open();
  try {
    await handOver(await collect(stream, settings, share), session, ports);
  } finally {
    share.resize(0);
  }
}

async function handOver(raw: Buffer, session: SMTPServerSession, ports: SmtpPorts): Promise<void> {
  const kept = await ports.accept({ envelope: envelopeOf(session, ports), raw });
  if (kept.kind === 'cannot')
    throw new SmtpRefusal(452, `4.3.1 cannot keep mail safely now (${kept.code}); please come again`);
  ports.onKept();
}

/**
 * The whole mail. Throws the refusal of one that is too large for ever or for now, after the rest of the stream was read and
 * thrown away, so that the peer hears it.
 */
async function collect(stream: Readable, settings: SmtpSettings, share: ByteShare): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let hasRoom = true;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    hasRoom &&= size <= settings.maxBytes && share.resize(size);
    if (hasRoom) chunks.push(chunk);
    else drop(chunks, share);
  }
  if (size > settings.maxBytes)
    throw new SmtpRefusal(552, `5.3.4 larger than ${settings.maxBytes} bytes; ${settings.alternative}`);
  // For a moment the pieces and the whole are both there.
  if (!hasRoom || !share.resize(2 * size))
    throw new SmtpRefusal(452, '4.3.1 too much mail at once; please come again');
  const raw = Buffer.concat(chunks.splice(0));
  share.resize(size);
  return raw;
}

function drop(chunks: Buffer[], share: ByteShare): void {
  chunks.length = 0;
  share.resize(0);
}

function envelopeOf(session: SMTPServerSession, ports: SmtpPorts): Spooled['envelope'] {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    id: letterId(ports.fresh()),
    receivedAt: ports.clock(),
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    peer: session.remoteAddress,
  };
}

function tryLater(error: Error, ports: SmtpPorts): Error {
  ports.onError(error);
  return new SmtpRefusal(451, '4.3.0 something went wrong here; please come again');
}

function listen(server: SMTPServer, settings: SmtpSettings): Promise<SmtpListener> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(settings.port, settings.host, () => {
      server.server.removeListener('error', reject);
      resolve({
        port: (server.server.address() as AddressInfo).port,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}
