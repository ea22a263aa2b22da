// Stands before an S3-compatible server and adds what the one behind lacks: objects that are whole at every moment, since one request is carried
// out after another, and, if wanted, If-Match and If-None-Match as AWS documents them. Makes the trouble that a test asks for.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Trouble =
  /** 503, and the server behind hears nothing. */
  | 'unavailable'
  /** 400, as AWS answers when the body came too slowly. */
  | 'too-slow'
  /** The connection is cut before the request is handed on. */
  | 'cut-before'
  /** The request is carried out, and the connection is cut before the answer. */
  | 'cut-after'
  /** The request is carried out, and half of the answer's body is sent. */
  | 'half'
  /** No answer comes, and nothing is carried out. */
  | 'silence'
  /** No answer comes, and the request is carried out once `letThrough` is called: somebody on the way kept it. */
  | 'kept'
  /** 501 to a request with a condition. */
  | 'no-conditions'
  /** No object has an ETag. */
  | 'no-versions'
  /** What answers is no store. */
  | 'not-found'
  | 'welcome-page';

export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** How often this method and path was asked before. */
  readonly before: number;
}

export interface S3Proxy {
  readonly endpoint: string;
  readonly asked: Asked[];
  /** What happens to a request; undefined: it is handed on. */
  trouble: (asked: Asked) => Trouble | undefined;
  /** Carries out what was kept. @returns the statuses */
  letThrough(): Promise<readonly number[]>;
  close(): Promise<void>;
}

type Answer = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: Buffer };
type Request = Pick<Asked, 'method' | 'path'> & {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
};

const UNMET: Answer = {
  ...{ status: 412, headers: { 'content-type': 'application/xml' } },
  body: Buffer.from('<Error><Code>PreconditionFailed</Code></Error>'),
};

/** @param behind the server's endpoint */
export async function s3Proxy(behind: string, conditions: 'kept' | 'passed-over' = 'kept'): Promise<S3Proxy> {
  const kept: Request[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const carryOut = (request: Request): Promise<Answer> => {
    const mine = turn.then(() => (conditions === 'kept' ? conditional : send)(behind, request));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const server = http.createServer((incoming, reply) => {
    const chunks: Buffer[] = [];
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const [method, path] = [incoming.method ?? '', incoming.url ?? ''];
      const before = proxy.asked.filter((one) => one.method === method && one.path === path).length;
      const asked = { method, path, before };
      proxy.asked.push(asked);
      const request = { method, path, headers: incoming.headers, body: Buffer.concat(chunks) };
      void answerWith(proxy.trouble(asked), request, reply);
    });
  });
  async function answerWith(
    trouble: Trouble | undefined,
    request: Request,
    reply: http.ServerResponse,
  ): Promise<void> {
    if (trouble === 'silence') return;
    if (trouble === 'kept') return void kept.push(request);
    if (trouble === 'cut-before') return void reply.destroy();
    if (trouble === 'unavailable') return void reply.writeHead(503).end();
    if (trouble === 'too-slow')
      return void reply.writeHead(400).end('<Error><Code>RequestTimeout</Code></Error>');
    if (trouble === 'not-found') return void reply.writeHead(404).end('no such page');
    if (trouble === 'welcome-page') return void reply.writeHead(200).end('<html>welcome</html>');
    if (trouble === 'no-conditions' && isConditional(request))
      return void reply.writeHead(501).end('<Error><Code>NotImplemented</Code></Error>');
    const { status, headers, body } = await carryOut(request);
    if (trouble === 'no-versions') delete headers.etag;
    if (trouble === 'cut-after') return void reply.destroy();
    reply.writeHead(status, headers);
    if (trouble !== 'half') return void reply.end(body);
    reply.write(body.subarray(0, body.length >> 1), () => reply.destroy());
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: S3Proxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    trouble: () => undefined,
    letThrough: async () => (await Promise.all(kept.splice(0).map(carryOut))).map(({ status }) => status),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

const isConditional = ({ method, headers }: Request): boolean =>
  method === 'PUT' && (headers['if-none-match'] ?? headers['if-match']) !== undefined;

async function conditional(behind: string, request: Request): Promise<Answer> {
  const { 'if-none-match': absent, 'if-match': version } = request.headers;
  if (isConditional(request)) {
    const there = await send(behind, {
      method: 'HEAD',
      path: request.path,
      headers: {},
      body: Buffer.alloc(0),
    });
    const isThere = there.status === 200;
    if (absent !== undefined ? isThere : there.headers.etag !== version) return UNMET;
  }
  return send(behind, request);
}

function send(behind: string, { method, path, headers, body }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${behind}${path}`, { method, headers, agent: false }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('error', reject);
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
