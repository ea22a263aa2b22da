// The line between the desk and the messenger: passes every call on as it is and remembers which were made, when. So it can be said afterwards
// which files the desk fetched, without believing the desk.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly path: string;
  /** By the clock of the story, in milliseconds. */
  readonly at: number;
}

export interface Line {
  readonly url: string;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** @param to where the messenger answers  @param now the time of the story */
export async function openLine(to: string, now: () => number): Promise<Line> {
  const calls: Call[] = [];
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    calls.push({ method, path, at: now() });
    const asked = http.request(new URL(path, to), { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    response.on('close', () => asked.destroy());
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
