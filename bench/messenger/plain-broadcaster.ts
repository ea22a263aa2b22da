// The floor: a plain Node server that takes a message and writes it to every open stream of its room. It keeps nothing, checks no
// more than the token, and forgets whoever is away: the price of everything beyond passing on. The same addresses as the messenger's.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Known {
  /** Tokens of accounts. */
  readonly tokens: Readonly<Record<string, number>>;
  /** Accounts in each room. */
  readonly rooms: Readonly<Record<string, readonly number[]>>;
}

const ROOM = /^\/api\/rooms\/([^/]+)\/messages$/;

const { tokens, rooms } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Known;
const streams = new Map<number, ServerResponse>();
let last = 0;

function whoIs({ headers }: IncomingMessage): number | undefined {
  return tokens[(headers.authorization ?? '').replace('Bearer ', '')];
}

function listen(account: number, reply: ServerResponse): void {
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.write('event: hello\ndata: {"resumed":false}\n\n');
  streams.set(account, reply);
  reply.once('close', () => streams.delete(account));
}

function passOn(slug: string, author: number, text: string): number {
  last += 1;
  const permalink = `http://127.0.0.1/r/${slug}/m/${last}`;
  const message = {
    id: last,
    room: slug,
    permalink,
    sentAt: new Date(),
    hidden: false,
    author: { id: author },
    text,
    media: [],
  };
  const event = `id: ${last}\nevent: message\ndata: ${JSON.stringify({ message })}\n\n`;
  for (const account of rooms[slug] ?? []) streams.get(account)?.write(event);
  return last;
}

const server = createServer((request, reply) => {
  const account = whoIs(request);
  const slug = ROOM.exec(request.url ?? '')?.[1];
  if (account === undefined) return void reply.writeHead(401).end();
  if (request.url === '/api/stream') return listen(account, reply);
  if (slug === undefined) return void reply.writeHead(404).end();
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { text } = JSON.parse(body) as { text: string };
    const id = passOn(slug, account, text);
    reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id, room: slug }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}` }));
});
process.once('SIGTERM', () => process.exit(0));
