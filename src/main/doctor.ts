// `redress doctor`: what works on this machine, what does not, and the cure. Every check looks at the real thing.
import { access, constants, readdir, statfs } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { assertDurable } from '../../managed-postgres/server.ts';
import { readAuthorities } from '../adapters/enrolment/authorities-file.ts';
import { migrationState } from '../adapters/store/postgres/migrate.ts';
import { sandbox, sandboxLine } from '../matching/picture/sandbox.ts';
import { mayTakeOn } from '../adapters/store/postgres/roles.ts';
import { postgresOutbox } from '../adapters/store/postgres/outbox.ts';
import { postgresWebhooks } from '../adapters/store/postgres/webhooks.ts';
import type { Config } from '../config.ts';
import type { Check } from '../entry/cli/wiring.ts';
import type { WebhookState } from '../ports/webhooks.ts';
import { contactsOf } from './law.ts';
import { openInbox } from './inbox.ts';
import { mailerOf } from './parts.ts';
import { openStore, prepareData } from './store.ts';

const MIN_FREE_BYTES = 512 * 1024 * 1024;
const REACH_TIMEOUT_MS = 3_000;
/** A room name for a question whose answer does not matter. */
const NO_ROOM = 'no-room';

export async function doctor(config: Config): Promise<readonly Check[]> {
  const checks = [
    node,
    readers,
    dataFolder,
    database,
    smtpPort,
    inbox,
    authorities,
    contacts,
    messenger,
    mailServer,
    dkim,
  ];
  const results: Check[] = [];
  for (const check of checks) {
    results.push(
      ...(await check(config).catch((error: Error & { cure?: string }) => [
        failed(check.name, error.message, error.cure),
      ])),
    );
  }
  return results;
}

/** Whom to turn to in danger is data that grows old. */
async function contacts(config: Config): Promise<Check[]> {
  const today = new Date().toISOString().slice(0, 10);
  const old = (await contactsOf(config)).filter(({ lookOverBy }) => lookOverBy < today);
  const named = old.map(({ country }) => country).join(', ');
  return [
    old.length === 0
      ? ok('contacts', 'whom to turn to in danger: looked over')
      : warning(
          'contacts',
          `not looked over in time: ${named}`,
          'check law/contacts/, and move look-over-by',
        ),
  ];
}

async function node(): Promise<Check[]> {
  return [ok('node', `Node ${process.versions.node}`)];
}

/** What keeps in the processes that open what strangers sent. */
async function readers(): Promise<Check[]> {
  const { withoutNetwork } = sandbox();
  return [
    withoutNetwork
      ? ok('readers', sandboxLine())
      : warning(
          'readers',
          sandboxLine(),
          'install util-linux, and let this user make namespaces (unshare -rn true)',
        ),
  ];
}

async function dataFolder({ data }: Config): Promise<Check[]> {
  await prepareData(data);
  await access(data, constants.W_OK);
  const disk = await statfs(data);
  const free = disk.bavail * disk.bsize;
  const says = `${data}, ${Math.round(free / 1024 ** 2)} MiB free`;
  const aside = (await readdir(path.join(data, 'spool', 'aside')).catch(() => [])).length;
  return [
    free < MIN_FREE_BYTES
      ? failed('data', says, 'free some space: below 64 MiB no mail is taken')
      : ok('data', says),
    ...(aside === 0
      ? []
      : [
          warning(
            'spool',
            `${aside} damaged mails set aside`,
            `read them in ${path.join(data, 'spool', 'aside')}`,
          ),
        ]),
  ];
}

async function database(config: Config): Promise<Check[]> {
  const store = await openStore(config, { migrate: false, watch: false });
  try {
    await assertDurable(async (sql) => store.pool.query<Record<string, unknown>>(sql));
    const { rows } = await store.pool.query<{ server_version: string }>('show server_version');
    const pending = (await migrationState(store.db)).filter(({ appliedAt }) => appliedAt === null);
    const says = `PostgreSQL ${rows[0]?.server_version}, ${store.how}, durable`;
    if (pending.length > 0)
      return [ok('database', says), warning('migrations', `${pending.length} to apply`, 'redress migrate')];
    const { waiting, failed: lost } = await postgresOutbox(store.db, config.tenant).counts();
    const outbox = `${waiting} waiting, ${lost} given up`;
    return [
      ok('database', says),
      ...((await mayTakeOn(store.db, 'desk')) ? [] : [withoutRole()]),
      lost === 0
        ? ok('outbox', outbox)
        : warning('outbox', outbox, 'look at the open cases: redress cases --status open'),
      ...(await postgresWebhooks(store.db, config.tenant).list()).map(webhook),
    ];
  } finally {
    await store.close();
  }
}

