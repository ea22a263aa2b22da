// A person finds that a filed mail is a notice after all, and signs: its case is opened as of the moment of its receipt. It is not acknowledged
// by a machine: a machine sent it, or said so.
import { NO_CASE } from '../domain/case/case.ts';
import type { SignedAct } from '../domain/case/event.ts';
import { lawsOf } from '../domain/clock/facts.ts';
import { openFiledPayload } from '../domain/decision/payload.ts';
import { type CaseNumber, caseId, type LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Notice } from '../domain/notice/notice.ts';
import type { Cases, Opening } from '../ports/cases.ts';
import type { Filed, FiledRow } from '../ports/filed.ts';
import type { Ids } from '../ports/ids.ts';
import type { MailReader } from '../ports/mail.ts';
import type { Vault } from '../ports/vault.ts';
import { passing } from './check-sender.ts';
import { inScope, listedBefore } from './known-authorities.ts';
import type { DeskIdentity } from './receive-letter.ts';
import { type SignedActPorts, signer } from './signed-act.ts';
import { step } from './step.ts';
import { type LetterDesk, readingOf, senderOf } from './understand-letter.ts';

export interface OpenFiledPorts extends SignedActPorts {
  readonly filed: Filed;
  readonly vault: Vault;
  readonly cases: Cases;
  readonly mail: MailReader;
  readonly ids: Ids;
}

export interface OpenFiled {
  readonly letter: LetterId;
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519 over `openFiledPayload`, base64. */
  readonly signature: string;
}

export async function openFiled(
  { letter: id, person: name, act, signature }: OpenFiled,
  now: Instant,
  desk: DeskIdentity,
  ports: OpenFiledPorts,
): Promise<Result<CaseNumber>> {
  const mail = await ports.filed.get(id);
  if (mail === undefined) return refuse('filed.unknown', 'no mail of this id was filed');
  if (mail.opened !== null) return refuse('filed.already-opened', `it is the case ${mail.opened}`);
  const request = { person: name, at: act.at, signature };
  const person = await signer(request, (who) => openFiledPayload(mail, { ...act, by: who.id }), now, ports);
  if (!person.ok) return person;
  const raw = await ports.vault.get(mail.rawDigest);
  if (raw === undefined) return refuse('filed.raw-lost', 'the bytes of the mail are not in the vault');
  const { notice, signatures, laws } = await understood(mail, raw, desk, ports);
  const signed = { ...act, by: person.value.id, signature };
  const build = ({ number, replayed }: Opening) => {
    const received = notice(replayed);
    const command = {
      kind: 'receive',
      number,
      notice: received,
      laws: laws(received),
      missing: [],
      act: signed,
    } as const;
    const change = step(NO_CASE, [command], { kind: 'person', id: person.value.id }, now);
    if (!change.ok) throw new Error(`a new case refused its notice: ${change.error.code}`);
    return change.value;
  };
  const { evidence, contentKey, rawDigest, receivedAt } = mail;
  const letter = { id, contentKey, rawDigest, signatures, receivedAt, evidence };
  const opened = await ports.cases.open(letter, caseId(ports.ids.fresh()), build);
  return opened.kind === 'opened'
    ? ok(opened.number)
    : refuse('filed.already-opened', 'it was opened just now');
}

/** As if it had come as a notice: judged by whom the desk knew then, read with whatever it lists. */
async function understood(
  mail: FiledRow,
  raw: Uint8Array,
  desk: DeskIdentity,
  { mail: reader, cases }: OpenFiledPorts,
) {
  const { id, receivedAt } = mail;
  const read = await reader.read(raw, () => receivedAt);
  const authorities = await desk.authoritiesAt(receivedAt);
  const then: LetterDesk = { ...desk, authorities, workingDays: desk.law.book.calendars, isNotice: true };
  const reading = readingOf(read, then, receivedAt);
  if (reading === null) throw new Error('a filed mail can be read, or it would not have been filed');
  const listed = await listedBefore(read.facts.from, authorities, receivedAt, cases);
  return {
    signatures: passing(read.facts),
    laws: (notice: Notice) => lawsOf(notice, authorities, desk.law),
    notice: (replayed: boolean): Notice => ({
      letter: id,
      receivedAt,
      reading,
      sender: inScope(senderOf(read, then, receivedAt, replayed), authorities, reading, listed),
      acknowledge: { kind: 'no', why: 'opened-by-person' },
    }),
  };
}
