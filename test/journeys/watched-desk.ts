// `redress serve` as a process of its own with every outlet watched: what it mails, posts, logs, asks the platform, and writes to its folder.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { newKey } from '../../src/adapters/crypto/keys.ts';
import type { Authority } from '../../src/domain/notice/authority.ts';
import { ADMIN_TOKEN, anyFlavor } from '../messenger/messenger-under-test.ts';
import { type Ran, redressHere, startRedress } from '../support/command-line.ts';
import { freshDatabase } from '../support/database.ts';
import { type Heard, hostileServer } from '../support/hostile-http.ts';
import { listeningLine } from '../support/listening-line.ts';
import { openPostOffice } from '../support/post-office.ts';
import { handOver } from '../support/smtp-client.ts';

export interface SeenMail {
  readonly to: string;
  readonly messageId: string;
  /** As sent, and its subject and words decoded. */
  readonly all: string;
}

export interface WatchedDesk {
  readonly folder: string;
  /** Every call the desk made to the platform. */
  readonly calls: readonly Heard[];
  /** Everything that alarms posted. */
  readonly posted: readonly string[];
  /** What the process wrote to its two outputs. */
  logged(): string;
  mails(): Promise<readonly SeenMail[]>;
  /** Starts it, and waits until it listens. */
  start(): Promise<void>;
  send(raw: Buffer, from: string): Promise<void>;
  run(...args: string[]): Promise<Ran>;
  /** Files of its folder that hold one of these, as UTF-8; relative, sorted. */
  filesWith(words: readonly string[]): Promise<readonly string[]>;
  /** The next answers of the platform, in place of its own. */
  breaks(...answers: readonly Broken[]): void;
  close(): Promise<void>;
}

export interface Broken {
  readonly status: number;
  readonly body: string;
}

export interface WatchedSettings {
  readonly desk: string;
  readonly duty: string;
  readonly zone: object;
  readonly authorities: readonly Authority[];
  /** Where the messenger answers, asked anew for every call. */
  readonly messenger: () => string;
  readonly memberToken: () => Promise<string>;
}

const LONGEST_STOP_MS = 15_000;

export async function watchedDesk(settings: WatchedSettings): Promise<WatchedDesk> {
  const database = await freshDatabase(anyFlavor());
  const home = await mkdtemp(path.join(tmpdir(), 'redress-watched-'));
  const folder = path.join(home, 'data');
  const [office, webhook, platform] = await Promise.all([
    openPostOffice(),
    hostileServer(),
    listeningLine(settings.messenger),
  ]);
  webhook.answer = (_asked, response) => void response.writeHead(204).end();
  const broken: Broken[] = [];
  platform.instead = () => {
    const instead = broken.shift();
    return instead && { ...instead, headers: { 'content-type': 'application/json' } };
  };
  const file = path.join(home, 'redress.json');
  const [zoneFile, authorities] = [path.join(home, 'zone.json'), path.join(home, 'authorities.json')];
  await writeFile(zoneFile, JSON.stringify({ records: settings.zone }));
  await writeFile(authorities, JSON.stringify({ authorities: settings.authorities }));
  await writeFile(
    file,
    JSON.stringify({
      data: folder,
      desk: { address: settings.desk },
      database: { url: database.url },
      smtp: { port: 0 },
      mail: { host: '127.0.0.1', port: office.port, requireTls: false },
      dns: { zoneFile },
      authorities,
      messenger: {
        api: platform.url,
        adminToken: ADMIN_TOKEN,
        memberToken: await settings.memberToken(),
      },
      jobs: { sweepSeconds: 1 },
      clocks: { lookSeconds: 1 },
      alarms: {
        mail: settings.duty,
        webhook: `${webhook.url}/alarms`,
        webhookSecret: newKey().publicKey,
      },
      log: { level: 'debug' },
    }),
  );
  let said = '';
  let port = 0;
  let child: ReturnType<typeof startRedress> | undefined;
  const stop = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child?.kill('SIGKILL'), LONGEST_STOP_MS);
    await ended;
    clearTimeout(timer);
  };
  return {
    folder,
    get calls() {
      return platform.exchanges.map(({ method, path: at, headers, body }) => ({
        method,
        path: at,
        headers,
        body,
      }));
    },
    get posted() {
      return webhook.heard.map(({ body, headers }) => `${JSON.stringify(headers)}\n${body}`);
    },
    logged: () => said,
    mails: () => Promise.all(office.mails.map(seen)),
    async start() {
      child = startRedress(['serve', '--json', '--config', file]);
      const serving = child;
      port = await new Promise((resolve, reject) => {
        const hear = (chunk: Buffer): void => {
          said += chunk.toString();
          const ready = /"event":"ready","smtp":"127\.0\.0\.1:(\d+)"/.exec(said);
          if (ready !== null) resolve(Number(ready[1]));
        };
        serving.stdout.on('data', hear);
        serving.stderr.on('data', hear);
        serving.on('exit', () => reject(new Error(`the desk ended: ${said}`)));
      });
    },
    send: (raw, from) => handOver(port, raw, from, settings.desk),
    run: (...args) => redressHere([...args, '--config', file]),
    filesWith: (words) => filesWith(folder, words),
    breaks: (...answers) => void broken.push(...answers),
    async close() {
      await stop();
      await Promise.all([office.close(), webhook.close(), platform.close()]);
      await database.drop();
      await rm(home, { recursive: true });
    },
  };
}

async function seen(raw: Buffer): Promise<SeenMail> {
  const { to, subject = '', text = '', html = '', messageId = '' } = await PostalMime.parse(raw);
  return {
    to: to?.[0]?.address ?? '',
    messageId,
    all: [raw.toString(), subject, text, html].join('\n'),
  };
}

async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (words.some((word) => bytes.includes(word))) found.push(path.relative(folder, file));
  }
  return found.sort();
}
