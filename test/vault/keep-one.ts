// Run by durable.test.ts under strace: keeps one mail in the spool or the vault of a folder, or keeps it and sets it aside,
// then says so on stdout.
import path from 'node:path';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { fileSpool } from '../../src/adapters/vault/file-spool.ts';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';

const [what, folder = ''] = process.argv.slice(2);
const raw = Buffer.from('Subject: a\r\n\r\none\r\n');
const envelope = { id: letterId('letter-1'), receivedAt: instant(0), from: '', to: [], peer: '' };

if (what === 'spool') {
  const { kind } = await (await fileSpool(path.join(folder, 'spool'))).keep({ envelope, raw });
  process.stdout.write(`${kind}\n`);
} else if (what === 'aside') {
  const spool = await fileSpool(path.join(folder, 'spool'));
  const { kind } = await spool.keep({ envelope, raw });
  await spool.setAside(envelope.id);
  process.stdout.write(`${kind}\n`);
} else {
  await (await fileVault(path.join(folder, 'vault'))).put(raw);
  process.stdout.write('kept\n');
}
