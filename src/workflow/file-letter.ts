// Files a mail that is no notice: kept with its evidence, never answered, no case. A report that names a mail of ours by its Message-ID, which
// no outsider can guess, is noted in the case of that mail; one that names none changes nothing.
import { isPermanent, worstOf } from '../domain/notice/delivery-report.ts';
import { filedAs, type FiledAs, type ReadLetter, toReadAsNotice } from '../domain/notice/filing.ts';
import type { ReadingRules } from '../domain/notice/reading.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Cases, IncomingLetter } from '../ports/cases.ts';
import type { Filed } from '../ports/filed.ts';
import type { LetterReader } from '../ports/letter-reader.ts';
import type { Mailings } from '../ports/mailings.ts';
import { DESK, step } from './step.ts';

export interface FileLetterPorts {
  readonly cases: Cases;
  readonly filed: Filed;
  readonly mailings: Mailings;
}

export interface FiledLetter {
  readonly kind: 'filed';
  readonly as: FiledAs;
  /** The case whose mail it reports on. */
  readonly about: CaseId | null;
}

/** Null for everything that is a case, and for what was not read as a notice in its time. */
export async function whyFiled(
  read: ReadLetter,
  rules: ReadingRules,
  reader: LetterReader,
): Promise<FiledAs | null> {
  const again = toReadAsNotice(read);
  if (again === null) return null;
  const asNotice = await reader.read(again, { ...rules, isNotice: true });
  return typeof asNotice === 'string' ? null : filedAs(read, asNotice);
}

/** May run twice: everything it does is known again. */
export async function fileLetter(
  incoming: IncomingLetter,
  from: string | null,
  as: FiledAs,
  { letter: { report } }: ReadLetter,
  now: Instant,
  ports: FileLetterPorts,
): Promise<FiledLetter> {
  const named = await mailNamed(report?.about ?? [], ports.mailings);
  const { id, contentKey, rawDigest, receivedAt } = incoming;
  const evidence = { ...(incoming.evidence as object), report };
  const about = named?.case ?? null;
  const isNew = await ports.filed.put({ id, contentKey, rawDigest, receivedAt, as, from, about, evidence });
  // On another letter they would be a replay.
  if (isNew) await ports.cases.rememberSignatures(id, incoming.signatures, receivedAt);
  const worst = report === null ? null : worstOf(report);
  if (named !== undefined && worst !== null) {
    const { messageId } = named;
    const command = {
      kind: 'record-bounce',
      messageId,
      status: worst.status,
      permanent: isPermanent(worst),
    } as const;
    await ports.cases.update(named.case, (state) => step(state, [command], DESK, now));
  }
  return { kind: 'filed', as, about };
}

/** More than any report names; each is a look into the store. */
const MOST_NAMED = 20;

async function mailNamed(
  messageIds: readonly string[],
  mailings: Mailings,
): Promise<{ readonly messageId: string; readonly case: CaseId } | undefined> {
  for (const messageId of messageIds.slice(0, MOST_NAMED)) {
    const id = await mailings.caseOfMail(messageId);
    if (id !== undefined) return { messageId, case: id };
  }
  return undefined;
}
