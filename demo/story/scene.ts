// The desk of the story before its first letter: keys and DNS of everybody who writes, three enrolled bodies, and the configuration that an
// operator would write. All invented.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DESK, DESK_DOMAIN, dkimPair, mailDomain, SELECTOR } from '../scene.ts';
import { BODIES, FORGER_DOMAIN, MAIL_DOMAIN, TEACHER_DOMAIN } from './cast.ts';

export const ON_DUTY = 'on-duty@desk.example';
const HOOK_SECRET = 'the secret of the webhook';

export interface StoryScene {
  readonly folder: string;
  readonly configFile: string;
  readonly adminToken: string;
  readonly adminTokenFile: string;
  /** Private DKIM keys by domain, PEM. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface StoryPlaces {
  readonly smtpPort: number;
  readonly apiPort: number;
  readonly mailPort: number;
  readonly hook: string;
  /** Where the desk reaches the messenger, and the public origin of its links. */
  readonly messenger: string;
  readonly origin: string;
  readonly memberToken: string;
  readonly database: string;
}

const OLD = ['spool', 'vault', 'keys', 'scene'];

/** Throws away what an earlier story left, except the database server's own folder. */
export async function setStoryScene(folder: string): Promise<StoryScene> {
  for (const old of OLD) await rm(path.join(folder, old), { recursive: true, force: true });
  const at = (name: string): string => path.join(folder, 'scene', name);
  await mkdir(path.join(folder, 'scene'), { recursive: true, mode: 0o700 });
  const domains = [
    ...Object.values(BODIES).map(({ domain }) => domain),
    ...[MAIL_DOMAIN, TEACHER_DOMAIN, FORGER_DOMAIN, DESK_DOMAIN],
  ];
  const pairs = new Map(domains.map((domain) => [domain, dkimPair()]));
  const records = Object.assign(
    {},
    ...[...pairs].map(([domain, pair]) => mailDomain(domain, pair)),
  ) as object;
  const adminToken = randomBytes(32).toString('base64url');
  const files = {
    'zone.json': JSON.stringify({ records }),
    'authorities.json': JSON.stringify({ authorities: Object.values(BODIES) }),
    'desk-dkim.pem': pairs.get(DESK_DOMAIN)?.privateKey ?? '',
    'admin-token': adminToken,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text, { mode: 0o600 });
  return {
    ...{ folder, adminToken },
    configFile: path.join(folder, 'redress.json'),
    adminTokenFile: at('admin-token'),
    keys: new Map([...pairs].map(([domain, { privateKey }]) => [domain, privateKey])),
  };
}

/** Looks are taken again after an hour and a day of story time; the week that follows lies beyond the story. */
export async function writeStoryConfig(scene: StoryScene, places: StoryPlaces): Promise<void> {
  const at = (name: string): string => path.join(scene.folder, 'scene', name);
  const config = {
    data: scene.folder,
    database: { url: places.database },
    desk: { address: DESK, name: 'Redress demo desk' },
    smtp: { port: places.smtpPort, connectionsPerNetwork: 20 },
    api: { enabled: true, port: places.apiPort },
    mail: {
      ...{ host: '127.0.0.1', port: places.mailPort, requireTls: false },
      ...{ dkimDomain: DESK_DOMAIN, dkimSelector: SELECTOR, dkimKey: at('desk-dkim.pem') },
    },
    dns: { zoneFile: at('zone.json') },
    authorities: at('authorities.json'),
    messenger: {
      ...{ api: places.messenger, origin: places.origin },
      ...{ adminToken: scene.adminToken, memberToken: places.memberToken },
    },
    jobs: { sweepSeconds: 1 },
    clocks: { lookSeconds: 1 },
    law: { jurisdictions: 'KR' },
    webhooks: { private: true },
    alarms: { mail: ON_DUTY, webhook: places.hook, webhookSecret: HOOK_SECRET },
  };
  await writeFile(scene.configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
