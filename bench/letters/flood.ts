// Sends mails over several connections as fast as they are taken, and takes the time of each from MAIL FROM to its 250.
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { AUTHORITY_ADDRESS, DESK_ADDRESS } from './mails.ts';

export interface Accepted {
  /** From the first connection to the last 250. */
  readonly seconds: number;
  /** Of each mail. */
  readonly milliseconds: readonly number[];
}

/** @throws Error for a mail that is not taken: the figures would be of another flood */
export async function flood(port: number, mails: readonly Buffer[], connections: number): Promise<Accepted> {
  const milliseconds: number[] = [];
  const began = performance.now();
  let at = 0;
  const connection = async (): Promise<void> => {
    const peer = await connected(port);
    for (let mail = mails[at++]; mail !== undefined; mail = mails[at++]) {
      const sent = performance.now();
      await handOver(peer, mail);
      milliseconds.push(performance.now() - sent);
    }
    peer.quit();
  };
  await Promise.all(Array.from({ length: Math.min(connections, mails.length) }, connection));
  return { seconds: (performance.now() - began) / 1_000, milliseconds };
}

function connected(port: number): Promise<SMTPConnection> {
  const peer = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
  return new Promise((resolve, reject) => {
    peer.on('error', reject);
    peer.connect((error) => (error === undefined || error === null ? resolve(peer) : reject(error)));
  });
}

function handOver(peer: SMTPConnection, mail: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    peer.send({ from: AUTHORITY_ADDRESS, to: DESK_ADDRESS }, mail, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}
