// Debian's postfix with a folder of its own: it takes mail on one port, shows it to a milter, and hands it on by the recipient's
// domain, again and again until it is taken.
import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, peerFolder, startPeer } from './peer.ts';

const run = promisify(execFile);

export interface Postfix {
  readonly port: number;
  /** The same server with the other milter. */
  readonly otherPort: number;
  /** Gives it a mail as a program of its own machine does. */
  sendmail(from: string, to: string, raw: Buffer): Promise<void>;
  log(): Promise<string>;
}

export interface PostfixRules {
  /** Ports of 127.0.0.1 by the recipients' domain. */
  readonly routes: Readonly<Record<string, number>>;
  /** Ports of milters that sign. */
  readonly milter: number;
  readonly otherMilter: number;
}

export async function startPostfix({ routes, milter, otherMilter }: PostfixRules): Promise<Postfix> {
  const folder = await peerFolder();
  const [port, otherPort] = [await freePort(), await freePort()];
  await mkdir(path.join(folder, 'queue'));
  await mkdir(path.join(folder, 'data'));
  await writeFile(path.join(folder, 'master.cf'), services(port, otherPort, otherMilter));
  await writeFile(path.join(folder, 'main.cf'), settings(folder, routes, milter));
  const { uid, gid } = await idOf('postfix');
  await chown(path.join(folder, 'data'), uid, gid);
  await chown(folder, 0, 0);
  await run('/usr/sbin/postfix', ['-c', folder, 'check']);
  const { stdout } = await run('/usr/sbin/postconf', ['-dh', 'daemon_directory']);
  // Not by `postfix start`: that starts it behind a shell of its own.
  await startPeer([path.join(stdout.trim(), 'master'), '-c', folder, '-s'], port, { asRoot: true });
  return {
    port,
    otherPort,
    log: () => readFile(path.join(folder, 'log'), 'utf8'),
    sendmail: async (from, to, raw) => {
      const sending = run('/usr/sbin/sendmail', ['-C', folder, '-i', '-f', from, to]);
      sending.child.stdin?.end(raw);
      await sending;
    },
  };
}

async function idOf(user: string): Promise<{ uid: number; gid: number }> {
  const { stdout } = await run('getent', ['passwd', user]);
  const [, , uid, gid] = stdout.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

const settings = (folder: string, routes: PostfixRules['routes'], milter: number): string =>
  [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/queue`,
    `data_directory = ${folder}/data`,
    `maillog_file = ${folder}/log`,
    `maillog_file_prefixes = ${folder}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'myhostname = mx.maru-board.example',
    'mydestination =',
    'mynetworks = 127.0.0.1/32',
    'smtp_dns_support_level = disabled',
    'smtp_tls_security_level = none',
    `transport_maps = inline:{ ${Object.entries(routes)
      .map(([domain, port]) => `{ ${domain} = smtp:[127.0.0.1]:${port} }`)
      .join(', ')} }`,
    'default_transport = error:no route in this test',
    `smtpd_milters = inet:127.0.0.1:${milter}`,
    'non_smtpd_milters = $smtpd_milters',
    'milter_default_action = tempfail',
    'message_size_limit = 60000000',
    // Not sooner: a mail that is tried again within the second of its failure may still be locked, and is then left lying.
    ...['minimal_backoff_time = 3s', 'maximal_backoff_time = 4s', 'queue_run_delay = 1s'],
    '',
  ].join('\n');

/** As Debian has them, without a chroot. */
const services = (port: number, otherPort: number, otherMilter: number): string =>
  [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    `127.0.0.1:${otherPort} inet n - n - - smtpd -o smtpd_milters=inet:127.0.0.1:${otherMilter}`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    ...['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`),
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'showq unix n - n - - showq',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
