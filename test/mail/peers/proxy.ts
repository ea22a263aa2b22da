// A wire that can be cut: passes bytes on to a server of this machine, and does to them what the test asks for.
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterThisFile } from './peer.ts';

export interface Wire {
  readonly port: number;
  /** Cuts the connection once so many bytes more have come from the server. */
  cutAfter(bytes: number): void;
  /** Cuts the connection instead of passing on what the server says, once that matches. Resolves when that has happened. */
  cutInsteadOf(said: RegExp): Promise<void>;
  /** From now on what the client says is kept back as soon as it matches. Resolves when that has happened. */
  holdWhen(said: RegExp): Promise<void>;
  /** Cuts everything; what comes later passes again. */
  cut(): void;
}

interface Awaited {
  readonly said: RegExp;
  readonly happened: () => void;
}

export async function wireTo(target: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let hold: Awaited | undefined;
  let swallow: Awaited | undefined;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = net.createServer((client) => {
    const upstream = net.connect({ host: '127.0.0.1', port: target });
    let isHeld = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    client.on('data', (chunk: Buffer) => {
      if (hold?.said.test(chunk.toString('latin1')) === true) {
        isHeld = true;
        hold.happened();
        hold = undefined;
      }
      if (!isHeld) upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      const isSwallowed = swallow?.said.test(chunk.toString('latin1')) === true;
      if (left >= 0 && !isSwallowed) return void client.write(chunk);
      left = Number.POSITIVE_INFINITY;
      cut();
      if (!isSwallowed) return;
      swallow?.happened();
      swallow = undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisFile(async () => {
    cut();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutAfter: (bytes) => {
      left = bytes;
    },
    cutInsteadOf: (said) =>
      new Promise((resolve) => {
        swallow = { said, happened: resolve };
      }),
    holdWhen: (said) =>
      new Promise((resolve) => {
        hold = { said, happened: resolve };
      }),
  };
}
