// Debian's swaks as a mail program that is not ours: sends a whole mail and says what it heard.
import { spawn } from 'node:child_process';

export interface Swaks {
  readonly code: number | null;
  /** The dialogue, without the mail. */
  readonly said: string;
}

/** @param raw header and body; lines may end in LF */
export function swaks(
  port: number,
  from: string,
  to: string,
  raw: string,
  options: readonly string[] = [],
): Promise<Swaks> {
  const where = ['--server', '127.0.0.1', '--port', `${port}`, '--from', from, '--to', to];
  const child = spawn('swaks', [...where, '--data', '-', '--suppress-data', '--timeout', '60', ...options]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on('error', () => undefined);
  // It adds a last line end by itself.
  child.stdin.end(raw.replace(/\n$/, ''));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
