// A log opened to be published: signed by its signer, shown to the witnesses of a policy. `redress log publish` does it once, `redress log run` every hour.
import { readFile } from 'node:fs/promises';
import { LogWriter } from '../../translog/log/log-writer.ts';
import { readPolicy } from '../../translog/notes/policy.ts';
import { treeReader } from '../../translog/tiles/tree-reader.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { verifierKey } from './log-keys.ts';
import type { Cosigned, LogParts, Published } from './log-parts.ts';

export interface PublishingOptions {
  readonly folder: string;
  readonly key: string;
  readonly signer: string;
  readonly policy?: string;
}

export interface PublishingLog {
  readonly writer: LogWriter;
  publish(): Promise<Published>;
}

/** The caller closes the writer. @throws TranslogError as `LogWriter.open`, and `log.bad-policy` */
export async function openPublishing(parts: LogParts, options: PublishingOptions): Promise<PublishingLog> {
  const policy =
    options.policy === undefined ? undefined : readPolicy(parts.sha256, await readFile(options.policy));
  const [storage, key] = [await parts.storage(options.folder), await verifierKey(parts, options.key)];
  const signer = parts.signerAt(options.signer);
  /** What each witness signed last, as far as it is known. */
  const known = new Map<string, number>();
  let cosigned: (Cosigned & { readonly size: number }) | undefined;
  const writer = await LogWriter.open({
    ...{ storage, sha256: parts.sha256, key },
    sign: async (claim, text) => {
      const note = await signer(claim, text);
      if (policy === undefined) return note;
      const { size } = claim.now;
      const reader = treeReader(treeHasher(parts.sha256), size, (path) => storage.read(path));
      const answers = await parts.cosignatures(policy, note, reader.consistencyProof, known);
      cosigned = { ...answers, size };
      return answers.note;
    },
  });
  return {
    writer,
    async publish() {
      const before = writer.published?.size;
      const { origin, size } = await writer.publish();
      const isNew = size !== before;
      const { signedBy, failed, isQuorum } = isNew && cosigned?.size === size ? cosigned : NOBODY;
      return { origin, size, isNew, signedBy, failed, isQuorum };
    },
  };
}

const NOBODY = { signedBy: [], failed: [], isQuorum: null };

/** For people. */
export function publishedLines({
  origin,
  size,
  isNew,
  signedBy,
  failed,
  isQuorum,
}: Published): readonly string[] {
  return [
    isNew ? `${origin}: ${size} entries are public` : `${origin}: nothing new, ${size} entries are public`,
    ...(signedBy.length === 0 ? [] : [`  witnessed by ${signedBy.join(', ')}`]),
    ...failed.map(({ witness, why }) => `  ${witness}: ${why}`),
    ...(isQuorum === false
      ? ['  these witnesses are not enough by the policy; more of them are asked with the next entries']
      : []),
  ];
}
