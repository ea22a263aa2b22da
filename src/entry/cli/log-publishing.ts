// A log opened to be published: signed by its signer, shown to the witnesses of a policy. `redress log publish` does it once, `redress log run` every hour.
import { readFile } from 'node:fs/promises';
import { LogWriter } from '../../translog/log/log-writer.ts';
import { openCheckpoint } from '../../translog/notes/checkpoint.ts';
import type { VerifierKey } from '../../translog/notes/key.ts';
import { parseNote, writeNote } from '../../translog/notes/note.ts';
import { isQuorum, type Policy, readPolicy } from '../../translog/notes/policy.ts';
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
      const whole = withEarlier(policy, await storage.read('checkpoint'), answers.note);
      cosigned = { ...answers, isQuorum: await hasQuorum(policy, key, whole), size };
      return whole;
    },
  });
  return {
    writer,
    async publish() {
      const before = writer.published?.size;
      const there = policy === undefined ? undefined : await storage.read('checkpoint');
      const isShort = policy !== undefined && there !== undefined && !(await hasQuorum(policy, key, there));
      const { origin, size } = await writer.publish(isShort);
      const isNew = size !== before;
      const asked = (isNew || isShort) && cosigned?.size === size ? cosigned : NOBODY;
      const { signedBy, failed } = asked;
      return { origin, size, isNew, signedBy, failed, isQuorum: asked.isQuorum };
    },
  };
}

/** Whether a checkpoint carries enough cosignatures by the policy. */
async function hasQuorum(policy: Policy, key: VerifierKey, note: Uint8Array): Promise<boolean> {
  const witnesses = [...policy.witnesses.values()].map((witness) => witness.key);
  const { signed } = await openCheckpoint(note, key, witnesses);
  return isQuorum(
    policy,
    signed.map((one) => one.key).filter((one) => one !== key),
  );
}

type Signer = { readonly name: string; readonly id: string };

/** Cosignatures that the same checkpoint has already stay on it. */
function withEarlier(policy: Policy, earlier: Uint8Array | undefined, note: Uint8Array): Uint8Array {
  if (earlier === undefined) return note;
  const [before, now] = [parseNote(earlier), parseNote(note)];
  if (before.text !== now.text) return note;
  const keys = [...policy.witnesses.values()].map(({ key }) => key);
  const isAmong = ({ name, id }: Signer, signers: readonly Signer[]) =>
    signers.some((one) => one.name === name && one.id === id);
  const kept = before.signatures.filter((one) => isAmong(one, keys) && !isAmong(one, now.signatures));
  return writeNote({ text: now.text, signatures: [...now.signatures, ...kept] });
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
      ? ['  these witnesses are not enough by the policy; the next publishing asks them again']
      : []),
  ];
}
