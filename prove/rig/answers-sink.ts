// The mail server of those who are answered: keeps every mail as it came, repeats included, in order, with whether its 250 could be heard.
// It misbehaves as mail servers do: it refuses for now, and it keeps a mail and breaks the connection before the 250.
import { createHash } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Random } from './random.ts';

export interface Delivery {
  /** When it was taken whole: before the 250, if there was one. */
  readonly at: number;
  readonly to: readonly string[];
  readonly messageId: string;
  readonly text: string;
  /** SHA-256 of text and files: equal for the same answer sent again. */
  readonly digest: string;
  /** Rows of the table beside it, without its head; null: no table. */
  readonly rows: number | null;
  /** False: the connection was broken in place of a 250. */
  readonly answered: boolean;
}

/** When somebody may be told of a mail: it is kept and not yet answered, or its 250 was just sent. */
export type MailMoment = 'before-250' | 'after-250';

export interface Sink {
  readonly port: number;
  deliveries(): readonly Delivery[];
  /** Calls once, at the next mail, in the middle of the hand-over. @returns what takes it back */
  once(moment: MailMoment, call: () => void): () => void;
  /** Behaves from now on. */
  calm(): void;
  close(): Promise<void>;
}

const CUT_SHARE = 0.04;
const REFUSED_SHARE = 0.04;
const CLOSE_TIMEOUT_MS = 1_000;

export function openSink(random: Random): Promise<Sink> {
  const deliveries: Delivery[] = [];
  const hooks: Record<MailMoment, Set<() => void>> = { 'before-250': new Set(), 'after-250': new Set() };
  const sockets = new Map<number, Socket>();
  let calm = false;
  const call = (moment: MailMoment): void => {
    const [first] = hooks[moment];
    if (first === undefined) return;
    hooks[moment].delete(first);
    first();
  };
  const take = async (stream: AsyncIterable<Buffer>, to: readonly string[], port: number): Promise<void> => {
    const mail = await readMail(stream);
    if (!calm && random.chance(REFUSED_SHARE))
      throw Object.assign(new Error('come again'), { responseCode: 451 });
    const cut = !calm && random.chance(CUT_SHARE);
    deliveries.push({ at: Date.now(), to, ...mail, answered: !cut });
    call('before-250');
    if (cut) sockets.get(port)?.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      take(stream, to, session.remotePort).then(() => {
        done();
        call('after-250');
      }, done);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  server.on('error', () => undefined); // a killed desk breaks its connections
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.server.address() as AddressInfo).port,
        deliveries: () => deliveries,
        once: (moment, hook) => {
          hooks[moment].add(hook);
          return () => void hooks[moment].delete(hook);
        },
        calm: () => void (calm = true),
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

async function readMail(stream: AsyncIterable<Buffer>) {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const mail = await PostalMime.parse(Buffer.concat(chunks), { attachmentEncoding: 'utf8' });
  const [text, [table]] = [mail.text ?? '', mail.attachments.map(({ content }) => String(content))];
  return {
    messageId: mail.messageId ?? '',
    text,
    digest: createHash('sha256')
      .update(`${text}\n${table ?? ''}`)
      .digest('hex'),
    rows: table === undefined ? null : table.trim().split('\n').length - 1,
  };
}
