// Stands in for a reading process that looks around, and tells what it found as the subject of a letter.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { serveReadings } from '../../../src/adapters/mail/reading-child.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'reached';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
}

const network = (): Promise<string> =>
  new Promise((tell) => {
    // Some address that a machine with a network finds a way to, answered or not.
    const socket = connect({ host: '192.0.2.1', port: 9, timeout: 1_000 });
    socket.once('connect', () => tell('reached'));
    socket.once('timeout', () => tell('reached'));
    socket.once('error', (error: NodeJS.ErrnoException) => tell(error.code ?? 'failed'));
  });

await serveReadings(async () => {
  const found = {
    environment: Object.keys(process.env),
    file: codeOf(() => readFileSync('/etc/hostname')),
    program: codeOf(() => spawnSync('true')),
    network: await network(),
  };
  return {
    subject: JSON.stringify(found),
    isAutomatic: false,
    date: null,
    parts: [],
    unread: [],
    isDamaged: false,
  };
});
