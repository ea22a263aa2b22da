// Everybody's mailbox outside the desk: takes each mail that the desk sends over real SMTP and keeps it as it came, to be read and looked
// through for what should not be in it.
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  /** Whom the envelope named. */
  readonly to: string;
  readonly raw: Buffer;
  readonly mail: Email;
}

export interface Mailroom {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 1_000;

export function openMailroom(): Promise<Mailroom> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
      readAll(stream)
        .then(async (raw) => {
          received.push({ to, raw, mail: await PostalMime.parse(raw) });
          done();
        })
        .catch(done);
    },
  });
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo;
      resolve({ port, received, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
