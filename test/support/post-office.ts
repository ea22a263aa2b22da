// Somebody else's mail server, for replies to arrive at: keeps what it is given, or refuses as it is told.
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';

export interface PostOffice {
  readonly port: number;
  /** Raw mails in the order they came. */
  readonly mails: readonly Buffer[];
  /** What MAIL FROM said of each, with its parameters. */
  readonly envelopes: readonly { readonly from: string; readonly args: object }[];
  close(): Promise<void>;
}

export interface PostOfficeRules {
  /** Answer to every recipient; absent: welcome. */
  readonly refuseWith?: number;
  /** Knows nothing of RFC 3461. */
  readonly withoutDsn?: boolean;
  /** Offers STARTTLS with the library's own test certificate. */
  readonly startTls?: boolean;
  /** Tells of every user name and password that was sent. */
  readonly onAuth?: (user: string, password: string) => void;
}

const CLOSE_TIMEOUT_MS = 500;

export function openPostOffice(rules: PostOfficeRules = {}): Promise<PostOffice> {
  const mails: Buffer[] = [];
  const envelopes: { from: string; args: object }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideDSN: rules.withoutDsn === true,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(rules.onAuth === undefined ? ['AUTH'] : []),
      ...(rules.startTls === true ? [] : ['STARTTLS']),
    ],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onAuth: ({ username, password }, _session, done) => {
      rules.onAuth?.(username ?? '', password ?? '');
      done(null, { user: username ?? '' });
    },
    onRcptTo: (_address, _session, done) =>
      done(rules.refuseWith === undefined ? null : refusal(rules.refuseWith)),
    onData: (stream, session, done) => {
      const { mailFrom } = session.envelope;
      envelopes.push({
        from: mailFrom === false ? '' : mailFrom.address,
        args: (mailFrom !== false && mailFrom.args) || {},
      });
      readAll(stream).then((raw) => {
        mails.push(raw);
        done();
      }, done);
    },
  });
  server.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo;
      resolve({ port, mails, envelopes, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

const refusal = (responseCode: number): Error => Object.assign(new Error('not here'), { responseCode });

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
