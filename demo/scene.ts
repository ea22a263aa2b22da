// Sets the scene: keys, zone, enrolled authority and configuration of a desk that has never seen a letter. All invented.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const DESK = 'notices@desk.example';
export const DESK_DOMAIN = 'desk.example';
export const AUTHORITY = {
  id: 'hanbit-review',
  name: '한빛매체심의원',
  nameEn: 'Hanbit Media Review Board',
  kind: 'regulator',
  country: 'KR',
  domain: 'hanbit-review.example',
  addresses: ['takedown@hanbit-review.example'],
} as const;
export const SELECTOR = 'demo2026';

export interface Scene {
  readonly folder: string;
  readonly configFile: string;
  readonly adminTokenFile: string;
  readonly adminToken: string;
  /** Private DKIM key of the authority, PEM. */
  readonly authorityKey: string;
  /** Zone records, for whoever checks signatures. */
  readonly zone: Zone;
  readonly deskKeyFile: string;
}

export type Zone = Readonly<Record<string, { readonly TXT: readonly string[] }>>;

export interface DkimPair {
  readonly privateKey: string;
  readonly record: string;
}

/** Everything of an earlier demo is thrown away, except the database server's own folder. */
export async function setScene(folder: string): Promise<Scene> {
  for (const old of ['spool', 'vault', 'keys', 'scene'])
    await rm(path.join(folder, old), { recursive: true, force: true });
  const scene = path.join(folder, 'scene');
  await mkdir(scene, { recursive: true, mode: 0o700 });
  const [authority, desk] = [dkimPair(), dkimPair()];
  const zone = { ...mailDomain(AUTHORITY.domain, authority), ...mailDomain(DESK_DOMAIN, desk) };
  const adminToken = randomBytes(32).toString('base64url');
  const files = {
    'zone.json': JSON.stringify({ records: zone }, null, 1),
    'authorities.json': JSON.stringify({ authorities: [AUTHORITY] }, null, 1),
    'desk-dkim.pem': desk.privateKey,
    'admin-token': adminToken,
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(scene, name), text, { mode: 0o600 });
  return {
    folder,
    zone,
    adminToken,
    authorityKey: authority.privateKey,
    configFile: path.join(folder, 'redress.json'),
    adminTokenFile: path.join(scene, 'admin-token'),
    deskKeyFile: path.join(scene, 'desk-dkim.pem'),
  };
}

export interface Places {
  readonly smtpPort: number;
  readonly replyPort: number;
  readonly messenger: string;
  readonly memberToken: string;
}

/** The desk's configuration, as an operator would write it. */
export async function writeConfig(scene: Scene, places: Places): Promise<void> {
  const at = (name: string): string => path.join(scene.folder, 'scene', name);
  const config = {
    data: scene.folder,
    desk: { address: DESK, name: 'Redress demo desk' },
    smtp: { port: places.smtpPort },
    mail: {
      host: '127.0.0.1',
      port: places.replyPort,
      requireTls: false,
      dkimDomain: DESK_DOMAIN,
      dkimSelector: SELECTOR,
      dkimKey: scene.deskKeyFile,
    },
    dns: { zoneFile: at('zone.json') },
    authorities: at('authorities.json'),
    messenger: {
      api: places.messenger,
      origin: places.messenger,
      adminToken: scene.adminToken,
      memberToken: places.memberToken,
    },
  };
  await writeFile(scene.configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

export function dkimPair(): DkimPair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    record: `v=DKIM1; k=rsa; p=${spki}`,
  };
}

/** What DNS says of a domain whose mail is signed with this key. */
export const mailDomain = (domain: string, pair: DkimPair): Zone => ({
  [domain]: { TXT: ['v=spf1 -all'] },
  [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject; adkim=s'] },
  [`${SELECTOR}._domainkey.${domain}`]: { TXT: [pair.record] },
});
