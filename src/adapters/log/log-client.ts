// Sends to a log's writer over its socket (`redress log run`). A refusal comes as it was given there: the same code, the same cure. Nothing is
// sent twice by itself; an entry sent with its place may be sent again by whoever did not hear the answer.

import { Agent, type IncomingMessage, request } from 'node:http';
import { textOf } from '../../translog/bytes.ts';
import { TranslogError } from '../../translog/translog-error.ts';

/** Publishing may wait for a signer and witnesses. */
const LONGEST_ANSWER_MS = 120_000;
const MOST_ANSWER_BYTES = 64 * 1024;
const OK = 200;

type Fields = Readonly<Record<string, unknown>>;

export type Published = {
  readonly origin: string;
  readonly size: number;
  readonly isNew: boolean;
  readonly signedBy: readonly string[];
  readonly failed: readonly { readonly witness: string; readonly why: string }[];
  readonly isQuorum: boolean | null;
};
export type LogClient = {
  /** Resolves with the entry's index once it is durable. @param at where the log should have it: then it can be sent again and lies there once */
  append(entry: Uint8Array, at?: number): Promise<number>;
  /** Resolves once what was acknowledged before is public. */
  publish(): Promise<Published>;
  /** Entries in the log, and how many of them are public. */
  status(): Promise<{ readonly size: number; readonly published: number }>;
  close(): void;
};

/**
 * @param socket the path of the writer's Unix socket
 * Each call throws TranslogError: `log.no-writer` when no answer came (an entry may be in the log all the same), `log.bad-answer`, and all that
 * the writer refuses, such as `log.busy`, `log.gap`, `log.other-entry`.
 */
export function logAt(socket: string): LogClient {
  const agent = new Agent({ keepAlive: true });
  const ask = (method: 'GET' | 'POST', path: string, body?: Uint8Array) =>
    answerOf({ agent, socketPath: socket, method, path }, body);
  return {
    async append(entry, at) {
      const { index } = await ask('POST', at === undefined ? '/append' : `/append?at=${at}`, entry);
      if (typeof index === 'number' && (at === undefined || index === at)) return index;
      throw badAnswer(`the index ${String(index)}`);
    },
    async publish() {
      const said = await ask('POST', '/publish');
      if (typeof said['origin'] !== 'string' || typeof said['size'] !== 'number')
        throw badAnswer(JSON.stringify(said).slice(0, 300));
      const { origin, size, isNew, signedBy, failed, isQuorum } = said as Published;
      return { origin, size, isNew, signedBy, failed, isQuorum };
    },
    async status() {
      const { size, published } = await ask('GET', '/status');
      if (typeof size === 'number' && typeof published === 'number') return { size, published };
      throw badAnswer(`the size ${String(size)}, of which ${String(published)} are public`);
    },
    close: () => {
      agent.destroy();
    },
  };
}

type Asking = {
  readonly agent: Agent;
  readonly socketPath: string;
  readonly method: string;
  readonly path: string;
};

async function answerOf(asking: Asking, body: Uint8Array | undefined): Promise<Fields> {
  const { status, text } = await exchange(asking, body).catch((error: unknown) => {
    throw noWriter(asking.socketPath, error);
  });
  const fields = fieldsOf(text);
  if (status === OK) return fields;
  const { code, detail, cure } = fields;
  if (typeof code !== 'string' || typeof detail !== 'string' || typeof cure !== 'string')
    throw badAnswer(`${status} ${text.slice(0, 300)}`);
  throw new TranslogError(code, detail, cure);
}

function exchange(asking: Asking, body: Uint8Array | undefined): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...asking,
      timeout: LONGEST_ANSWER_MS,
      headers:
        body === undefined
          ? {}
          : { 'content-type': 'application/octet-stream', 'content-length': body.length },
    });
    asked.on('response', (reply) => {
      wholeText(reply).then((text) => {
        resolve({ status: reply.statusCode ?? 0, text });
      }, reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end(body);
  });
}

async function wholeText(reply: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of reply) {
    bytes += (part as Buffer).length;
    if (bytes > MOST_ANSWER_BYTES) throw new Error('its answer has no end');
    parts.push(part as Buffer);
  }
  return textOf(Buffer.concat(parts));
}

function fieldsOf(text: string): Fields {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    throw badAnswer(text.slice(0, 300));
  }
}

const noWriter = (socket: string, why: unknown): TranslogError =>
  new TranslogError(
    'log.no-writer',
    `no answer from the log's writer at ${socket}: ${why instanceof Error ? why.message : String(why)}`,
    'start it (redress log run --help) and send again; what was sent with its place lies there once',
  );
const badAnswer = (what: string): TranslogError =>
  new TranslogError(
    'log.bad-answer',
    `the log's writer answered what is not understood: ${what}`,
    'look what listens at this socket',
  );
