// The authority's mailbox: takes the desk's replies over real SMTP and counts them by Message-ID.
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Reply {
  readonly at: number;
  readonly messageId: string;
  /** The one address it was written to. */
  readonly to: string;
  readonly text: string;
}

export interface Mailbox {
  readonly port: number;
  /** Every reply as it came, repeats included. */
  replies(): readonly Reply[];
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 1_000;

export function openMailbox(): Promise<Mailbox> {
  const replies: Reply[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, _session, done) {
      readReply(stream).then((reply) => {
        replies.push(reply);
        done();
      }, done);
    },
  });
  server.on('error', () => undefined); // a killed desk breaks its connections
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo;
      const close = (): Promise<void> => new Promise((closed) => server.close(() => closed()));
      resolve({ port, replies: () => replies, close });
    });
  });
}

async function readReply(stream: AsyncIterable<Buffer>): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const mail = await PostalMime.parse(Buffer.concat(chunks));
  return {
    at: Date.now(),
    messageId: mail.messageId ?? '',
    to: mail.to?.[0]?.address ?? '',
    text: mail.text ?? '',
  };
}
