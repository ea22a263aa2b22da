// The operator's webhook in the story: keeps what the desk posts, word for word, headers and all.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Hook {
  readonly url: string;
  /** What was posted, a text each. */
  readonly posted: readonly string[];
  close(): Promise<void>;
}

export async function openHook(): Promise<Hook> {
  const posted: string[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      posted.push(`${request.rawHeaders.join('\n')}\n\n${Buffer.concat(chunks).toString()}`);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
