// Debian's dovecot as the operator's mail server: one mailbox a user, as Maildir, into which a test delivers as a mail server does.
import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Certificate } from './certificates.ts';
import { freePort, give, peerFolder, PLAIN_USER, startPeer } from './peer.ts';

export const PASSWORD = 'only-for-this-run';

export interface Dovecot {
  /** Plain or STARTTLS. */
  readonly port: number;
  /** TLS from the first byte. */
  readonly tlsPort: number;
  user(name: string): Promise<Account>;
}

export interface Account {
  readonly name: string;
  /** Puts a mail into the inbox as a mail server does. @param at when it arrived */
  deliver(raw: string | Buffer, at?: Date): Promise<string>;
  /** File names: those of Maildir end in letters for flags. */
  files(folder?: string): Promise<readonly string[]>;
  file(name: string): string;
  /** Takes all mail away, as a person with a mail program does. */
  clear(): Promise<void>;
  /** Puts taken mail back where it came from. */
  putBack(folder: string): Promise<void>;
  /** Loses what dovecot knows of its mails, as after a restore: each gets a new UID under a later UIDVALIDITY. */
  forgetUids(): Promise<void>;
}

/** @param certificate absent: the server knows no TLS @param capabilities what it says it can do; absent: all it can */
export async function startDovecot(certificate?: Certificate, capabilities?: string): Promise<Dovecot> {
  const folder = await peerFolder();
  const [port, tlsPort] = [await freePort(), await freePort()];
  const file = path.join(folder, 'dovecot.conf');
  await writeFile(
    file,
    [
      ...configuration(folder, port, tlsPort, certificate),
      ...(capabilities === undefined ? [] : [`imap_capability = ${capabilities}`]),
      '',
    ].join('\n'),
  );
  await startPeer(['dovecot', '-F', '-c', file], certificate === undefined ? port : tlsPort);
  return { port, tlsPort, user: (name) => account(folder, name) };
}

function configuration(
  folder: string,
  port: number,
  tlsPort: number,
  certificate?: Certificate,
): readonly string[] {
  const tls =
    certificate === undefined
      ? ['ssl = no']
      : ['ssl = yes', `ssl_cert = <${certificate.cert}`, `ssl_key = <${certificate.key}`];
  const tlsListener = certificate === undefined ? 'port = 0' : `port = ${tlsPort}`;
  return [
    'protocols = imap',
    'listen = 127.0.0.1',
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    `default_internal_user = ${PLAIN_USER.name}`,
    `default_internal_group = ${PLAIN_USER.group}`,
    `default_login_user = ${PLAIN_USER.name}`,
    // No growing pause after a wrong password.
    'service anvil {\n unix_listener anvil-auth-penalty {\n mode = 0\n }\n}',
    ...['anvil', 'stats'].map((name) => `service ${name} {\n chroot =\n}`),
    'service imap-login {\n chroot =',
    ` inet_listener imap {\n port = ${port}\n }\n inet_listener imaps {\n ${tlsListener}\n }\n}`,
    ...tls,
    'disable_plaintext_auth = no',
    'auth_failure_delay = 0',
    `passdb {\n driver = static\n args = password=${PASSWORD}\n}`,
    `userdb {\n driver = static\n args = uid=${PLAIN_USER.uid} gid=${PLAIN_USER.gid} home=${folder}/home/%u\n}`,
    'first_valid_uid = 1',
    'mail_location = maildir:~/Maildir',
    'mail_fsync = never',
  ];
}

async function account(folder: string, name: string): Promise<Account> {
  const maildir = path.join(folder, 'home', name, 'Maildir');
  for (const one of ['', 'tmp', 'new', 'cur']) {
    await mkdir(path.join(maildir, one), { recursive: true });
    give(path.join(maildir, one));
  }
  for (const one of [path.join(folder, 'home'), path.join(folder, 'home', name)]) give(one);
  let delivered = 0;
  return {
    name,
    async deliver(raw, at) {
      delivered += 1;
      const file = `${String(delivered).padStart(6, '0')}.redress`;
      const draft = path.join(maildir, 'tmp', file);
      await writeFile(draft, raw);
      if (at !== undefined) await utimes(draft, at, at);
      await rename(draft, path.join(maildir, 'new', file));
      return file;
    },
    async files(inside = '') {
      const parts = ['new', 'cur'].map((one) => readdir(path.join(maildir, inside, one)).catch(() => []));
      return (await Promise.all(parts)).flat().sort();
    },
    async clear() {
      for (const one of ['new', 'cur'])
        for (const name of await readdir(path.join(maildir, one))) await rm(path.join(maildir, one, name));
    },
    file: (file) => path.join(maildir, 'new', file),
    async putBack(inside) {
      for (const part of ['new', 'cur'])
        for (const one of await readdir(path.join(maildir, inside, part)))
          await rename(
            path.join(maildir, inside, part, one),
            path.join(maildir, 'new', one.split(':')[0] ?? one),
          );
    },
    async forgetUids() {
      const names = (await readdir(maildir)).filter((one) => /^dovecot(?!-uidvalidity)/.test(one));
      for (const one of names) await rm(path.join(maildir, one));
    },
  };
}
