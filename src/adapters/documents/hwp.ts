// A Hangul document in its binary form (HWP 5, format of Hancom, revision 1.3) to rows; also one for distribution, whose words are
// scrambled with a key that lies beside them. One with a password is kept and never opened.
import CFB from 'cfb';
import type { WrittenRow } from '../../domain/notice/written.ts';
import { hasCircle } from './cfb-chains.ts';
import { unscrambled } from './hwp-distribution.ts';
import { type HangulRecord, recordsOf, TAG } from './hwp-records.ts';
import { HangulText, type Shape } from './hwp-text.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { RowList } from './rows.ts';
import { encrypted, unreadable } from './unread.ts';
import { inflateWithin } from './zip.ts';

export type Container = CFB.CFB$Container;

const SIGNATURE = 'HWP Document File';
const COMPRESSED = 1;
const FOR_DISTRIBUTION = 4;
/** A password, rights of use, a certificate. */
const SEALED = (1 << 1) | (1 << 4) | (1 << 8) | (1 << 10);

/** @throws Unread when it is no such container */
export function openContainer(bytes: Buffer): Container {
  if (hasCircle(bytes)) throw unreadable('it leads round in a circle');
  try {
    return CFB.read(bytes, { type: 'buffer' });
  } catch (error) {
    throw unreadable((error as Error).message);
  }
}

const stream = (container: Container, place: string): Buffer | undefined => {
  const found = CFB.find(container, place)?.content;
  return found === undefined ? undefined : Buffer.from(found);
};

export const isHangul = (container: Container): boolean =>
  stream(container, '/FileHeader')?.toString('latin1', 0, SIGNATURE.length) === SIGNATURE;

/** An Office file with a password lies whole and encrypted inside such a container. */
export const isEncryptedOffice = (container: Container): boolean =>
  CFB.find(container, '/EncryptedPackage') !== null;

/** @throws Unread */
export function hangulRows(container: Container, bytes: number): readonly WrittenRow[] {
  const header = stream(container, '/FileHeader');
  if (header === undefined || header.length < 40) throw unreadable('its header is damaged');
  const flags = header.readUInt32LE(36);
  if ((flags & SEALED) !== 0) throw encrypted('it needs a password');
  const isDistributed = (flags & FOR_DISTRIBUTION) !== 0;
  let left = Math.min(
    DOCUMENT_LIMITS.inflatedBytes,
    Math.max(DOCUMENT_LIMITS.ratio * bytes, DOCUMENT_LIMITS.denseBytes),
  );
  const unpacked = (raw: Buffer): Buffer => {
    const content = (flags & COMPRESSED) === 0 ? raw : inflateWithin(raw, left);
    left -= content.length;
    return content;
  };
  const info = stream(container, '/DocInfo');
  const list = new RowList();
  const text = new HangulText(list, info === undefined ? [] : shapesOf(recordsOf(unpacked(info))));
  for (let at = 0; ; at += 1) {
    const section = stream(container, `/${isDistributed ? 'ViewText' : 'BodyText'}/Section${at}`);
    if (section === undefined) {
      if (at === 0) throw unreadable('no section in it');
      return list.rows;
    }
    text.add(recordsOf(unpacked(isDistributed ? unscrambled(section) : section)));
  }
}

const NUMBERED = [1, 2];

/** Which paragraph shapes number their paragraphs, by their place. */
function shapesOf(records: readonly HangulRecord[]): readonly (Shape | undefined)[] {
  return records
    .filter(({ tag, data }) => tag === TAG.paragraphShape && data.length >= 32)
    .map(({ data }) => {
      const attributes = data.readUInt32LE(0);
      const kind = (attributes >>> 23) & 3;
      if (!NUMBERED.includes(kind)) return undefined;
      return { list: `${kind} ${data.readUInt16LE(30)}`, level: (attributes >>> 25) & 7 };
    });
}
