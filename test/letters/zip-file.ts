// Small ZIP archives for tests, entry by entry; what is written wrong on purpose is said.
import { crc32, deflateRawSync } from 'node:zlib';

export interface Entry {
  readonly name: string;
  readonly content: string | Buffer;
  /** Says that it needs a password. */
  readonly isEncrypted?: boolean;
  /** Lies about its inflated size. */
  readonly toldSize?: number;
}

export function zipOf(entries: readonly Entry[]): Buffer {
  const [parts, directory] = [[] as Buffer[], [] as Buffer[]];
  let at = 0;
  for (const entry of entries) {
    const local = localOf(entry);
    parts.push(local.head, local.packed);
    directory.push(centralOf(entry, local, at));
    at += local.head.length + local.packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}

interface Local {
  readonly head: Buffer;
  readonly packed: Buffer;
  readonly name: Buffer;
  /** From the flags to the sizes: the same in both places. */
  readonly shared: Buffer;
}

function localOf({ name, content, isEncrypted = false, toldSize }: Entry): Local {
  const [bytes, written] = [Buffer.from(content as string), Buffer.from(name)];
  const packed = deflateRawSync(bytes);
  const shared = Buffer.alloc(20);
  shared.writeUInt16LE((isEncrypted ? 1 : 0) | 0x800, 0);
  shared.writeUInt16LE(8, 2);
  shared.writeUInt32LE(crc32(bytes), 8);
  shared.writeUInt32LE(packed.length, 12);
  shared.writeUInt32LE(toldSize ?? bytes.length, 16);
  const start = Buffer.from([0x50, 0x4b, 3, 4, 20, 0]);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(written.length);
  return { head: Buffer.concat([start, shared, lengths, written]), packed, name: written, shared };
}

function centralOf(_entry: Entry, { name, shared }: Local, at: number): Buffer {
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(name.length, 0);
  rest.writeUInt32LE(at, 14);
  return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]), shared, rest, name]);
}
