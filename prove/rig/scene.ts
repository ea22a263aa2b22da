// A desk that has never seen a letter, and an invented authority enrolled with it: keys, zone, configuration.
import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const DESK_ADDRESS = 'notices@desk.example';
export const AUTHORITY_ADDRESS = 'orders@tidewatch.example';
export const SELECTOR = 'prove2026';
const DOMAIN = 'tidewatch.example';

/** A body as the desk's file of enrolled authorities names it. */
export interface Body {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: 'regulator';
  readonly country: 'KR';
  readonly domain: string;
  readonly addresses: readonly [string];
}

export const TIDEWATCH: Body = {
  id: 'tidewatch',
  name: '물때감시원',
  nameEn: 'Tidewatch Review Office',
  kind: 'regulator',
  country: 'KR',
  domain: DOMAIN,
  addresses: [AUTHORITY_ADDRESS],
};

/** A task of a killed desk is taken again after this long. Calls here last far less. */
const LEASE_SECONDS = 8;
/** No limit of the desk may slow the load down. */
const NO_LIMIT = { connectionsPerNetwork: 1_000, lettersPerMinute: 100_000 };

export interface Scene {
  readonly folder: string;
  readonly data: string;
  readonly configFile: string;
  /** Private DKIM key of the enrolled bodies, PEM. */
  readonly authorityKey: string;
}

export interface Places {
  readonly smtpPort: number;
  readonly replyPort: number;
  /** Tasks done at once. */
  readonly workers?: number | undefined;
  /** Further settings, by their groups. */
  readonly more?: object;
  readonly messenger?: { readonly api: string; readonly adminToken: string; readonly memberToken: string };
}

/**
 * @param folder the prover's own; @param data the desk's data folder, on whatever disk is under proof
 * @param bodies that are enrolled; all sign with one key
 */
export async function setScene(
  folder: string,
  data: string,
  bodies: readonly Body[] = [TIDEWATCH],
): Promise<Scene> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const zone = Object.fromEntries(
    bodies.flatMap(({ domain }) => [
      [domain, { TXT: ['v=spf1 -all'] }],
      [`_dmarc.${domain}`, { TXT: ['v=DMARC1; p=reject; adkim=s'] }],
      [`${SELECTOR}._domainkey.${domain}`, { TXT: [`v=DKIM1; k=rsa; p=${spki}`] }],
    ]),
  );
  await mkdir(data, { recursive: true });
  // The database's own account must be able to walk in.
  for (const walked of [folder, data]) await chmod(walked, 0o711);
  await writeFile(path.join(folder, 'zone.json'), JSON.stringify({ records: zone }));
  await writeFile(path.join(folder, 'authorities.json'), JSON.stringify({ authorities: bodies }));
  return {
    folder,
    data,
    configFile: path.join(folder, 'redress.json'),
    authorityKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** Writes the desk's configuration, as an operator would. */
export async function writeConfig(scene: Scene, places: Places): Promise<void> {
  const { messenger } = places;
  const config = {
    data: scene.data,
    desk: { address: DESK_ADDRESS, name: 'Desk under proof' },
    smtp: { port: places.smtpPort, ...NO_LIMIT },
    mail: { host: '127.0.0.1', port: places.replyPort, requireTls: false },
    dns: { zoneFile: path.join(scene.folder, 'zone.json') },
    authorities: path.join(scene.folder, 'authorities.json'),
    jobs: {
      ...{ sweepSeconds: 1, leaseSeconds: LEASE_SECONDS },
      ...(places.workers === undefined ? {} : { workers: places.workers }),
    },
    ...(messenger === undefined ? {} : { messenger: { ...messenger, origin: messenger.api } }),
    ...places.more,
  };
  await writeFile(scene.configFile, JSON.stringify(config, null, 2), { mode: 0o600 });
}
