// A line between a connector and its platform: passes everything on, writes everything down, and answers in the platform's place
// where a test says so.
import type http from 'node:http';
import type { Exchange } from '../conformance/world.ts';
import { type Heard, hostileServer } from './hostile-http.ts';

export interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Line {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** What is said in the platform's place; undefined: it is asked. */
  instead: (heard: Heard) => Said | undefined;
  close(): Promise<void>;
}

interface Passed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'content-encoding'];

/** Asks another server the same; 502 where nobody answers. */
async function passOn(origin: string, { method, path, headers, body }: Heard): Promise<Passed> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    HOP.includes(name) || value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const asked = { method, headers: kept, redirect: 'manual', ...(body === '' ? {} : { body }) } as const;
  try {
    const answer = await fetch(`${origin}${path}`, asked);
    const back = Object.fromEntries([...answer.headers].filter(([name]) => !HOP.includes(name)));
    return { status: answer.status, headers: back, bytes: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return { status: 502, headers: {}, bytes: Buffer.alloc(0) };
  }
}

/** @param origin where the platform listens, asked anew for every call */
export async function listeningLine(origin: () => string): Promise<Line> {
  const server = await hostileServer();
  const exchanges: Exchange[] = [];
  const line: Line = { url: server.url, exchanges, instead: () => undefined, close: server.close };
  const answered = async (heard: Heard, response: http.ServerResponse): Promise<void> => {
    const began = performance.now();
    const said = line.instead(heard);
    const { status, headers, bytes } =
      said === undefined
        ? await passOn(origin(), heard)
        : { status: said.status, headers: said.headers ?? {}, bytes: Buffer.from(said.body) };
    exchanges.push({
      ...heard,
      status,
      type: headers['content-type'] ?? '',
      answer: bytes.toString(),
      took: performance.now() - began,
    });
    response.writeHead(status, headers).end(bytes);
  };
  server.answer = (heard, response) => void answered(heard, response);
  return line;
}
