// Asks again who sent a letter whose look-ups failed when it came. The letter is in the vault; only its proof was missing.
import type { Case } from '../domain/case/case.ts';
import { type Law, lawsOf } from '../domain/clock/facts.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Command } from '../domain/case/command.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { judgeSender, type Sender, type SenderFacts } from '../domain/notice/sender.ts';
import type { Cases } from '../ports/cases.ts';
import type { MailReader } from '../ports/mail.ts';
import type { Vault } from '../ports/vault.ts';
import { inScope, listedBefore } from './known-authorities.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

export interface CheckSenderPorts {
  readonly cases: Cases;
  readonly vault: Vault;
  readonly mail: MailReader;
}

/** Comes back while look-ups keep failing; ends when the sender is proven or known not to be. */
export async function checkSender(
  state: Case,
  settings: TaskSettings,
  ports: CheckSenderPorts,
): Promise<Outcome> {
  const { notice } = state;
  if (notice === null || notice.sender.level !== 'L0') return { kind: 'nothing-to-do' };
  const digest = await ports.cases.letterDigest(notice.letter);
  const raw = digest === undefined ? undefined : await ports.vault.get(digest);
  if (raw === undefined) return { kind: 'hopeless', code: 'letter.unknown' };
  const { facts } = await ports.mail.read(raw);
  if (facts.dnsFailed) return { kind: 'retry', code: 'guard.dns', afterMs: null };
  const replayed = await ports.cases.rememberSignatures(notice.letter, passing(facts), notice.receivedAt);
  const authorities = await settings.authoritiesAt(notice.receivedAt);
  const judged = judgeSender({ ...facts, replayed }, authorities, settings.deskAddress, notice.receivedAt);
  const listed = await listedBefore(facts.from, authorities, notice.receivedAt, ports.cases);
  const sender = inScope(judged, authorities, notice.reading, listed);
  return sender.level === 'L0'
    ? { kind: 'nothing-to-do' }
    : { kind: 'record', command: proof(notice, sender, { authorities, law: settings.law }) };
}

/** The command that gives a letter its proof, with every law that applies now that it is known who speaks. */
export function proof(
  notice: Notice,
  sender: Sender,
  { authorities, law }: { readonly authorities: readonly Authority[]; readonly law: Law },
): Command {
  return { kind: 'prove-sender', sender, laws: lawsOf({ ...notice, sender }, authorities, law) };
}

/** Ids of the signatures that passed, for the replay memory. */
export function passing(facts: Pick<SenderFacts, 'signatures'>): string[] {
  return facts.signatures.filter((signature) => signature.passed).map((signature) => signature.id);
}
