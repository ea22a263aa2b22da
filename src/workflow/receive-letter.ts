// Makes a case of a mail in the spool: who sent it, what it says, which clock it starts. A letter that cannot be read
// becomes a case all the same, so that its clock runs while a person looks at the raw mail.
import { NO_CASE } from '../domain/case/case.ts';
import { startClock } from '../domain/clock/clock.ts';
import { regimeFor } from '../domain/clock/regimes.ts';
import { caseId, type LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Reading } from '../domain/notice/letter.ts';
import { readLetter } from '../domain/notice/reading.ts';
import { judgeSender } from '../domain/notice/sender.ts';
import type { Cases, Change, Opened, Opening } from '../ports/cases.ts';
import type { Ids } from '../ports/ids.ts';
import type { MailReader, ReadMail } from '../ports/mail.ts';
import type { Spool, Spooled } from '../ports/spool.ts';
import type { Vault } from '../ports/vault.ts';
import { DESK, step } from './step.ts';

export interface ReceiveLetterPorts {
  readonly spool: Spool;
  readonly vault: Vault;
  readonly cases: Cases;
  readonly mail: MailReader;
  readonly ids: Ids;
}

export interface DeskIdentity {
  readonly address: string;
  readonly messengerOrigin: string;
  readonly authorities: readonly Authority[];
}

export type Received = Opened | { readonly kind: 'set-aside' };

/** Order matters for crashes: vault, then case, then spool. Run twice, it finds its own case by the content key. */
export async function receiveLetter(
  id: LetterId,
  now: Instant,
  desk: DeskIdentity,
  ports: ReceiveLetterPorts,
): Promise<Received> {
  const mail = await ports.spool.read(id);
  if (mail === undefined) {
    await ports.spool.setAside(id);
    return { kind: 'set-aside' };
  }
  const rawDigest = await ports.vault.put(mail.raw);
  const read = await ports.mail.read(mail.raw);
  const letter = {
    id,
    contentKey: read.contentKey,
    rawDigest,
    signatures: read.facts.signatures
      .filter((signature) => signature.passed)
      .map((signature) => signature.id),
    receivedAt: mail.envelope.receivedAt,
    evidence: { facts: read.facts, envelope: { from: mail.envelope.from, peer: mail.envelope.peer } },
  };
  const opened = await ports.cases.open(letter, caseId(ports.ids.fresh()), (opening) =>
    opens(opening, mail, read, now, desk),
  );
  await ports.spool.remove(id);
  return opened;
}

function opens(opening: Opening, mail: Spooled, read: ReadMail, now: Instant, desk: DeskIdentity): Change {
  const facts = { ...read.facts, replayed: opening.replayed };
  const sender = judgeSender(facts, desk.authorities, desk.address, mail.envelope.receivedAt);
  const reading = read.letter === null ? UNREADABLE : readLetter(read.letter, desk.messengerOrigin);
  const { receivedAt, id } = mail.envelope;
  const clock = startClock(regimeFor(reading.kind, sender.level), receivedAt, sender.level);
  const notice = { letter: id, receivedAt, sender, reading };
  const change = step(NO_CASE, [{ kind: 'receive', number: opening.number, notice, clock }], DESK, now);
  if (!change.ok) throw new Error(`a new case refused its notice: ${change.error.code}`);
  return change.value;
}

const UNREADABLE: Reading = {
  kind: 'unclear',
  documentNumber: null,
  replyBy: null,
  measures: [],
  language: 'en',
  items: [],
  rejected: [],
  unread: ['reading.broken-mail'],
};
