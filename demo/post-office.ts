// The authority's own mail server: takes the desk's reply over real SMTP and checks its signature as any receiver would.
import type { AddressInfo } from 'node:net';
import { authenticate } from 'mailauth/lib/mailauth.js';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Zone } from './scene.ts';

export interface Reply {
  readonly subject: string;
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
  readonly signed: boolean;
  readonly receivedAt: number;
}

/** As the desk's Message-IDs name it: the word of receipt, and the answer. */
export type MailKind = 'receipt' | 'reply';

export interface PostOffice {
  readonly port: number;
  /** Resolves with the first mail of a kind, or undefined after `ms`. */
  waitFor(kind: MailKind, ms: number): Promise<Reply | undefined>;
  close(): Promise<void>;
}

const MAX_REPLIES = 100;
const CLOSE_TIMEOUT_MS = 1_000;

export function openPostOffice(zone: Zone): Promise<PostOffice> {
  const replies: Reply[] = [];
  let arrived: (() => void) | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, _session, done) {
      readAll(stream)
        .then((raw) => read(raw, zone))
        .then((reply) => {
          if (replies.length < MAX_REPLIES) replies.push(reply);
          arrived?.();
          done();
        }, done);
    },
  });
  const waitFor = async (kind: MailKind, ms: number): Promise<Reply | undefined> => {
    const first = (): Reply | undefined => replies.find(({ messageId }) => messageId.includes(`.${kind}.`));
    if (first() !== undefined) return first();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      arrived = () => {
        if (first() === undefined) return;
        clearTimeout(timer);
        resolve();
      };
    });
    return first();
  };
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo;
      resolve({ port, waitFor, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(raw: Buffer, zone: Zone): Promise<Reply> {
  const receivedAt = performance.now();
  const email = await PostalMime.parse(raw);
  const checked = await authenticate(raw, {
    resolver: resolverOf(zone),
    mta: 'authority.example',
    disableArc: true,
    disableBimi: true,
  });
  return {
    subject: email.subject ?? '',
    to: email.to?.[0]?.address ?? '',
    text: email.text ?? '',
    messageId: email.messageId ?? '',
    signed: checked.dkim.results.some((result) => result.status.result === 'pass'),
    receivedAt,
  };
}

function resolverOf(zone: Zone) {
  return async (name: string, type: string): Promise<unknown> => {
    const texts = type === 'TXT' ? zone[name.toLowerCase()]?.TXT : undefined;
    if (texts === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return texts.map((text) => [text]);
  };
}