const webhook = ({ name, waiting, dead }: WebhookState): Check =>
  dead === 0
    ? ok('webhook', `${name}: ${waiting} waiting`)
    : warning('webhook', `${name}: ${waiting} waiting, ${dead} given up`, `redress webhooks dead ${name}`);

const withoutRole = (): Check =>
  warning(
    'database-role',
    'this account was lent no role: every process works as the owner of the tables',
    'docs/operations/database-roles.md says how to make them',
  );

async function smtpPort({ smtp }: Config): Promise<Check[]> {
  const where = `${smtp.host}:${smtp.port}`;
  const banner = await firstLine(smtp.host, smtp.port);
  if (banner === undefined) return [ok('smtp', `${where} is free; \`redress serve\` listens there`)];
  if (banner.includes('Redress')) return [ok('smtp', `the desk listens on ${where}`)];
  return [failed('smtp', `${where} is taken by another program`, 'choose another with REDRESS_SMTP_PORT')];
}

async function inbox(config: Config): Promise<Check[]> {
  const { host, port, folder } = config.imap;
  if (host === '') return [];
  const session = await openInbox(config);
  try {
    const waiting = (await session.waiting()).length;
    return [ok('inbox', `${folder} at ${host}:${port} can be read, ${waiting} waiting`)];
  } finally {
    session.close();
  }
}

async function authorities(config: Config): Promise<Check[]> {
  const enrolled = await readAuthorities(config.authorities);
  if (enrolled.length === 0)
    return [
      warning(
        'authorities',
        'no file to start with: every letter stays a claim until somebody is enrolled',
        '`redress authorities enrol FILE`, or name a file with REDRESS_AUTHORITIES before the first start',
      ),
    ];
  const read = 'read once, at the first start; `redress authorities list` shows who is enrolled';
  return [ok('authorities', `${enrolled.length} in the file, which is ${read}`)];
}

/** Asked for with each token: a call that only a known token gets past. Health and room lists are open to everybody. */
async function messenger({ messenger: { api, adminToken, memberToken } }: Config): Promise<Check[]> {
  if (api === '')
    return [
      warning(
        'messenger',
        'not configured: its links are answered "not on our service"',
        'set REDRESS_MESSENGER_API and its tokens',
      ),
    ];
  const [admin, member] = await Promise.all([
    status(`${api}/admin/v1/messages/1`, adminToken),
    status(`${api}/api/rooms/${NO_ROOM}/members`, memberToken),
  ]);
  if (admin === undefined || member === undefined)
    return [failed('messenger', `${api} does not answer`, 'start it: npm run messenger')];
  if (admin !== 200 && admin !== 404)
    return [
      failed('messenger', `the admin token is refused (${admin})`, 'set REDRESS_MESSENGER_ADMIN_TOKEN'),
    ];
  if (![200, 403, 404].includes(member))
    return [failed('messenger', 'no member account to look with', 'set REDRESS_MESSENGER_MEMBER_TOKEN')];
  return [ok('messenger', `${api} answers, both tokens work`)];
}

async function mailServer(config: Config): Promise<Check[]> {
  const mailer = await mailerOf(config);
  const where = `${config.mail.host}:${config.mail.port}`;
  return (await mailer.verify())
    ? [ok('mail', `${where} takes replies`)]
    : [failed('mail', `${where} does not take replies`, 'set REDRESS_MAIL_HOST and REDRESS_MAIL_PORT')];
}

async function dkim({ mail }: Config): Promise<Check[]> {
  return mail.dkimKey === ''
    ? [warning('dkim', 'replies are not signed', 'set REDRESS_MAIL_DKIM_DOMAIN and REDRESS_MAIL_DKIM_KEY')]
    : [ok('dkim', `replies are signed for ${mail.dkimDomain}`)];
}

/** What answers on a port first, or undefined when nothing listens. */
function firstLine(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: REACH_TIMEOUT_MS });
    const end = (line: string | undefined): void => {
      socket.destroy();
      resolve(line);
    };
    socket.once('data', (chunk) => end(chunk.toString('latin1').split('\r\n')[0]));
    socket.once('timeout', () => end(''));
    socket.once('error', () => end(undefined));
  });
}

async function status(url: string, token: string): Promise<number | undefined> {
  const signal = AbortSignal.timeout(REACH_TIMEOUT_MS);
  return fetch(url, { headers: { authorization: `Bearer ${token}` }, signal, redirect: 'error' }).then(
    (response) => response.status,
    () => undefined,
  );
}

const ok = (name: string, says: string): Check => ({ name, state: 'ok', says });
const warning = (name: string, says: string, cure: string): Check => ({ name, state: 'warning', says, cure });
const failed = (name: string, says: string, cure?: string): Check => ({
  name,
  state: 'failed',
  says,
  ...(cure === undefined ? {} : { cure }),
});
