// The small world of the mail tests: one enrolled board with its DNS zone, its genuine letter, and how the desk judges a mail.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import { type Resolve, zoneResolver } from '../../src/adapters/mail/resolver.ts';
import { authorityId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Authority } from '../../src/domain/notice/authority.ts';
import { judgeSender, type Sender } from '../../src/domain/notice/sender.ts';
import type { ReadMail } from '../../src/ports/mail.ts';
import {
  dkimKey,
  type Header,
  mail,
  SIGNED_BY_A_CAREFUL_SENDER,
  type Signing,
} from '../support/signed-mail.ts';

export const DESK = 'notices@desk.example';
export const BOARD: Authority = {
  id: authorityId('maru-board'),
  name: '마루매체심의원',
  nameEn: 'Maru Media Board',
  kind: 'regulator',
  country: 'KR',
  domain: 'maru-board.example',
  addresses: ['takedown@maru-board.example'],
};
/** An office of the police, enrolled beside the board. */
export const POLICE: Authority = {
  id: authorityId('byeolha-police'),
  name: '별하경찰청 사이버수사과',
  nameEn: 'Byeolha Police, Cyber Unit',
  kind: 'police',
  country: 'KR',
  domain: 'byeolha-police.example',
  addresses: ['cyber@byeolha-police.example'],
};
export const NOW = instant(Date.parse('2026-11-20T00:00:00Z'));
const boardKey = dkimKey();
const policeKey = dkimKey();
export const strangerKey = dkimKey();
export const weakKey = dkimKey(1024);
export const ed25519Key = dkimKey('ed25519');
export const SELECTOR = 'm2026';
export const LETTER =
  'We request that you delete the following.\r\n1. https://chat.example/r/haneul-3/m/42\r\n';

const publishes = (record: string) => ({ TXT: [record] });
/** What the DNS of the tests knows. `lame.example` has a name server that fails. */
export const ZONE: Record<string, Record<string, unknown>> = {
  'maru-board.example': publishes('v=spf1 -all'),
  '_dmarc.maru-board.example': publishes('v=DMARC1; p=reject'),
  [`${SELECTOR}._domainkey.maru-board.example`]: publishes(boardKey.record),
  'byeolha-police.example': publishes('v=spf1 -all'),
  '_dmarc.byeolha-police.example': publishes('v=DMARC1; p=reject'),
  [`${SELECTOR}._domainkey.byeolha-police.example`]: publishes(policeKey.record),
  'weak._domainkey.maru-board.example': publishes(weakKey.record),
  'ed._domainkey.maru-board.example': publishes(ed25519Key.record),
  '_dmarc.maru-b0ard.example': publishes('v=DMARC1; p=reject'),
  [`${SELECTOR}._domainkey.maru-b0ard.example`]: publishes(strangerKey.record),
  [`${SELECTOR}._domainkey.stranger.example`]: publishes(strangerKey.record),
  '_dmarc.soft.example': publishes('v=DMARC1; p=none'),
};

export const GENUINE: readonly Header[] = [
  ['From', 'Maru Media Board <takedown@maru-board.example>'],
  ['To', `<${DESK}>`],
  ['Subject', 'Request to delete'],
  ['Date', 'Thu, 19 Nov 2026 14:05:00 +0900'],
  ['Message-ID', '<a1@maru-board.example>'],
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['Content-Transfer-Encoding', '8bit'],
];

export const byTheBoard: Signing = {
  domain: 'maru-board.example',
  selector: SELECTOR,
  key: boardKey,
  covers: SIGNED_BY_A_CAREFUL_SENDER,
};
export const byThePolice: Signing = { ...byTheBoard, domain: 'byeolha-police.example', key: policeKey };
export const byAStranger: Signing = { ...byTheBoard, domain: 'stranger.example', key: strangerKey };

export const genuineLetter = (): Buffer => mail(GENUINE, LETTER, byTheBoard);

/** The genuine headers with some replaced; `undefined` leaves one out. */
export function headersWith(changes: Readonly<Record<string, string | undefined>>): Header[] {
  return GENUINE.flatMap(([name, value]): Header[] => {
    if (!Object.hasOwn(changes, name)) return [[name, value]];
    const changed = changes[name];
    return changed === undefined ? [] : [[name, changed]];
  });
}

export interface Judged extends ReadMail {
  readonly sender: Sender;
}

/** Reads a mail with the zone of this file and judges its sender as the desk does. */
export async function judged(
  raw: Uint8Array,
  zone = ZONE,
  enrolled: readonly Authority[] = [BOARD],
): Promise<Judged> {
  const read = await readWith(raw, zone);
  return { ...read, sender: judgeSender({ ...read.facts, replayed: false }, enrolled, DESK, NOW) };
}

/** One reader for all the tests of a file: its process takes longer to start than a mail to read. */
let zoneNow: Resolve = () => Promise.reject(new Error('no zone yet'));
const reader = mailReader(
  MAIL_PROGRAMS,
  (name, type) => zoneNow(name, type),
  () => NOW,
);

async function readWith(raw: Uint8Array, records: typeof ZONE): Promise<ReadMail> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-zone-'));
  try {
    const file = path.join(folder, 'zone.json');
    await writeFile(file, JSON.stringify({ records }));
    zoneNow = await zoneResolver(file);
    return await reader.read(raw);
  } finally {
    await rm(folder, { recursive: true });
  }
}
