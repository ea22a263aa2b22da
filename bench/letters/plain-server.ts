// The peer: a server on the same package that only stores. Each mail is on disk, its name too, before the 250; nothing is read of it.
import { randomUUID } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { SMTPServer } from 'smtp-server';

const folder = process.argv[2] ?? '';

async function store(mail: Buffer): Promise<void> {
  const name = path.join(folder, randomUUID());
  const file = await open(`${name}.part`, 'wx');
  await file.writeFile(mail);
  await file.sync();
  await file.close();
  await rename(`${name}.part`, `${name}.eml`);
  const names = await open(folder, 'r');
  await names.sync();
  await names.close();
}

async function collected(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  // As the desk's listener: see there why.
  onMailFrom: (_address, _session, done) => void setImmediate(done, null),
  onData(stream, _session, done) {
    collected(stream)
      .then(store)
      .then(() => done(null, 'kept'), done);
  },
});
server.listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify({ event: 'ready', port: (server.server.address() as AddressInfo).port })),
);
